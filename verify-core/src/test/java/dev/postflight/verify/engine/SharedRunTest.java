package dev.postflight.verify.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.postflight.api.Check;
import dev.postflight.api.Decision;
import dev.postflight.api.Probe;
import dev.postflight.api.ProbeResult;
import dev.postflight.api.Reason;
import dev.postflight.api.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Callers that come at the same time share a run; a young verdict is given again. */
@Timeout(120)
class SharedRunTest {

    private final AtomicInteger runs = new AtomicInteger();
    private final CountDownLatch running = new CountDownLatch(1);
    private final CountDownLatch release = new CountDownLatch(1);

    private final Probe waiting = timeout -> {
        runs.incrementAndGet();
        running.countDown();
        release.await();
        return ProbeResult.up();
    };

    private static Verifier verifier(Probe probe) {
        return Verifier.builder(Bench.once(Check.of("a", probe).timeout(Duration.ofMinutes(1))))
                .build();
    }

    private static void awaitWaiting(Thread thread) {
        while (thread.getState() != Thread.State.WAITING && thread.getState() != Thread.State.TIMED_WAITING) {
            Thread.onSpinWait();
        }
    }

    @Test
    void a_hundred_simultaneous_callers_cause_one_run() throws Exception {
        try (Verifier verifier = verifier(waiting)) {
            List<Verdict> verdicts = new CopyOnWriteArrayList<>();
            List<Thread> callers = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                Thread caller = new Thread(() -> verdicts.add(verifier.verify()));
                callers.add(caller);
                caller.start();
                if (i == 0) {
                    running.await();
                }
            }
            callers.forEach(SharedRunTest::awaitWaiting);
            release.countDown();
            for (Thread caller : callers) {
                caller.join();
            }
            assertThat(verdicts).hasSize(100).allMatch(Verdict::isGo);
            assertThat(runs.get()).isEqualTo(1);
        }
    }

    @Test
    void who_waits_gets_the_very_verdict_of_the_run() throws Exception {
        try (Verifier verifier = verifier(waiting)) {
            AtomicReference<Verdict> led = new AtomicReference<>();
            AtomicReference<Verdict> followed = new AtomicReference<>();
            Thread leader = new Thread(() -> led.set(verifier.verify()));
            leader.start();
            running.await();
            Thread follower = new Thread(() -> followed.set(verifier.verify()));
            follower.start();
            awaitWaiting(follower);
            release.countDown();
            leader.join();
            follower.join();
            assertThat(followed.get()).isNotNull().isSameAs(led.get());
            assertThat(runs.get()).isEqualTo(1);
        }
    }

    @Test
    void who_is_interrupted_while_it_waits_gets_what_is_known_and_disturbs_nobody() throws Exception {
        try (Verifier verifier = verifier(waiting)) {
            AtomicReference<Verdict> led = new AtomicReference<>();
            AtomicReference<Verdict> followed = new AtomicReference<>();
            AtomicReference<Boolean> stillInterrupted = new AtomicReference<>();
            Thread leader = new Thread(() -> led.set(verifier.verify()));
            leader.start();
            running.await();
            Thread follower = new Thread(() -> {
                followed.set(verifier.verify());
                stillInterrupted.set(Thread.currentThread().isInterrupted());
            });
            follower.start();
            awaitWaiting(follower);
            follower.interrupt();
            follower.join();
            assertThat(Objects.requireNonNull(followed.get()).decision()).isEqualTo(Decision.HOLD);
            assertThat(stillInterrupted.get()).isTrue();
            release.countDown();
            leader.join();
            assertThat(Objects.requireNonNull(led.get()).decision()).isEqualTo(Decision.GO);
        }
    }

    @Test
    void a_run_that_was_cut_short_is_no_answer_for_those_who_wait() throws Exception {
        Probe probe = timeout -> {
            if (runs.incrementAndGet() == 1) {
                running.countDown();
                release.await();
            }
            return ProbeResult.up();
        };
        Check check = Check.of("a", probe).timeout(Duration.ofMinutes(1));
        try (Verifier verifier =
                Verifier.builder(Bench.within(Duration.ofMinutes(5), check)).build()) {
            AtomicReference<Verdict> followed = new AtomicReference<>();
            Thread leader = new Thread(verifier::verify);
            leader.start();
            running.await();
            Thread follower = new Thread(() -> followed.set(verifier.verify()));
            follower.start();
            awaitWaiting(follower);
            leader.interrupt();
            follower.join();
            leader.join();
            assertThat(Objects.requireNonNull(followed.get()).decision()).isEqualTo(Decision.GO);
            assertThat(runs.get()).isEqualTo(2);
        }
    }

    @Test
    void a_verdict_is_given_again_while_it_is_fresh() {
        Bench bench = new Bench(Bench.once(Check.of("a", timeout -> {
            runs.incrementAndGet();
            return ProbeResult.up();
        })));
        try (Verifier verifier = Verifier.builder(Bench.once(Check.of("a", timeout -> {
                    runs.incrementAndGet();
                    return ProbeResult.up();
                })))
                .time(bench.time)
                .sameThread()
                .freshFor(Duration.ofSeconds(30))
                .build()) {
            Verdict first = verifier.verify();
            bench.time.advance(Duration.ofSeconds(30).minusNanos(1));
            assertThat(verifier.verify()).isSameAs(first);
            bench.time.advance(Duration.ofNanos(1));
            assertThat(verifier.verify()).isNotSameAs(first);
            assertThat(runs.get()).isEqualTo(2);
        } finally {
            bench.close();
        }
    }

    @Test
    void freshness_is_a_time() {
        var builder = Verifier.builder(Bench.once(Check.of("a", waiting)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.freshFor(Duration.ofSeconds(-1)))
                .withMessage("freshFor: PT-1S (expected: a duration of at most 3650 days, not negative)");
        assertThatIllegalArgumentException().isThrownBy(() -> builder.freshFor(Duration.ofDays(3651)));
    }

    @Test
    void a_probe_that_verifies_its_own_plan_on_the_same_thread_is_told_so() {
        Verifier[] self = new Verifier[1];
        try (Verifier verifier = Verifier.builder(Bench.once(Check.of("a", timeout -> {
                    assertThatIllegalStateException()
                            .isThrownBy(() -> self[0].verify())
                            .withMessage("verify: called by a probe of its own run (expected: another thread)");
                    self[0].verify();
                    return ProbeResult.up();
                })))
                .sameThread()
                .build()) {
            self[0] = verifier;
            assertThat(Bench.finding(verifier.verify(), "a").reason()).isEqualTo(Reason.ERROR);
        }
    }
}
