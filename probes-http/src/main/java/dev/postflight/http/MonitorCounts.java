package dev.postflight.http;

import dev.postflight.api.Measurement;
import dev.postflight.api.Unit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Counts things by kind; a kind that nothing is of is zero. For one thread. */
final class MonitorCounts {

    private final Map<String, Integer> counts = new LinkedHashMap<>();

    static MonitorCounts of(String... kinds) {
        return of(List.of(kinds));
    }

    static MonitorCounts of(Iterable<String> kinds) {
        MonitorCounts counts = new MonitorCounts();
        for (String kind : kinds) {
            counts.counts.put(kind, 0);
        }
        return counts;
    }

    boolean has(String kind) {
        return counts.containsKey(kind);
    }

    void add(String kind) {
        counts.merge(kind, 1, Integer::sum);
    }

    int get(String kind) {
        return counts.getOrDefault(kind, 0);
    }

    /** What comes first, and then a measurement of each kind. */
    List<Measurement> measurements(Measurement... first) {
        List<Measurement> measurements = new ArrayList<>(List.of(first));
        counts.forEach((kind, count) -> measurements.add(Measurement.of(kind, count, Unit.COUNT)));
        return measurements;
    }

    Map<String, Unit> units() {
        Map<String, Unit> units = new LinkedHashMap<>();
        counts.keySet().forEach(kind -> units.put(kind, Unit.COUNT));
        return Collections.unmodifiableMap(units);
    }
}
