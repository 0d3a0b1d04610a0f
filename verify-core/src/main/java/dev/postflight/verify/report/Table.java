package dev.postflight.verify.report;

import dev.postflight.api.Finding;
import dev.postflight.api.Outcome;
import dev.postflight.api.Reason;
import dev.postflight.api.Severity;
import java.util.ArrayList;
import java.util.List;

/** A line for each check: outcome, name, what was seen, how long it took, and a note. */
final class Table {

    /** With more checks, those that passed are one line. */
    private static final int MOST_ROWS = 60;

    private static final int OUTCOME_WIDTH = 7;
    private static final int WIDEST_NAME = 40;
    private static final int WIDEST_SEEN = 60;

    private Table() {}

    static void append(StringBuilder out, List<Finding> findings, boolean colours) {
        List<Finding> rows = findings.size() <= MOST_ROWS ? findings : withoutPasses(findings);
        int names = 0;
        int seen = 0;
        int took = 0;
        for (Finding finding : rows) {
            names = Math.max(names, Columns.width(name(finding)));
            seen = Math.max(seen, Columns.width(seen(finding)));
            took = Math.max(took, Columns.width(took(finding)));
        }
        for (Finding finding : rows) {
            String row = Columns.pad(name(finding), names) + "  " + Columns.pad(seen(finding), seen) + "  "
                    + Columns.pad(took(finding), took) + "  " + note(finding);
            row(out, Style.of(finding).paint(colours, outcome(finding.outcome())), row);
        }
        if (rows.size() < findings.size()) {
            row(out, Style.GOOD.paint(colours, outcome(Outcome.PASS)), findings.size() - rows.size() + " more");
        }
    }

    /** Whether the row says all that there is to say; or else there must be details. */
    static boolean saysAll(Finding finding) {
        return switch (finding.outcome()) {
            case PASS, SKIPPED, PENDING -> true;
            case WARN ->
                !isAlert(finding) && (isAboutLimits(finding) || finding.cause().isEmpty());
            case FAIL, UNKNOWN -> false;
        };
    }

    private static boolean isAlert(Finding finding) {
        return finding.severity() == Severity.HIGH || finding.severity() == Severity.CRITICAL;
    }

    private static List<Finding> withoutPasses(List<Finding> findings) {
        List<Finding> others = new ArrayList<>();
        for (Finding finding : findings) {
            if (finding.outcome() != Outcome.PASS) {
                others.add(finding);
            }
        }
        return others;
    }

    private static void row(StringBuilder out, String outcome, String row) {
        out.append("  ")
                .append(outcome)
                .append("  ")
                .append(row.stripTrailing())
                .append('\n');
    }

    private static String outcome(Outcome outcome) {
        return Columns.pad(outcome.toString(), OUTCOME_WIDTH);
    }

    private static String name(Finding finding) {
        return Columns.cut(finding.check(), WIDEST_NAME);
    }

    private static String seen(Finding finding) {
        return Columns.cut(finding.seen(), WIDEST_SEEN);
    }

    private static String took(Finding finding) {
        return finding.attempts() == 0 || finding.took().isZero() ? "" : TextReport.duration(finding.took());
    }

    private static String note(Finding finding) {
        if (finding.ignored()) {
            return "silence is ignored";
        }
        if (finding.outcome() == Outcome.SKIPPED) {
            return finding.cause();
        }
        if (isAboutLimits(finding)) {
            String rest = finding.cause().substring(finding.seen().length() + 1);
            return rest.startsWith("is ") ? rest.substring(3) : rest;
        }
        return finding.severity() == null ? "" : finding.severity().toString();
    }

    /** The cause goes on where what was seen ends: {@code p95 612 ms} {@code is HIGH (> 500ms)}. */
    static boolean isAboutLimits(Finding finding) {
        boolean byLimits = finding.reason() == Reason.TARGET_MISSED
                || finding.reason() == Reason.LEVEL_PENDING
                || finding.reason() == Reason.LEVEL_REACHED;
        return byLimits && finding.cause().startsWith(finding.seen() + " ");
    }
}
