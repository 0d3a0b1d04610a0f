package dev.postflight.verify.engine;

import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/** What a faulty probe needs, which is made before the verifier that runs it. */
final class Scene {

    private static final int ROUNDS = 3;

    /** Lets go what hangs. */
    final CountDownLatch end = new CountDownLatch(1);

    volatile @Nullable VirtualTime time;
    private int rounds; // of one probe, run by one thread at a time

    VirtualTime time() {
        return Objects.requireNonNull(time);
    }

    /** On a cadence, time stands still from the third round on. */
    void round() {
        if (++rounds == ROUNDS) {
            time().freeze();
        }
    }
}
