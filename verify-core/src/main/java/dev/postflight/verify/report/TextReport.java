package dev.postflight.verify.report;

import dev.postflight.api.Alert;
import dev.postflight.api.Decision;
import dev.postflight.api.Finding;
import dev.postflight.api.Measurement;
import dev.postflight.api.Outcome;
import dev.postflight.api.Reason;
import dev.postflight.api.Unit;
import dev.postflight.api.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/**
 * A verdict as text, for a terminal or a message: a line for each check, then what is to be known of those that did not
 * pass, then why it was decided so and what is missing. Of very many, the first ones are shown; {@link JsonReport} has
 * them all. Immutable; safe for use by any number of threads.
 *
 * @since 0.1
 */
public final class TextReport {

    private static final TextReport PLAIN = new TextReport(false);
    private static final TextReport COLOURED = new TextReport(true);

    private static final int WIDEST_LINE = 100;
    private static final int LABEL_WIDTH = 8;
    private static final int INDENT = 4;
    private static final int MOST_DETAILS = 20;
    private static final int MOST_SENTENCES = 20;
    private static final int MOST_FIGURES = 6;

    private final boolean colours;

    private TextReport(boolean colours) {
        this.colours = colours;
    }

    /**
     * Without colours, for files, logs and messages.
     *
     * @return the report
     */
    public static TextReport plain() {
        return PLAIN;
    }

    /**
     * With ANSI colours, for terminals.
     *
     * @return the report
     */
    public static TextReport coloured() {
        return COLOURED;
    }

    /**
     * The whole report.
     *
     * @param verdict what is reported
     * @return lines that end with a line feed
     */
    public String render(Verdict verdict) {
        StringBuilder out = new StringBuilder(1024);
        out.append(Style.of(verdict.decision()).bold(colours, verdict.decision().toString()))
                .append("  ")
                .append(verdict.plan())
                .append(" / ")
                .append(verdict.phase())
                .append("   score ")
                .append(verdict.score())
                .append("   ")
                .append(extent(verdict))
                .append("\n\n");
        Table.append(out, verdict.findings(), colours);
        int told = 0;
        int untold = 0;
        for (Finding finding : verdict.findings()) {
            if (Table.saysAll(finding)) {
                continue;
            }
            if (told < MOST_DETAILS) {
                details(out, verdict, finding);
                told++;
            } else {
                untold++;
            }
        }
        if (untold > 0) {
            out.append("\n  and ").append(untold).append(" more, without details here\n");
        }
        list(out, "Why " + verdict.decision(), verdict.reasons());
        list(out, "Missing for GO", missing(verdict));
        list(out, "Alerts", alerts(verdict));
        list(out, "Notes", verdict.outlook().notes());
        return out.toString();
    }

    private static List<String> missing(Verdict verdict) {
        Instant earliest = verdict.outlook().earliestGo();
        if (earliest == null || verdict.decision() != Decision.HOLD) {
            return verdict.missing();
        }
        List<String> missing = new ArrayList<>(verdict.missing());
        missing.add("time: it can be GO from " + earliest.truncatedTo(ChronoUnit.SECONDS) + " on");
        return missing;
    }

    private static List<String> alerts(Verdict verdict) {
        List<String> alerts = new ArrayList<>();
        for (Alert alert : verdict.outlook().alerts()) {
            alerts.add(alert + (alert.muted() == null ? "" : ", " + alert.muted()));
        }
        return alerts;
    }

    /**
     * The verdict in one line, for logs.
     *
     * @param verdict what is reported
     * @return a line without a line feed
     */
    public String line(Verdict verdict) {
        return verdict + ", " + extent(verdict);
    }

    /**
     * How far a phase has come, in one line, for people who wait.
     *
     * @param verdict the latest verdict of a phase that is running
     * @return a line without a line feed
     */
    public String progress(Verdict verdict) {
        int verified = 0;
        Finding awaited = null;
        for (Finding finding : verdict.findings()) {
            if (finding.outcome().passing()) {
                verified++;
            } else if (awaited == null
                    || awaited.outcome() == Outcome.SKIPPED
                    || awaited.attempts() == 0 && finding.attempts() > 0) {
                awaited = finding;
            }
        }
        String line =
                verified + " of " + count(verdict.findings().size()) + " verified" + elapsed(" after ", verdict.took());
        return awaited == null
                ? line
                : Columns.cut(line + ", waiting for " + awaited.check() + hint(awaited), WIDEST_LINE);
    }

    private static String hint(Finding finding) {
        if (finding.reason() == Reason.NOT_YET_RUN) {
            return "";
        }
        String tried = finding.attempts() > 1 ? " (tried " + finding.attempts() + " times)" : "";
        return tried + ": " + (finding.cause().isEmpty() ? finding.seen() : finding.cause());
    }

    private void details(StringBuilder out, Verdict verdict, Finding finding) {
        out.append("\n  ")
                .append(Style.of(finding).bold(colours, finding.check()))
                .append("  ")
                .append(finding.outcome())
                .append(" (")
                .append(finding.reason())
                .append(finding.critical() ? "), critical" : ")")
                .append(finding.component().equals(finding.check()) ? "" : ", component " + finding.component())
                .append('\n');
        detail(out, "wanted", finding.wanted());
        if (Table.isAboutLimits(finding)) {
            detail(out, "seen", finding.cause());
        } else {
            detail(out, "seen", finding.seen());
            detail(out, "cause", finding.cause());
        }
        detail(out, "also", others(finding));
        if (finding.attempts() > 0) {
            Duration age = Duration.between(finding.since(), verdict.at());
            String since = finding.since().truncatedTo(ChronoUnit.SECONDS)
                    + (age.compareTo(Duration.ofSeconds(1)) < 0 ? "" : ", " + duration(age) + " before this verdict");
            detail(out, "since", since);
            detail(out, "tried", tried(finding));
        }
    }

    /** What was measured besides what was judged. */
    private static String others(Finding finding) {
        StringBuilder text = new StringBuilder();
        int shown = 0;
        for (Measurement measurement : finding.measurements()) {
            if (shown < MOST_FIGURES && !(", " + finding.seen()).contains(", " + measurement.metric() + " ")) {
                text.append(shown == 0 ? "" : ", ").append(measurement);
                shown++;
            }
        }
        return text.toString();
    }

    private static String tried(Finding finding) {
        String times = finding.attempts() == 1 ? "once" : finding.attempts() + " times";
        return finding.failures() < 2 ? times : times + ", " + finding.failures() + " failures in a row";
    }

    private void detail(StringBuilder out, String label, String text) {
        if (!text.isEmpty()) {
            out.append(" ".repeat(INDENT)).append(Style.QUIET.paint(colours, Columns.pad(label, LABEL_WIDTH)));
            int indent = INDENT + LABEL_WIDTH;
            Columns.wrap(out, text, indent, WIDEST_LINE - indent);
            out.append('\n');
        }
    }

    /** A sentence that is cut here is whole among the details. */
    private void list(StringBuilder out, String title, List<String> sentences) {
        if (!sentences.isEmpty()) {
            out.append('\n').append(Style.QUIET.bold(colours, title)).append('\n');
            int shown = Math.min(MOST_SENTENCES, sentences.size());
            for (String sentence : sentences.subList(0, shown)) {
                out.append(Columns.cut("  - " + sentence, WIDEST_LINE)).append('\n');
            }
            if (shown < sentences.size()) {
                out.append("  - and ").append(sentences.size() - shown).append(" more\n");
            }
        }
    }

    private static String extent(Verdict verdict) {
        return count(verdict.findings().size()) + elapsed(" in ", verdict.took());
    }

    private static String count(int checks) {
        return checks == 1 ? "1 check" : checks + " checks";
    }

    /** Nothing where no time went by: no person would say "in 0 s". */
    private static String elapsed(String word, Duration duration) {
        return duration.isZero() ? "" : word + duration(duration);
    }

    static String duration(Duration duration) {
        return Unit.SECONDS.format(Math.max(0, duration.toNanos()) / 1e9);
    }
}
