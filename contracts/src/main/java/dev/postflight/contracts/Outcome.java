package dev.postflight.contracts;

import dev.postflight.api.ProbeResult;
import org.jspecify.annotations.Nullable;

/** What became of a run: one of the two, or neither when a probe gave {@code null}. */
final class Outcome {

    final @Nullable ProbeResult result;
    final @Nullable Throwable thrown;

    Outcome(@Nullable ProbeResult result, @Nullable Throwable thrown) {
        this.result = result;
        this.thrown = thrown;
    }

    /** As the engine would tell it. */
    @Override
    public String toString() {
        return thrown == null
                ? String.valueOf(result)
                : ProbeResult.silent(thrown).toString();
    }
}
