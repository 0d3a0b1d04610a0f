package dev.postflight.verify.report;

import dev.postflight.api.Finding;
import dev.postflight.api.Outcome;
import dev.postflight.api.Reason;
import dev.postflight.api.Severity;
import dev.postflight.api.Unit;
import dev.postflight.api.Verdict;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * A verdict as text, for a terminal or a message: a line for each check, then what is to be known of those that did not
 * pass, then why it was decided so. Immutable; safe for use by any number of threads.
 *
 * @since 0.1
 */
public final class TextReport {

    private static final TextReport PLAIN = new TextReport(false);
    private static final TextReport COLOURED = new TextReport(true);

    /** Plans with more checks show those that passed as one line. */
    private static final int MOST_LINES = 60;

    private static final int WIDEST_NAME = 40;
    private static final int WIDEST_LINE = 100;

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
                .append(count(verdict.findings().size()))
                .append(" in ")
                .append(duration(verdict.took()))
                .append("\n\n");
        table(out, verdict.findings());
        for (Finding finding : verdict.findings()) {
            if (isWorthDetails(finding)) {
                details(out, verdict, finding);
            }
        }
        list(out, "Why " + verdict.decision(), verdict.reasons());
        list(out, "Missing for GO", verdict.missing());
        return out.toString();
    }

    /**
     * The verdict in one line, for logs.
     *
     * @param verdict what is reported
     * @return a line without a line feed
     */
    public String line(Verdict verdict) {
        return verdict + ", " + count(verdict.findings().size()) + " in " + duration(verdict.took());
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
                verified + " of " + count(verdict.findings().size()) + " verified after " + duration(verdict.took());
        return awaited == null ? line : cut(line + ", waiting for " + awaited.check() + hint(awaited), WIDEST_LINE);
    }

    private static String hint(Finding finding) {
        if (finding.reason() == Reason.NOT_YET_RUN) {
            return "";
        }
        String tried = finding.attempts() > 1 ? " (tried " + finding.attempts() + " times)" : "";
        return tried + ": " + (finding.cause().isEmpty() ? finding.seen() : finding.cause());
    }

    private void table(StringBuilder out, List<Finding> findings) {
        int names = 0;
        int seen = 0;
        boolean all = findings.size() <= MOST_LINES;
        for (Finding finding : findings) {
            names = Math.max(names, Math.min(WIDEST_NAME, finding.check().length()));
            seen = Math.max(
                    seen, Math.min(WIDEST_LINE - WIDEST_NAME, finding.seen().length()));
        }
        int hidden = 0;
        for (Finding finding : findings) {
            if (all || finding.outcome() != Outcome.PASS) {
                row(out, finding, names, seen);
            } else {
                hidden++;
            }
        }
        if (hidden > 0) {
            out.append("  ")
                    .append(Style.GOOD.paint(colours, "PASS   "))
                    .append("  ")
                    .append(hidden)
                    .append(" more\n");
        }
    }

    private void row(StringBuilder out, Finding finding, int names, int seen) {
        String note = finding.ignored() ? "silence is ignored" : "";
        if (finding.severity() != null) {
            note = finding.severity().toString();
        }
        String took = finding.attempts() == 0 || finding.took().isZero() ? "" : duration(finding.took());
        String row = pad(cut(finding.check(), WIDEST_NAME), names) + "  "
                + pad(cut(finding.seen(), WIDEST_LINE - WIDEST_NAME), seen) + "  "
                + pad(took, 7) + "  ";
        out.append("  ")
                .append(Style.of(finding).paint(colours, pad(finding.outcome().toString(), 7)))
                .append("  ")
                .append((row + note).stripTrailing())
                .append('\n');
    }

    private void details(StringBuilder out, Verdict verdict, Finding finding) {
        out.append("\n  ")
                .append(Style.of(finding).bold(colours, finding.check()))
                .append("  ")
                .append(finding.outcome())
                .append(", ")
                .append(finding.reason())
                .append(finding.critical() ? ", a critical check" : "")
                .append(finding.component().equals(finding.check()) ? "" : " of component " + finding.component())
                .append('\n');
        detail(out, "wanted", finding.wanted());
        detail(out, "seen", finding.seen());
        detail(out, "cause", finding.cause());
        if (finding.attempts() > 0) {
            Duration age = Duration.between(finding.since(), verdict.at());
            String since = finding.since().truncatedTo(ChronoUnit.SECONDS)
                    + (age.compareTo(Duration.ofSeconds(1)) < 0 ? "" : ", " + duration(age) + " before this verdict");
            detail(out, "since", since);
            detail(out, "tried", finding.attempts() == 1 ? "once" : finding.attempts() + " times");
        }
    }

    private void detail(StringBuilder out, String name, String text) {
        if (!text.isEmpty()) {
            out.append("    ")
                    .append(Style.QUIET.paint(colours, pad(name, 8)))
                    .append(text)
                    .append('\n');
        }
    }

    private void list(StringBuilder out, String title, List<String> lines) {
        if (!lines.isEmpty()) {
            out.append('\n').append(Style.QUIET.bold(colours, title)).append('\n');
            for (String line : lines) {
                out.append("  - ").append(line).append('\n');
            }
        }
    }

    /** A warning without an alert is all said in its row. */
    private static boolean isWorthDetails(Finding finding) {
        return !finding.outcome().passing()
                || finding.severity() == Severity.HIGH
                || finding.severity() == Severity.CRITICAL;
    }

    private static String count(int checks) {
        return checks == 1 ? "1 check" : checks + " checks";
    }

    private static String duration(Duration duration) {
        return Unit.SECONDS.format(Math.max(0, duration.toNanos()) / 1e9);
    }

    private static String pad(String text, int width) {
        return text.length() >= width ? text : text + " ".repeat(width - text.length());
    }

    private static String cut(String text, int width) {
        return text.length() <= width ? text : text.substring(0, width - 1) + "…";
    }
}
