package dev.postflight.verify.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postflight.api.AsyncProbe;
import dev.postflight.api.Check;
import dev.postflight.api.Decision;
import dev.postflight.api.ProbeResult;
import dev.postflight.api.Reason;
import dev.postflight.api.Verdict;
import dev.postflight.api.VerificationPlan;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is still under way when a verifier is closed leaves no trace, and what did not run is nobody's fault. */
@Timeout(60)
class ClosingTest {

    private final ByHand hand = new ByHand();
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

    private Verifier verifier(Check... checks) {
        VerificationPlan plan = Bench.once(checks);
        return Verifier.builder(plan)
                .time(hand)
                .workers(hand.workers())
                .metrics(registry)
                .build();
    }

    private static Check up(String name) {
        return Check.of(name, timeout -> ProbeResult.up());
    }

    @Test
    void no_meter_comes_back_when_it_closes_while_an_answer_is_taken_in() {
        Verifier verifier = verifier(up("a"));
        hand.whenItWaits(() -> {
            hand.take().run();
            hand.whenItLooksAtTheClock(verifier::close);
        });
        verifier.verify();
        assertThat(registry.getMeters()).isEmpty();
    }

    @Test
    void what_waits_to_be_cancelled_is_cancelled() {
        CompletableFuture<ProbeResult> stage = new CompletableFuture<>();
        AsyncProbe probe = timeout -> stage;
        Verifier verifier = verifier(Check.of("slow", probe));
        hand.whenItWaits(() -> hand.take().run());
        verifier.verify();
        assertThat(stage).isNotDone();
        verifier.close();
        while (!stage.isCancelled()) {
            Thread.onSpinWait();
        }
    }

    @Test
    void what_it_interrupts_is_not_a_failure() {
        Check interrupted = Check.of("interrupted", timeout -> {
                    throw new InterruptedException();
                })
                .critical();
        Verifier verifier = verifier(up("a"), interrupted);
        hand.whenItWaits(() -> {
            hand.take().run();
            Runnable running = hand.take();
            hand.whenItLooksAtTheClock(() -> {
                verifier.close();
                running.run();
            });
        });
        Verdict verdict = verifier.verify();
        assertThat(Bench.finding(verdict, "interrupted").reason()).isEqualTo(Reason.NOT_YET_RUN);
        assertThat(verdict.decision()).isEqualTo(Decision.HOLD);
    }

    @Test
    void what_waited_for_a_thread_is_not_a_failure_and_not_left_behind() {
        Verifier verifier = verifier(up("a").critical(), up("b").critical());
        hand.whenItWaits(verifier::close);
        Verdict verdict = verifier.verify();
        assertThat(Bench.finding(verdict, "a").reason()).isEqualTo(Reason.NOT_YET_RUN);
        assertThat(verdict.decision()).isEqualTo(Decision.HOLD);
        assertThat(verifier.abandoned()).isZero();
    }

    @Test
    void what_was_given_up_while_it_waited_for_a_thread_is_not_left_behind_either() {
        Verifier verifier = verifier(up("a").timeout(Duration.ofSeconds(3)));
        Verdict verdict = verifier.verify();
        assertThat(Bench.finding(verdict, "a").reason()).isEqualTo(Reason.TIMEOUT);
        assertThat(verifier.abandoned()).isEqualTo(1);
        verifier.close();
        assertThat(verifier.abandoned()).isZero();
    }

    @Test
    void what_hangs_is_left_behind_and_counted_until_it_comes_back() {
        Verifier verifier = verifier(up("a").timeout(Duration.ofSeconds(3)));
        Runnable[] hanging = new Runnable[1];
        hand.whenItWaits(() -> hanging[0] = hand.take());
        verifier.verify();
        verifier.close();
        assertThat(verifier.abandoned()).isEqualTo(1);
        hanging[0].run();
        assertThat(verifier.abandoned()).isZero();
    }
}
