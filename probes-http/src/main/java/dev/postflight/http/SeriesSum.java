package dev.postflight.http;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The sum of the series of one name, and with some labels, in the text that Prometheus reads.
 *
 * @param name the name of the series
 * @param labels each as it is written: {@code path="/orders"}
 */
record SeriesSum(String name, List<String> labels) {

    private static final Pattern SERIES =
            Pattern.compile("([a-zA-Z_:][a-zA-Z0-9_:]*)\\s*(?:\\{(.*)\\})?\\s*", Pattern.DOTALL);
    private static final Pattern LABEL =
            Pattern.compile("\\s*([a-zA-Z_][a-zA-Z0-9_]*)\\s*=\\s*(\"(?:[^\"\\\\]|\\\\.)*+\")\\s*(?:,|$)");

    static SeriesSum parse(@Nullable String text) {
        Matcher series = SERIES.matcher(text == null ? "" : text);
        List<String> labels = series.matches() ? labels(series.group(2)) : null;
        if (labels == null) {
            throw Texts.fault(
                    "series",
                    Texts.quoted(text == null ? null : Texts.cut(text)),
                    "a name and labels, such as upstream_calls_total{path=\"/orders\"}");
        }
        return new SeriesSum(series.group(1), labels);
    }

    /** {@code null} when they are none. */
    private static @Nullable List<String> labels(@Nullable String text) {
        List<String> labels = new ArrayList<>();
        String rest = text == null ? "" : text.strip();
        Matcher label = LABEL.matcher(rest);
        int end = 0;
        while (end < rest.length()) {
            label.region(end, rest.length());
            if (!label.lookingAt()) {
                return null;
            }
            labels.add(label.group(1) + '=' + label.group(2));
            end = label.end();
        }
        return labels;
    }

    /** Empty when there is no such series, and not a number when one of that name cannot be read. */
    OptionalDouble in(String text) {
        double sum = 0;
        boolean isThere = false;
        for (String line : text.split("\n", -1)) {
            String clean = line.strip();
            if (!clean.startsWith(name)) {
                continue;
            }
            String rest = clean.substring(name.length());
            List<String> found = List.of();
            if (rest.startsWith("{")) {
                int end = endOfLabels(rest);
                List<String> read = end < 0 ? null : labels(rest.substring(1, end));
                if (read == null) {
                    return OptionalDouble.of(Double.NaN); // it may be one of those that are meant
                }
                found = read;
                rest = rest.substring(end + 1);
            } else if (rest.isEmpty() || !Character.isWhitespace(rest.charAt(0))) {
                continue;
            }
            if (found.containsAll(labels)) {
                sum += value(rest.strip());
                isThere = true;
            }
        }
        return isThere ? OptionalDouble.of(sum) : OptionalDouble.empty();
    }

    /** Where the first brace is closed that stands in no value: an exemplar behind has braces of its own. */
    private static int endOfLabels(String text) {
        boolean isQuoted = false;
        for (int i = 1; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\' && isQuoted) {
                i++;
            } else if (c == '"') {
                isQuoted = !isQuoted;
            } else if (c == '}' && !isQuoted) {
                return i;
            }
        }
        return -1;
    }

    /** Without the timestamp or the exemplar that may follow; not a number when there is none. */
    private static double value(String text) {
        int end = 0;
        while (end < text.length() && !Character.isWhitespace(text.charAt(end))) {
            end++;
        }
        try {
            return Double.parseDouble(text.substring(0, end));
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }

    @Override
    public String toString() {
        return labels.isEmpty() ? name : name + '{' + String.join(",", labels) + '}';
    }
}
