package dev.postflight.verify.report;

import dev.postflight.api.Decision;
import dev.postflight.api.Finding;
import dev.postflight.api.Severity;

/** Colours of a terminal. */
enum Style {
    GOOD("32"),
    DOUBTFUL("33"),
    BAD("31"),
    QUIET("2");

    private static final String ESCAPE = "\u001b[";
    private static final String RESET = ESCAPE + "0m";

    private final String code;

    Style(String code) {
        this.code = code;
    }

    static Style of(Decision decision) {
        return switch (decision) {
            case GO -> GOOD;
            case HOLD -> DOUBTFUL;
            case NO_GO -> BAD;
        };
    }

    static Style of(Finding finding) {
        if (finding.severity() == Severity.CRITICAL) {
            return BAD;
        }
        return switch (finding.outcome()) {
            case PASS -> GOOD;
            case FAIL -> BAD;
            case SKIPPED, PENDING -> QUIET;
            case WARN, UNKNOWN -> DOUBTFUL;
        };
    }

    String paint(boolean colours, String text) {
        return colours ? ESCAPE + code + "m" + text + RESET : text;
    }

    String bold(boolean colours, String text) {
        return colours ? ESCAPE + "1;" + (this == QUIET ? "39" : code) + "m" + text + RESET : text;
    }
}
