package dev.postflight.api;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The one error sentence of Postflight, and the rules that several words share. */
final class Faults {

    static final String METRIC_RULE =
            "a letter or underscore, then letters, digits, underscores, dots or hyphens, 100 characters at most";
    static final String NAME_RULE = "1 to 100 printable characters";
    static final String POSITIVE_DURATION_RULE = "a positive duration of at most 3650 days";

    private static final int LONGEST_NAME = 100;
    private static final int LONGEST_QUOTE = 120;
    private static final int LONGEST_LIST = 20;
    private static final Duration LONGEST = Duration.ofDays(3650);

    private Faults() {}

    static String sentence(String name, @Nullable Object value, String rule) {
        Object shown = value instanceof Duration duration ? Durations.shown(duration) : value;
        return name + ": " + shown + " (expected: " + rule + ")";
    }

    static String quoted(@Nullable String text) {
        return text == null ? "null" : '"' + shortened(text) + '"';
    }

    /** The text on one line; of a long one, the beginning. */
    static String shortened(String text) {
        return text.length() > LONGEST_QUOTE ? visible(text.substring(0, LONGEST_QUOTE)) + "…" : visible(text);
    }

    /** The text on one line, with a '?' for every character that could steer a terminal or hide; as long as before. */
    static String visible(String text) {
        StringBuilder visible = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            visible.append(Character.isWhitespace(c) ? ' ' : isInvisible(c) ? '?' : c);
        }
        return visible.toString();
    }

    /** The names in brackets; of many, the first ones. */
    static String list(Collection<String> names) {
        List<String> shown = new ArrayList<>();
        for (String name : names) {
            if (shown.size() == LONGEST_LIST) {
                return "[" + String.join(", ", shown) + " and " + (names.size() - LONGEST_LIST) + " more]";
            }
            shown.add(name);
        }
        return shown.toString();
    }

    static boolean isName(@Nullable String name) {
        if (name == null || name.isBlank() || name.length() > LONGEST_NAME) {
            return false;
        }
        for (int i = 0; i < name.length(); i++) {
            if (isInvisible(name.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isInvisible(char c) {
        int type = Character.getType(c);
        return type == Character.CONTROL
                || type == Character.FORMAT
                || type == Character.LINE_SEPARATOR
                || type == Character.PARAGRAPH_SEPARATOR;
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
