package dev.postflight.api;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The one error sentence of Postflight, and the rules that several words share. */
final class Faults {

    static final String METRIC_RULE =
            "a letter or underscore, then letters, digits, underscores, dots or hyphens, 100 characters at most";
    static final String NAME_RULE = "1 to 100 printable characters";
    static final String POSITIVE_DURATION_RULE = "a positive duration of at most 3650 days";

    private static final int LONGEST_NAME = 100;
    private static final Duration LONGEST = Duration.ofDays(3650);

    private Faults() {}

    static String sentence(String name, @Nullable Object value, String rule) {
        return name + ": " + value + " (expected: " + rule + ")";
    }

    static String quoted(@Nullable String text) {
        return text == null ? "null" : '"' + text + '"';
    }

    static boolean isName(@Nullable String name) {
        if (name == null || name.isBlank() || name.length() > LONGEST_NAME) {
            return false;
        }
        for (int i = 0; i < name.length(); i++) {
            int type = Character.getType(name.charAt(i));
            if (type == Character.CONTROL
                    || type == Character.FORMAT
                    || type == Character.LINE_SEPARATOR
                    || type == Character.PARAGRAPH_SEPARATOR) {
                return false;
            }
        }
        return true;
    }

    static boolean isMetric(@Nullable String metric) {
        if (metric == null || metric.isEmpty() || metric.length() > LONGEST_NAME || !isMetricStart(metric.charAt(0))) {
            return false;
        }
        for (int i = 1; i < metric.length(); i++) {
            if (!isMetricPart(metric.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    static boolean isMetricStart(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_';
    }

    static boolean isMetricPart(char c) {
        return isMetricStart(c) || c >= '0' && c <= '9' || c == '.' || c == '-';
    }

    static boolean isPositive(@Nullable Duration duration) {
        return duration != null && !duration.isNegative() && !duration.isZero() && duration.compareTo(LONGEST) <= 0;
    }
}
