package dev.postflight.verify.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postflight.api.Check;
import dev.postflight.api.Outcome;
import dev.postflight.api.ProbeResult;
import dev.postflight.api.Reason;
import dev.postflight.api.Verdict;
import dev.postflight.api.VerificationPlan;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/**
 * Who drives a phase is woken by a permit of its thread, and whatever the thread waits for meanwhile may take that permit: a
 * lock, a log, a meter registry. Nothing that was told may be slept through.
 */
class WakeUpTest {

    private final ByHand hand = new ByHand();

    private static Check quick() {
        return Check.of("quick", timeout -> ProbeResult.up()).timeout(Duration.ofDays(1));
    }

    @Test
    void an_answer_is_not_slept_through() {
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        registry.config().onMeterAdded(meter -> {
            if ("late".equals(meter.getId().getTag("check"))) {
                hand.take(); // the late one: some thread has it
                hand.take().run();
                hand.useUpTheWakeUp();
            }
        });
        VerificationPlan plan =
                Bench.once(Check.of("late", timeout -> ProbeResult.up()).timeout(Duration.ofMillis(300)), quick());
        try (Verifier verifier = Verifier.builder(plan)
                .time(hand)
                .workers(hand.workers())
                .metrics(registry)
                .build()) {
            Verdict verdict = verifier.verify();
            assertThat(Bench.finding(verdict, "late").reason()).isEqualTo(Reason.TIMEOUT);
            assertThat(Bench.finding(verdict, "quick").outcome()).isEqualTo(Outcome.PASS);
            assertThat(verdict.took()).isEqualTo(Duration.ofMillis(300));
        }
    }

    @Test
    void the_end_is_not_slept_through() {
        VerificationPlan plan = Bench.once(
                quick(), Check.of("hangs", timeout -> ProbeResult.up()).timeout(Duration.ofDays(1)));
        Verifier verifier = Verifier.builder(plan)
                .time(hand)
                .workers(hand.workers())
                .jitter(0)
                .build();
        hand.whenItWaits(() -> {
            hand.take().run();
            hand.take(); // which hangs
            hand.whenItLooksAtTheClock(() -> {
                verifier.close();
                hand.useUpTheWakeUp();
            });
        });
        assertThat(verifier.verify().took()).isZero();
        assertThat(verifier.abandoned()).isEqualTo(1);
    }
}
