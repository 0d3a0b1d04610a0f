package dev.postflight.jdbc;

import dev.postflight.api.Scale;
import dev.postflight.api.Unit;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * As what the columns of a query are read.
 *
 * @param units what the figures of a column are written in
 * @param ages the columns that hold a time, and the zone of those that do not say theirs, or none for the session's
 * @param label the column that says of what each row is
 * @param needed the columns without which there is no answer
 */
record Reading(
        Map<String, Scale> units,
        Map<String, Optional<ZoneId>> ages,
        @Nullable String label,
        Set<String> needed) {

    static final Reading PLAIN = new Reading(Map.of(), Map.of(), null, Set.of());

    static Reading of(Map<String, Unit> units) {
        Map<String, Scale> scales = new LinkedHashMap<>();
        units.forEach((column, unit) -> scales.put(column, Scale.of(unit)));
        return new Reading(scales, Map.of(), null, Set.of());
    }

    Reading unit(String column, Scale unit) {
        String name = column(column);
        Map<String, Scale> more = new LinkedHashMap<>(units);
        if (more.put(name, unit) != null || ages.containsKey(name) || name.equals(label)) {
            throw twice(column);
        }
        return new Reading(more, ages, label, needed);
    }

    Reading age(String column, @Nullable ZoneId zone) {
        String name = column(column);
        Map<String, Optional<ZoneId>> more = new LinkedHashMap<>(ages);
        if (more.put(name, Optional.ofNullable(zone)) != null || units.containsKey(name) || name.equals(label)) {
            throw twice(column);
        }
        return new Reading(units, more, label, needed);
    }

    Reading labelledBy(String column) {
        String name = column(column);
        if (label != null) {
            throw Words.fault("label", Words.quoted(column) + " after " + Words.quoted(label), "one column");
        }
        if (units.containsKey(name) || ages.containsKey(name)) {
            throw twice(column);
        }
        return new Reading(units, ages, name, needed);
    }

    Reading need(String column) {
        Set<String> more = new LinkedHashSet<>(needed);
        more.add(column(column));
        return new Reading(units, ages, label, more);
    }

    boolean isAge(String metric) {
        return ages.containsKey(metric);
    }

    Optional<ZoneId> zoneOf(String metric) {
        return ages.getOrDefault(metric, Optional.empty());
    }

    /** Base units where nothing else was said. */
    Scale scaleOf(String metric, Unit otherwise) {
        Scale scale = units.get(metric);
        return scale == null ? Scale.of(otherwise) : scale;
    }

    private static String column(String column) {
        if (!Words.isMetric(column)) {
            throw Words.fault("column", Words.quoted(column), Words.METRIC_RULE);
        }
        return column.toLowerCase(Locale.ROOT);
    }

    private static IllegalArgumentException twice(String column) {
        return Words.fault("column", Words.quoted(column) + " twice", "each once");
    }
}
