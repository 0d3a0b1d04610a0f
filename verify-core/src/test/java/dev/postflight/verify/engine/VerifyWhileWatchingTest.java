package dev.postflight.verify.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postflight.api.Check;
import dev.postflight.api.Decision;
import dev.postflight.api.Probe;
import dev.postflight.api.ProbeResult;
import dev.postflight.api.Verdict;
import dev.postflight.api.VerificationPhase;
import dev.postflight.api.VerificationPlan;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What {@code verify()} does while the schedule watches. */
@Timeout(60)
class VerifyWhileWatchingTest {

    private static final Duration HOUR = Duration.ofHours(1);

    private final CountDownLatch watching = new CountDownLatch(1);

    private Probe watched(ProbeResult result) {
        return timeout -> {
            watching.countDown();
            return result;
        };
    }

    private static VerificationPlan startupAndWatch(Check startup, Check watch) {
        return VerificationPlan.named("shop")
                .phase(VerificationPhase.named("startup").check(startup))
                .phase(VerificationPhase.named("watch").every(HOUR).check(watch))
                .build();
    }

    @Test
    void it_ends_although_the_schedule_runs_the_same_phase() throws Exception {
        VerificationPlan plan =
                Bench.plan(VerificationPhase.named("watch").every(HOUR), Check.of("a", watched(ProbeResult.up())));
        try (Verifier verifier = Verifier.builder(plan).build()) {
            verifier.start();
            watching.await();
            assertThat(verifier.verify().isGo()).isTrue();
        }
    }

    @Test
    void it_does_not_hide_what_the_watch_has_found() throws Exception {
        VerificationPlan plan = startupAndWatch(
                Check.of("up", timeout -> ProbeResult.up()),
                Check.of("down", watched(ProbeResult.down("no"))).critical());
        try (Verifier verifier = Verifier.builder(plan).build()) {
            verifier.start();
            watching.await();
            Verdict verdict = verifier.verify();
            assertThat(verdict.phase()).isEqualTo("watch");
            assertThat(verdict.decision()).isEqualTo(Decision.NO_GO);
            assertThat(verifier.latest().decision()).isEqualTo(Decision.NO_GO);
        }
    }

    @Test
    void no_probe_runs_twice_at_once() throws Exception {
        CountDownLatch end = new CountDownLatch(1);
        AtomicInteger runs = new AtomicInteger();
        AtomicInteger atOnce = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        Check shared = Check.of("shared", timeout -> {
            most.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
            if (runs.incrementAndGet() == 2) {
                watching.countDown();
                end.await();
            }
            atOnce.decrementAndGet();
            return ProbeResult.up();
        });
        try (Verifier verifier =
                Verifier.builder(startupAndWatch(shared, shared)).build()) {
            verifier.start();
            watching.await();
            Thread caller = new Thread(verifier::verify);
            caller.start();
            while (caller.getState() != Thread.State.WAITING) {
                Thread.onSpinWait();
            }
            end.countDown();
            caller.join();
            assertThat(most).hasValue(1);
            assertThat(runs).hasValue(2);
        }
    }

    @Test
    void an_interrupted_caller_gets_what_is_known() throws Exception {
        CountDownLatch end = new CountDownLatch(1);
        VerificationPlan plan = Bench.plan(VerificationPhase.named("watch").every(HOUR), Check.of("slow", timeout -> {
            watching.countDown();
            end.await();
            return ProbeResult.up();
        }));
        try (Verifier verifier = Verifier.builder(plan).build()) {
            verifier.start();
            watching.await();
            Thread.currentThread().interrupt();
            assertThat(verifier.verify().decision()).isEqualTo(Decision.HOLD);
            assertThat(Thread.interrupted()).isTrue();
            end.countDown();
        }
    }

    @Test
    void the_last_verdict_stands_while_a_phase_is_run_again() {
        VirtualTime time = new VirtualTime();
        Verifier[] verifiers = new Verifier[1];
        Decision[] meanwhile = new Decision[1];
        int[] runs = new int[1];
        Check slow = Check.of("slow", timeout -> {
            time.take(Duration.ofSeconds(1));
            return ProbeResult.up();
        });
        Check between = Check.of("between", timeout -> ProbeResult.up()).dependsOn("slow");
        Check looking = Check.of("looking", timeout -> {
                    if (++runs[0] == 2) {
                        meanwhile[0] = verifiers[0].latest().decision();
                    }
                    return ProbeResult.up();
                })
                .dependsOn("between");
        try (Verifier verifier = Verifier.builder(Bench.once(slow, between, looking))
                .time(time)
                .workers(time.counting(Threads.PLATFORM.open()))
                .build()) {
            verifiers[0] = verifier;
            verifier.verify();
            assertThat(verifier.verify().isGo()).isTrue();
            assertThat(meanwhile[0]).isEqualTo(Decision.GO);
        }
    }
}
