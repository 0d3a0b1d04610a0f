package dev.postflight.jdbc;

import dev.postflight.api.Measurement;
import dev.postflight.api.Probe;
import dev.postflight.api.ProbeResult;
import java.time.Duration;
import java.util.List;

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
}
