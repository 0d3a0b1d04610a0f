package dev.postflight.verify.engine;

import dev.postflight.api.Check;
import dev.postflight.api.Probe;
import dev.postflight.api.ProbeResult;
import dev.postflight.api.VerificationPhase;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;

/**
 * A verifier whose own thread is held up by the probe that it runs, after a first run at second 0 that was good: from second
 * 60 on, nobody looks.
 */
final class HeldUp implements AutoCloseable {

    final VirtualTime time = new VirtualTime();
    final Verifier verifier;
    private final CountDownLatch held = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);
    private int runs;

    HeldUp() {
        Probe probe = timeout -> {
            if (++runs == 2) {
                held.countDown();
                released.await();
            }
            return ProbeResult.up();
        };
        verifier = Verifier.builder(Bench.plan(
                        VerificationPhase.named("watch").every(Duration.ofMinutes(1)), Check.of("seen", probe)))
                .time(time)
                .jitter(0)
                .sameThread()
                .build();
    }

    void start() throws InterruptedException {
        verifier.start();
        held.await();
    }

    @Override
    public void close() {
        time.freeze();
        released.countDown();
        verifier.close();
    }
}
