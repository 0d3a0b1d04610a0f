package dev.postflight.jdbc;

import static java.util.Objects.requireNonNull;

import dev.postflight.api.Measurement;
import dev.postflight.api.Probe;
import dev.postflight.api.ProbeResult;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Asks as the engine does: whatever is thrown is silence. */
final class Asking {

    static final Duration AMPLE = Duration.ofSeconds(30);

    private Asking() {}

    static ProbeResult ask(Probe probe) {
        return ask(probe, AMPLE);
    }

    static ProbeResult ask(Probe probe, Duration timeout) {
        try {
            return probe.run(timeout);
        } catch (Throwable thrown) {
            return ProbeResult.silent(thrown);
        }
    }

    static List<Measurement> measured(ProbeResult result) {
        if (result instanceof ProbeResult.Up up) {
            return up.measurements();
        }
        throw new AssertionError("not up: " + result);
    }

    static String silence(ProbeResult result) {
        if (result instanceof ProbeResult.Silent silent) {
            return silent.cause();
        }
        throw new AssertionError("not silent: " + result);
    }

    /** All that there is to see of a result. */
    static String said(ProbeResult result) {
        if (result instanceof ProbeResult.Up up) {
            return "up: " + up.measurements();
        }
        return result instanceof ProbeResult.Down down ? "down: " + down.reason() : "silent: " + silence(result);
    }

    static Map<String, Double> figures(ProbeResult result) {
        Map<String, Double> figures = new LinkedHashMap<>();
        measured(result).forEach(measurement -> figures.put(measurement.metric(), measurement.value()));
        return figures;
    }

    static double figure(ProbeResult result, String metric) {
        return requireNonNull(figures(result).get(metric), metric);
    }
}
