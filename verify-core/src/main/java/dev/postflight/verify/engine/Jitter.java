package dev.postflight.verify.engine;

import dev.postflight.api.Cadence;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * By how much the runs of a check are put off after its first one, so that the instances of a fleet do not knock in step.
 * The checks of one verifier fall into at most ten slots, 50 ms apart at least, and the slots of each verifier lie
 * elsewhere. So the thread that runs them is not woken once for each.
 */
final class Jitter {

    private static final int MOST_SLOTS = 10;
    private static final long NARROWEST_SLOT = Duration.ofMillis(50).toNanos();

    private final double share;
    private final double shift;

    Jitter(double share) {
        this.share = share;
        shift = ThreadLocalRandom.current().nextDouble();
    }

    /** In nanoseconds; none for what has its own time. */
    long of(@Nullable Cadence cadence) {
        if (share == 0 || !(cadence instanceof Cadence.Every every)) {
            return 0;
        }
        double most = every.period().toNanos() * share;
        int slots = (int) Math.max(1, Math.min(MOST_SLOTS, most / NARROWEST_SLOT));
        return (long) (most * (ThreadLocalRandom.current().nextInt(slots) + shift) / slots);
    }
}
