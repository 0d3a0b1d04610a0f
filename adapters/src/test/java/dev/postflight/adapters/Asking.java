package dev.postflight.adapters;

import dev.postflight.api.Probe;
import dev.postflight.api.ProbeResult;
import java.time.Duration;

/** Runs probes. */
final class Asking {

    private Asking() {}

    /** What a verdict would say. */
    static String told(Probe probe) {
        try {
            ProbeResult result = probe.run(Duration.ofSeconds(60));
            if (result instanceof ProbeResult.Up up) {
                return "UP " + up.measurements();
            }
            return result instanceof ProbeResult.Down down
                    ? "DOWN " + down.reason() + (down.measurements().isEmpty() ? "" : " " + down.measurements())
                    : "SILENT " + ((ProbeResult.Silent) result).cause();
        } catch (Throwable thrown) {
            return "THROWN " + ProbeResult.silent(thrown).cause();
        }
    }
}
