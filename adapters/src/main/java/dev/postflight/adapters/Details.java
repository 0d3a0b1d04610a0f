package dev.postflight.adapters;

import dev.postflight.api.Measurement;
import dev.postflight.api.Scale;
import dev.postflight.api.Unit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Names and values of any kind, as a check of another library gave them: numbers are measured, and all of it is told. */
final class Details {

    private static final Scale COUNT = Scale.of(Unit.COUNT);
    private static final int MOST_FIGURES = 100;
    private static final int MOST_TOLD = 20;
    private static final int LONGEST_VALUE = 200;
    private static final int LONGEST_NAME = 100;
    private static final int DEEPEST = 4;

    private final Map<String, Scale> units;
    private final Map<String, String> names = new LinkedHashMap<>();
    private final List<Measurement> measurements = new ArrayList<>();
    private final StringBuilder told = new StringBuilder();
    private int count;
    private @Nullable String fault;

    Details(Map<String, Scale> units) {
        this.units = units;
    }

    /** Reads them, those within others too. */
    void read(Map<?, ?> details) {
        read("", details, 1);
    }

    private void read(String prefix, Map<?, ?> details, int depth) {
        for (Map.Entry<?, ?> entry : details.entrySet()) {
            String name = prefix + text(entry.getKey());
            Object value = entry.getValue();
            if (value instanceof Map<?, ?> inner && depth < DEEPEST) {
                read(name + '.', inner, depth + 1);
            } else {
                if (value instanceof Number number) {
                    measure(name, number.doubleValue());
                }
                tell(name, value);
            }
        }
    }

    /** What is no finite number is told, and not measured. */
    private void measure(String name, double figure) {
        String metric = metric(name);
        Scale scale = units.getOrDefault(metric, COUNT);
        double value = scale.inBaseUnit(figure);
        if (!Double.isFinite(value) || fault != null) {
            return;
        }
        String other = names.put(metric, name);
        if (other != null) {
            fault = "details " + other + " and " + name + ": both " + metric
                    + " (expected: names that are different as names of metrics)";
        } else if (names.size() > MOST_FIGURES) {
            fault = "details: more than " + MOST_FIGURES + " numbers (expected: " + MOST_FIGURES + " at most)";
        } else {
            measurements.add(Measurement.of(metric, value, scale.unit()));
        }
    }

    /** What a metric's name cannot have becomes an underscore. */
    static String metric(String name) {
        StringBuilder metric = new StringBuilder();
        for (int i = 0; i < name.length() && metric.length() < LONGEST_NAME; i++) {
            char c = name.charAt(i);
            boolean starts = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_';
            boolean goesOn = starts || c >= '0' && c <= '9' || c == '.' || c == '-';
            if (i == 0 && goesOn && !starts) {
                metric.append('_');
            }
            metric.append(goesOn ? c : '_');
        }
        return metric.length() == 0 ? "_" : metric.substring(0, Math.min(metric.length(), LONGEST_NAME));
    }

    private void tell(String name, @Nullable Object value) {
        if (++count <= MOST_TOLD) {
            String shown = text(value);
            told.append(told.length() == 0 ? "" : ", ")
                    .append(name)
                    .append('=')
                    .append(shown.length() > LONGEST_VALUE ? shown.substring(0, LONGEST_VALUE) + "…" : shown);
        }
    }

    /** Anything can be a detail, and anything can go wrong when it is asked for a text. */
    private static String text(@Nullable Object value) {
        try {
            if (value instanceof Map<?, ?> || value instanceof Collection<?> many && many.size() > MOST_TOLD) {
                return "…";
            }
            return String.valueOf(value);
        } catch (RuntimeException | StackOverflowError e) {
            return "(its text could not be had)";
        }
    }

    /** All of them for people, not redacted yet; empty when there are none. */
    String told() {
        return count > MOST_TOLD ? told + " and " + (count - MOST_TOLD) + " more" : told.toString();
    }

    /** Why the numbers are not to be used; {@code null} when they are. */
    @Nullable
    String fault() {
        return fault;
    }

    /** The numbers among them; none when there is a fault. */
    List<Measurement> measurements() {
        return fault == null ? measurements : List.of();
    }
}
