package dev.postflight.benchmarks;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a program is told on the command line, as {@code --name=value}; what it is not told is as in its examples. */
final class Options {

    private static final Pattern DURATION = Pattern.compile("(\\d{1,9})(ms|s|min)");

    private final Map<String, String> values = new HashMap<>();

    private Options() {}

    static Options of(String[] args, String... examples) {
        Options options = new Options();
        for (String example : examples) {
            options.put(example);
        }
        for (String arg : args) {
            if (!options.values.containsKey(name(arg))) {
                throw new IllegalArgumentException(
                        arg + ": unknown (expected: any of " + String.join(", ", examples) + ")");
            }
            options.put(arg);
        }
        return options;
    }

    private void put(String arg) {
        values.put(name(arg), arg.substring(arg.indexOf('=') + 1));
    }

    private static String name(String arg) {
        return arg.substring(0, Math.max(arg.indexOf('='), 0));
    }

    String text(String name) {
        return Objects.requireNonNull(values.get(name));
    }

    double number(String name) {
        try {
            return Double.parseDouble(text(name));
        } catch (NumberFormatException e) {
            throw refused(name, "a number", e);
        }
    }

    long whole(String name) {
        try {
            return Long.parseLong(text(name));
        } catch (NumberFormatException e) {
            throw refused(name, "a whole number", e);
        }
    }

    Duration duration(String name) {
        Matcher matcher = DURATION.matcher(text(name));
        if (!matcher.matches()) {
            throw refused(name, "a duration such as 100ms, 10s or 1min", null);
        }
        long amount = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "ms" -> Duration.ofMillis(amount);
            case "s" -> Duration.ofSeconds(amount);
            default -> Duration.ofMinutes(amount);
        };
    }

    /** A number of things, if it is within what makes sense. */
    int count(String name, int least, int most) {
        long count = whole(name);
        if (count < least || count > most) {
            throw refused(name, least + " to " + most, null);
        }
        return (int) count;
    }

    IllegalArgumentException refused(String name, String expected, @Nullable Throwable cause) {
        return new IllegalArgumentException(name + ": " + text(name) + " (expected: " + expected + ")", cause);
    }
}
