package dev.postflight.jdbc;

import dev.postflight.api.Measurement;
import dev.postflight.api.ProbeResult;
import dev.postflight.api.Unit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Names and units of the figures of one probe, in their order. */
final class Figures {

    private final Map<String, Unit> units = new LinkedHashMap<>();

    private Figures() {}

    static Figures of() {
        return new Figures();
    }

    Figures and(Unit unit, String... metrics) {
        for (String metric : metrics) {
            units.put(metric, unit);
        }
        return this;
    }

    Map<String, Unit> units() {
        return Collections.unmodifiableMap(new LinkedHashMap<>(units));
    }

    /** What is {@code null} is not measured. */
    static void add(List<Measurement> measurements, String metric, @Nullable Double value, Unit unit) {
        if (value != null) {
            measurements.add(Measurement.of(metric, value, unit));
        }
    }

    static ProbeResult up(List<Measurement> measurements) {
        return new ProbeResult.Up(new ArrayList<>(measurements));
    }

    /** Leaves out the count of what this account may not see; where there is any, the others are worth nothing. */
    static ProbeResult withoutHidden(ProbeResult.Up up, String hidden) {
        List<Measurement> others = new ArrayList<>();
        for (Measurement measurement : up.measurements()) {
            if (!measurement.metric().equals(hidden)) {
                others.add(measurement);
            } else if (measurement.value() != 0) {
                return ProbeResult.silent(Words.sentence(
                        "sessions that are hidden from this account",
                        Unit.COUNT.format(measurement.value()),
                        "none: grant pg_read_all_stats to it, and leave track_activities on"));
            }
        }
        return up(others);
    }

    /** {@code null} where there is no whole. */
    static @Nullable Double ratio(double part, double whole) {
        return whole == 0 ? null : (Double) (part / whole);
    }
}
