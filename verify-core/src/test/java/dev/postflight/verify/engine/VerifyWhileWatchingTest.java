package dev.postflight.verify.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postflight.api.Check;
import dev.postflight.api.ProbeResult;
import dev.postflight.api.VerificationPhase;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A verification is bounded in time, also while the schedule watches over the very phase that is verified. */
@Timeout(60)
class VerifyWhileWatchingTest {

    @Test
    void a_verification_ends_although_the_schedule_runs_the_same_phase() throws Exception {
        CountDownLatch watching = new CountDownLatch(1);
        Check check = Check.of("a", timeout -> {
            watching.countDown();
            return ProbeResult.up();
        });
        try (Verifier verifier = Verifier.builder(
                        Bench.plan(VerificationPhase.named("watch").every(Duration.ofHours(1)), check))
                .build()) {
            verifier.start();
            watching.await();
            FutureTask<Boolean> result =
                    new FutureTask<>(() -> verifier.verify().isGo());
            new Thread(result).start(); // which can wait where nobody can interrupt it
            assertThat(result.get()).isTrue();
        }
    }
}
