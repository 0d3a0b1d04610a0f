package dev.postflight.verify.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.postflight.api.Check;
import dev.postflight.api.Decision;
import dev.postflight.api.ProbeResult;
import dev.postflight.api.Reason;
import dev.postflight.api.Verdict;
import dev.postflight.api.VerificationPhase;
import dev.postflight.api.VerificationPlan;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** When threads live, and what comes of calling things in any order. */
class LifecycleTest {

    private static VerificationPlan plan(String name, Check... checks) {
        VerificationPhase phase = VerificationPhase.named("startup");
        for (Check check : checks) {
            phase = phase.check(check);
        }
        return VerificationPlan.named(name).phase(phase).build();
    }

    @Test
    void no_thread_lives_before_the_first_run_nor_after_the_end() throws Exception {
        List<Thread> seen = new ArrayList<>();
        VerificationPlan plan = plan("threads", Check.of("a", timeout -> {
            seen.add(Thread.currentThread());
            return ProbeResult.up();
        }));
        try (Verifier verifier = Verifier.builder(plan).build()) {
            verifier.latest();
            assertThat(Threads.of("threads")).isEmpty();
            verifier.verify();
            assertThat(seen).singleElement().satisfies(thread -> {
                assertThat(thread.getName()).isEqualTo("postflight-threads-1");
                assertThat(thread.isDaemon()).isTrue();
            });
        }
        seen.get(0).join();
        assertThat(Threads.of("threads")).isEmpty();
    }

    @Test
    void a_started_schedule_ends_with_close_even_if_a_probe_is_running() throws Exception {
        CountDownLatch running = new CountDownLatch(1);
        VerificationPlan plan = VerificationPlan.named("ending")
                .phase(VerificationPhase.named("watch")
                        .every(Duration.ofHours(1))
                        .check(Check.of("a", timeout -> {
                            running.countDown();
                            new CountDownLatch(1).await();
                            return ProbeResult.up();
                        })))
                .build();
        Verifier verifier = Verifier.builder(plan).build();
        verifier.start();
        verifier.start();
        running.await();
        assertThat(Threads.of("ending")).contains("postflight-ending-schedule");
        verifier.close();
        assertThat(Threads.of("ending")).isEmpty();
        verifier.close();
        assertThat(verifier.latest().decision()).isEqualTo(Decision.HOLD);
    }

    @Test
    void what_is_closed_cannot_be_run() {
        Verifier verifier = Verifier.builder(plan("over", Check.of("a", timeout -> ProbeResult.up())))
                .build();
        Verdict before = verifier.verify();
        verifier.close();
        assertThatThrownBy(verifier::verify)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("verifier: closed (expected: open)");
        assertThatThrownBy(verifier::start).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(verifier::requireGo).isInstanceOf(IllegalStateException.class);
        assertThat(verifier.latest()).isEqualTo(before);
    }

    @Test
    void closing_ends_a_verification_that_is_under_way() throws Exception {
        CountDownLatch running = new CountDownLatch(1);
        VerificationPlan plan = plan(
                "cut",
                Check.of("a", timeout -> {
                            running.countDown();
                            new CountDownLatch(1).await();
                            return ProbeResult.up();
                        })
                        .timeout(Duration.ofDays(1)));
        Verifier verifier = Verifier.builder(plan).build();
        Verdict[] verdict = new Verdict[1];
        Thread caller = new Thread(() -> verdict[0] = verifier.verify());
        caller.start();
        running.await();
        verifier.close();
        caller.join();
        assertThat(verdict[0].decision()).isEqualTo(Decision.HOLD);
    }

    @Test
    void the_latest_verdict_can_be_had_at_any_moment_of_a_run() throws Exception {
        CountDownLatch running = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        VerificationPlan plan = plan(
                "latest",
                Check.of("a", timeout -> {
                            running.countDown();
                            go.await();
                            return ProbeResult.up();
                        })
                        .timeout(Duration.ofDays(1)));
        try (Verifier verifier = Verifier.builder(plan).build()) {
            Thread caller = new Thread(verifier::verify);
            caller.start();
            running.await();
            assertThat(Bench.finding(verifier.latest(), "a").reason()).isEqualTo(Reason.NOT_YET_RUN);
            go.countDown();
            caller.join();
            assertThat(verifier.latest().decision()).isEqualTo(Decision.GO);
        }
    }

    @Test
    void an_interrupted_caller_gets_what_is_known_and_stays_interrupted() throws Exception {
        CountDownLatch running = new CountDownLatch(1);
        VerificationPlan plan = plan(
                "interrupted",
                Check.of("quick", timeout -> ProbeResult.up()),
                Check.of("slow", timeout -> {
                            running.countDown();
                            new CountDownLatch(1).await();
                            return ProbeResult.up();
                        })
                        .timeout(Duration.ofDays(1))
                        .dependsOn("quick"));
        try (Verifier verifier = Verifier.builder(plan).build()) {
            Verdict[] verdict = new Verdict[1];
            boolean[] interrupted = new boolean[1];
            Thread caller = new Thread(() -> {
                verdict[0] = verifier.verify();
                interrupted[0] = Thread.currentThread().isInterrupted();
            });
            caller.start();
            running.await();
            caller.interrupt();
            caller.join();
            assertThat(interrupted[0]).isTrue();
            assertThat(Bench.finding(verdict[0], "quick").reason()).isEqualTo(Reason.MET);
            assertThat(Bench.finding(verdict[0], "slow").reason()).isEqualTo(Reason.TIMEOUT);
            assertThat(verdict[0].decision()).isNotEqualTo(Decision.GO);
        }
    }

    @Test
    void many_callers_at_once_each_get_a_verdict_and_no_probe_runs_twice_at_once() throws Exception {
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        VerificationPlan plan = plan("many", Check.of("a", timeout -> {
            most.accumulateAndGet(inside.incrementAndGet(), Math::max);
            Thread.onSpinWait();
            inside.decrementAndGet();
            return ProbeResult.up();
        }));
        try (Verifier verifier = Verifier.builder(plan).build()) {
            CyclicBarrier barrier = new CyclicBarrier(20);
            List<Thread> callers = new ArrayList<>();
            AtomicInteger go = new AtomicInteger();
            for (int i = 0; i < 20; i++) {
                Thread caller = new Thread(() -> {
                    try {
                        barrier.await();
                    } catch (Exception e) {
                        throw new IllegalStateException(e);
                    }
                    if (verifier.verify().isGo()) {
                        go.incrementAndGet();
                    }
                });
                callers.add(caller);
                caller.start();
            }
            for (Thread caller : callers) {
                caller.join();
            }
            assertThat(go).hasValue(20);
            assertThat(most).hasValue(1);
        }
    }

    @Test
    void a_plan_can_be_run_by_several_verifiers() {
        VerificationPlan plan = plan("shared", Check.of("a", timeout -> ProbeResult.up()));
        Verifier one = Verifier.builder(plan).build();
        try (Verifier two = Verifier.builder(plan).build()) {
            one.close();
            assertThat(two.requireGo().decision()).isEqualTo(Decision.GO);
        }
    }

    @Test
    @SuppressWarnings("NullAway")
    void null_is_refused_with_its_name() {
        assertThatThrownBy(() -> Verifier.builder(null)).hasMessage("plan: null (expected: a plan)");
        VerificationPlan plan = plan("p", Check.of("a", timeout -> ProbeResult.up()));
        assertThatThrownBy(() -> Verifier.builder(plan).metrics(null))
                .hasMessage("metrics: null (expected: a meter registry)");
    }
}
