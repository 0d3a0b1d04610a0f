package dev.postflight.verify.observe;

import dev.postflight.api.ProbeResult;
import dev.postflight.api.Unit;
import java.time.Duration;

/** Words about things that went wrong. */
final class Texts {

    private Texts() {}

    static String duration(Duration duration) {
        return Unit.SECONDS.format(duration.toNanos() / 1e9);
    }

    /** Describing what was thrown can fail as well, when memory or stack are short. */
    static String describe(Throwable thrown) {
        try {
            return ProbeResult.silent(thrown).cause();
        } catch (Throwable again) {
            return "an error that could not be described";
        }
    }
}
