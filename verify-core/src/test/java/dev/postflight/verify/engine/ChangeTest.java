package dev.postflight.verify.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.postflight.api.Check;
import dev.postflight.api.Decision;
import dev.postflight.api.Finding;
import dev.postflight.api.GaugeProbe;
import dev.postflight.api.InvalidPlanException;
import dev.postflight.api.Outcome;
import dev.postflight.api.Probe;
import dev.postflight.api.ProbeResult;
import dev.postflight.api.Reason;
import dev.postflight.api.Unit;
import dev.postflight.api.Verdict;
import dev.postflight.api.VerificationPhase;
import dev.postflight.api.VerificationPlan;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Checks that come and go while a verifier runs. */
@Timeout(60)
class ChangeTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Check FINE = Check.of("fine", timeout -> ProbeResult.up());
    private static final Check BROKEN =
            Check.of("broken", timeout -> ProbeResult.down("no")).critical();

    private static VerificationPlan watch(Check... checks) {
        return Bench.plan(VerificationPhase.named("watch").every(MINUTE), checks);
    }

    @Nested
    class BetweenRuns {

        @Test
        void a_check_that_is_gone_has_no_more_effect() {
            try (Bench bench = new Bench(Bench.once(FINE, BROKEN))) {
                assertThat(bench.verify().decision()).isEqualTo(Decision.NO_GO);
                bench.verifier.change(Bench.once(FINE));
                assertThat(bench.verifier.latest().decision()).isEqualTo(Decision.GO);
                assertThat(bench.verifier.latest().findings()).hasSize(1);
            }
        }

        @Test
        void a_check_that_is_new_is_pending_until_it_has_run() {
            AtomicInteger runs = new AtomicInteger();
            Check fresh = Check.of("fresh", timeout -> {
                runs.incrementAndGet();
                return ProbeResult.up();
            });
            try (Bench bench = new Bench(Bench.once(FINE))) {
                assertThat(bench.verify().decision()).isEqualTo(Decision.GO);
                bench.verifier.change(Bench.once(FINE, fresh));
                Verdict latest = bench.verifier.latest();
                assertThat(latest.decision()).isEqualTo(Decision.HOLD);
                assertThat(Bench.finding(latest, "fresh").outcome()).isEqualTo(Outcome.PENDING);
                assertThat(runs).hasValue(0);
                assertThat(bench.verify().decision()).isEqualTo(Decision.GO);
                assertThat(runs).hasValue(1);
            }
        }

        @Test
        void a_verdict_from_before_is_not_given_again() {
            VirtualTime time = new VirtualTime();
            try (Verifier verifier = Verifier.builder(Bench.once(FINE))
                    .time(time)
                    .sameThread()
                    .freshFor(Duration.ofHours(1))
                    .build()) {
                assertThat(verifier.verify().decision()).isEqualTo(Decision.GO);
                verifier.change(Bench.once(FINE, BROKEN));
                assertThat(verifier.verify().decision()).isEqualTo(Decision.NO_GO);
            }
        }

        @Test
        void failures_in_a_row_are_counted_on_for_a_check_that_stays_and_anew_for_one_that_comes_back() {
            try (Bench bench = new Bench(Bench.once(BROKEN))) {
                bench.verify();
                bench.verifier.change(Bench.once(FINE, BROKEN));
                assertThat(bench.verify("broken").failures()).isEqualTo(2);
                bench.verifier.change(Bench.once(FINE));
                bench.verifier.change(Bench.once(FINE, BROKEN));
                assertThat(bench.verify("broken").failures()).isEqualTo(1);
            }
        }

        @Test
        void other_limits_make_another_check() {
            Probe gauge = GaugeProbe.of("load", Unit.RATIO, () -> 0.7);
            try (Bench bench = new Bench(Bench.once(Check.of("load", gauge).threshold("load: CRITICAL > 60%")))) {
                assertThat(bench.verify().decision()).isEqualTo(Decision.NO_GO);
                bench.verifier.change(Bench.once(Check.of("load", gauge).threshold("load: CRITICAL > 80%")));
                assertThat(bench.verifier.latest().decision()).isEqualTo(Decision.HOLD);
                assertThat(bench.verify().decision()).isEqualTo(Decision.GO);
            }
        }

        @Test
        void a_probe_that_hangs_is_not_started_again_by_a_change() throws Exception {
            CountDownLatch end = new CountDownLatch(1);
            AtomicInteger runs = new AtomicInteger();
            Bench[] benches = new Bench[1];
            Check stuck = Check.of("stuck", timeout -> {
                runs.incrementAndGet();
                benches[0].time.hangWhateverComes(end);
                return ProbeResult.up();
            });
            try (Bench bench = new Bench(Bench.once(stuck))) {
                benches[0] = bench;
                bench.verify();
                bench.verifier.change(Bench.once(stuck, FINE));
                assertThat(bench.verify("stuck").reason()).isEqualTo(Reason.TIMEOUT);
                assertThat(runs).hasValue(1);
                end.countDown();
            }
        }

        @Test
        void meters_go_with_their_check() {
            SimpleMeterRegistry registry = new SimpleMeterRegistry();
            try (Verifier verifier =
                    Verifier.builder(Bench.once(FINE, BROKEN)).metrics(registry).build()) {
                verifier.verify();
                verifier.change(Bench.once(FINE));
                verifier.verify();
                assertThat(registry.find("postflight.check")
                                .tag("check", "broken")
                                .meters())
                        .isEmpty();
                assertThat(registry.get("postflight.check")
                                .tag("check", "fine")
                                .functionTimer()
                                .count())
                        .isEqualTo(2);
            }
        }
    }

    @Nested
    class WhileTheyRun {

        private final VirtualTime time = new VirtualTime();

        private Verifier started(Check... checks) {
            Verifier verifier = Verifier.builder(watch(checks))
                    .time(time)
                    .jitter(0)
                    .workers(time.counting(Threads.PLATFORM.open()))
                    .build();
            verifier.start();
            return verifier;
        }

        /** The latest verdict as soon as it has a finding that is not pending, or none, of a check. */
        private Verdict after(Verifier verifier, String check, boolean there) {
            Verdict verdict = verifier.latest();
            Finding finding = verdict.finding(check);
            while (there ? finding == null || finding.outcome() == Outcome.PENDING : finding != null) {
                Thread.onSpinWait();
                verdict = verifier.latest();
                finding = verdict.finding(check);
            }
            return verdict;
        }

        @Test
        void a_check_that_is_new_runs_at_once_and_one_that_is_gone_has_no_more_effect() {
            try (Verifier verifier = started(FINE, BROKEN)) {
                assertThat(after(verifier, "broken", true).decision()).isEqualTo(Decision.NO_GO);
                Check later = Check.of("later", timeout -> ProbeResult.up()).dependsOn("fine");
                verifier.change(watch(FINE, later));
                Verdict verdict = after(verifier, "later", true);
                assertThat(verdict.decision()).isEqualTo(Decision.GO);
                assertThat(verdict.finding("broken")).isNull();
            }
        }

        @Test
        void a_probe_of_a_check_that_is_gone_is_interrupted_and_its_answer_means_nothing() throws Exception {
            CountDownLatch running = new CountDownLatch(1);
            CountDownLatch interrupted = new CountDownLatch(1);
            Check slow = Check.of("slow", timeout -> {
                        running.countDown();
                        try {
                            new CountDownLatch(1).await();
                        } catch (InterruptedException e) {
                            interrupted.countDown();
                        }
                        return ProbeResult.down("too late");
                    })
                    .critical();
            try (Verifier verifier = started(FINE, slow)) {
                running.await();
                verifier.change(watch(FINE));
                interrupted.await();
                after(verifier, "slow", false);
                assertThat(after(verifier, "fine", true).decision()).isEqualTo(Decision.GO);
            }
        }

        @Test
        void a_check_that_is_changed_while_its_probe_runs_has_not_timed_out() throws Exception {
            CountDownLatch running = new CountDownLatch(1);
            Probe slow = timeout -> {
                if (running.getCount() > 0) {
                    running.countDown();
                    new CountDownLatch(1).await();
                }
                return ProbeResult.up();
            };
            BlockingQueue<Finding> told = new LinkedBlockingQueue<>();
            try (Verifier verifier = Verifier.builder(watch(Check.of("slow", slow)))
                    .onFinding(told::add)
                    .build()) {
                verifier.start();
                running.await();
                verifier.change(watch(Check.of("slow", slow).critical()));
                assertThat(told.take().outcome()).isEqualTo(Outcome.PASS);
            }
        }

        @Test
        void a_probe_may_ask_for_it_itself() {
            Verifier[] verifiers = new Verifier[1];
            Check asking = Check.of("asking", timeout -> {
                verifiers[0].change(watch(FINE));
                return ProbeResult.up();
            });
            try (Verifier verifier = Verifier.builder(watch(asking))
                    .time(time)
                    .jitter(0)
                    .sameThread()
                    .build()) {
                verifiers[0] = verifier;
                verifier.start();
                Verdict verdict = after(verifier, "fine", true);
                assertThat(verdict.findings()).hasSize(1);
                assertThat(verdict.decision()).isEqualTo(Decision.GO);
            }
        }
    }

    @Nested
    class IsRefused {

        @Test
        void when_it_is_another_plan() {
            try (Bench bench = new Bench(Bench.once(FINE))) {
                assertThatThrownBy(() -> bench.verifier.change(watch(FINE)))
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessage("plan: shop with the phases [watch] (expected: shop with the phases [startup])");
                VerificationPlan other = VerificationPlan.named("other")
                        .phase(VerificationPhase.named("startup").check(FINE))
                        .build();
                assertThatThrownBy(() -> bench.verifier.change(other))
                        .hasMessage("plan: other with the phases [startup] (expected: shop with the phases [startup])");
                assertThat(bench.verify().decision()).isEqualTo(Decision.GO);
            }
        }

        @Test
        @SuppressWarnings("NullAway") // a hurried user
        void when_there_is_none() {
            try (Bench bench = new Bench(Bench.once(FINE))) {
                assertThatThrownBy(() -> bench.verifier.change(null)).hasMessage("plan: null (expected: a plan)");
            }
        }

        @Test
        void when_it_has_a_name_twice() {
            assertThatThrownBy(() -> Bench.once(FINE, FINE)).isInstanceOf(InvalidPlanException.class);
        }

        @Test
        void after_the_end() {
            Bench bench = new Bench(Bench.once(FINE));
            bench.close();
            assertThatThrownBy(() -> bench.verifier.change(Bench.once(BROKEN)))
                    .hasMessage("verifier: closed (expected: open)");
        }
    }
}
