package dev.postflight.verify.engine;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * By how much the runs of a check are put off after its first one, so that the instances of a fleet do not knock in step.
 * The checks of one verifier fall into ten slots, and the slots of each verifier lie elsewhere: with ten thousand checks
 * at ten cadences it is woken a hundred times in a cadence, not ten thousand times.
 */
final class Jitter {

    private static final int SLOTS = 10;

    private final double share;
    private final double shift;

    Jitter(double share) {
        this.share = share;
        shift = ThreadLocalRandom.current().nextDouble();
    }

    /** In nanoseconds; none without a cadence. */
    long of(@Nullable Duration cadence) {
        if (cadence == null || share == 0) {
            return 0;
        }
        double slot = ThreadLocalRandom.current().nextInt(SLOTS) + shift;
        return (long) (cadence.toNanos() * share * (slot / SLOTS));
    }
}
