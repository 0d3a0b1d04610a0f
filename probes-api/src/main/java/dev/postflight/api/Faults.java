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

    /** Some of the names of metrics that were found to be good; a race at most finds one good twice. */
    private static final @Nullable String[] METRICS = new String[64];

    private static final int LONGEST_QUOTE = 120;
    private static final int LONGEST_LIST = 20;
    private static final Duration LONGEST = Duration.ofDays(3650);

    /** First and last of what is invisible though it counts as a letter or mark; from the Unicode table of ignorables. */
    private static final int[] IGNORABLE = {
        0x034f, 0x034f, 0x115f, 0x1160, 0x17b4, 0x17b5, 0x180b, 0x180f, 0x2065, 0x2065, 0x3164, 0x3164, 0xffa0, 0xffa0,
        0xfff0, 0xfff8, 0xe0000, 0xe0fff
    };

    private Faults() {}

    static String sentence(String name, @Nullable Object value, String rule) {
        Object shown = value instanceof Duration duration ? Durations.shown(duration) : value;
        return name + ": " + shown + " (expected: " + rule + ")";
    }

    static String quoted(@Nullable String text) {
        return text == null ? "null" : '"' + shortened(text) + '"';
    }

    /** The text on one line and without secrets; of a long one, the beginning. */
    static String shortened(String text) {
        String shown = shown(text);
        if (shown.length() <= LONGEST_QUOTE) {
            return shown;
        }
        int end = Character.isHighSurrogate(shown.charAt(LONGEST_QUOTE - 1)) ? LONGEST_QUOTE - 1 : LONGEST_QUOTE;
        return shown.substring(0, end) + "…";
    }

    /** The text on one line and without secrets. */
    static String shown(String text) {
        return visible(Redaction.withoutSecrets(text));
    }

    /** The text on one line, with a '?' for all that could steer a terminal or hide; as long as before. */
    static String visible(String text) {
        StringBuilder visible = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            int width = Character.charCount(c);
            i += width;
            if (Character.isWhitespace(c)) {
                visible.append(' ');
            } else if (isInvisible(c)) {
                visible.append("?".repeat(width));
            } else {
                visible.appendCodePoint(c);
            }
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
            shown.add(shortened(name));
        }
        return shown.toString();
    }

    static boolean isName(@Nullable String name) {
        if (name == null || name.isBlank() || name.length() > LONGEST_NAME) {
            return false;
        }
        for (int i = 0; i < name.length(); ) {
            int c = name.codePointAt(i);
            if (isInvisible(c)) {
                return false;
            }
            i += Character.charCount(c);
        }
        return true;
    }

    /** Whether a character could steer a terminal, hide in a text or break it. */
    static boolean isInvisible(int c) {
        int type = Character.getType(c);
        return type == Character.CONTROL
                || type == Character.FORMAT
                || type == Character.SURROGATE
                || type == Character.LINE_SEPARATOR
                || type == Character.PARAGRAPH_SEPARATOR
                || (c & 0xfffe) == 0xfffe
                || isIgnorable(c);
    }

    private static boolean isIgnorable(int c) {
        for (int i = 0; i < IGNORABLE.length; i += 2) {
            if (c >= IGNORABLE[i] && c <= IGNORABLE[i + 1]) {
                return true;
            }
        }
        return false;
    }

    /** Metrics are named anew with each measurement, and mostly by the same few constants. */
    @SuppressWarnings("ReferenceEquality") // the very object that was looked at before
    static boolean isMetric(@Nullable String metric) {
        if (metric == null) {
            return false;
        }
        int place = metric.hashCode() & METRICS.length - 1;
        if (METRICS[place] == metric) {
            return true;
        }
        boolean is = isNewMetric(metric);
        if (is) {
            METRICS[place] = metric;
        }
        return is;
    }

    private static boolean isNewMetric(String metric) {
        if (metric.isEmpty() || metric.length() > LONGEST_NAME || !isMetricStart(metric.charAt(0))) {
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
