package dev.postflight.verify.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.postflight.api.AsyncProbe;
import dev.postflight.api.Check;
import dev.postflight.api.Decision;
import dev.postflight.api.Finding;
import dev.postflight.api.InvalidPlanException;
import dev.postflight.api.Measurement;
import dev.postflight.api.Outcome;
import dev.postflight.api.Probe;
import dev.postflight.api.ProbeResult;
import dev.postflight.api.Reason;
import dev.postflight.api.SilenceRule;
import dev.postflight.api.Unit;
import dev.postflight.api.Verdict;
import dev.postflight.api.VerificationPhase;
import dev.postflight.api.VerificationPlan;
import dev.postflight.verify.meter.MeterProbes;
import dev.postflight.verify.readiness.Readiness;
import dev.postflight.verify.readiness.ReadyServer;
import dev.postflight.verify.report.JsonReport;
import dev.postflight.verify.report.TextReport;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What other health libraries get wrong, in our words. Faults are numbered as in the list of those that were found by
 * running them.
 *
 * <p>Fault 6, a validation without a limit and two connections for one check, is that of a probe: see
 * {@code GivesBackTest} and {@code DeadlineTest} of {@code probes-jdbc}; here is what the engine has to do with it. A
 * registry that can be changed while it is used is the soil of faults 11 and 13; a plan cannot be changed.
 *
 * <p>Traps that others fell into and mended, and that have their test elsewhere:
 *
 * <pre>
 * nothing to check passes                     PlanFaultTest.it_needs_a_phase, it_needs_a_check
 * a figure that is not a number passes        SilenceContractTest.is_unknown
 * figures are compared rounded                CompiledThresholdTest.the_next_double_on_either_side_counts
 * seconds are compared with milliseconds      SilenceContractTest.is_unknown (WRONG_UNIT), UnitTest
 * a condition is turned round                 CompiledThresholdTest.the_next_double_on_either_side_counts
 * a share is computed wrong                   MeterProbesTest.OfARatio, CompiledThresholdTest.a_share_is_read_as_...
 * two of a name at the same time              PlanFaultTest.checks_have_names_of_their_own; a plan is a copy
 * runs of one check pile up                   SilenceContractTest.A_probe_that_hangs, LifecycleTest.many_callers_...
 * settings are not seen by other threads      nothing that is set can be set again
 * shutdown hooks pile up                      ArchitectureTest.it_does_no_harm_...
 * closing does not wait for what runs         LifecycleTest.a_started_schedule_ends_with_close_...
 * cancellation or an interrupt is swallowed   LifecycleTest.an_interrupted_caller_..., AttemptTest.OnTheThreadThatStartsIt
 * a probe blocks the thread of the schedule   SilenceContractTest.does_not_hold_up_the_others, LateAndAsyncTest
 * one part that fails hides the others        SilenceContractTest.what_does_not_answer_never_passes (other)
 * a probe does not give back what it took     GivesBackTest of probes-jdbc
 * the first look is taken for standstill      MeterProbesTest.the_first_run_has_no_rate
 * none there and none well are the same       MeterProbesTest.zero_is_a_value, meters_are_silence_...
 * </pre>
 */
@Timeout(120)
class PeersFaultsTest {

    private final Scene scene = new Scene();

    private Bench bench(VerificationPlan plan) {
        Bench bench = new Bench(plan);
        scene.time = bench.time;
        return bench;
    }

    private static Check up(String name) {
        return Check.of(name, timeout -> ProbeResult.up());
    }

    @Nested
    class WhatAProbeDoes {

        /** Fault 1. */
        @Test
        void a_lambda_that_throws_takes_no_result_of_others_with_it() {
            Check exception = Check.of("exception", timeout -> {
                throw new IllegalStateException("no");
            });
            Check error = Check.of("error", timeout -> {
                throw new NoClassDefFoundError("x/Y");
            });
            try (Bench bench = bench(Bench.once(exception, error, up("fine")))) {
                assertThat(bench.verify().findings())
                        .extracting(Finding::outcome)
                        .containsExactly(Outcome.FAIL, Outcome.FAIL, Outcome.PASS);
            }
        }

        /** Fault 2. */
        @Test
        @SuppressWarnings("NullAway")
        void a_result_that_is_null_is_neither_left_out_nor_taken_for_up() {
            Check nothing = Check.of("nothing", timeout -> null);
            try (Bench alone = bench(Bench.once(nothing));
                    Bench among = bench(Bench.once(nothing, up("fine")))) {
                assertThat(alone.verify().decision()).isNotEqualTo(Decision.GO);
                Verdict verdict = among.verify();
                assertThat(verdict.findings()).hasSize(2);
                assertThat(verdict.decision()).isNotEqualTo(Decision.GO);
                assertThat(Bench.finding(verdict, "nothing").reason()).isEqualTo(Reason.NO_RESULT);
            }
        }

        /** Fault 3: an unknown status cannot be said, and what is not up never adds up to GO. */
        @Test
        void there_is_no_status_that_the_decision_does_not_know() {
            assertThat(ProbeResult.class.getPermittedSubclasses())
                    .containsExactlyInAnyOrder(ProbeResult.Up.class, ProbeResult.Down.class, ProbeResult.Silent.class);
            for (ProbeResult result : List.of(ProbeResult.down("fatal"), ProbeResult.silent("fatal"))) {
                for (SilenceRule rule : SilenceRule.values()) {
                    Check odd = Check.of("odd", timeout -> result).onSilence(rule);
                    try (Bench bench = bench(Bench.once(odd, up("fine")))) {
                        Finding finding = bench.verify("odd");
                        assertThat(finding.outcome().passing()).isFalse();
                        assertThat(bench.verify().isGo()).isEqualTo(finding.ignored());
                    }
                }
            }
        }

        /** Fault 15. */
        @Test
        void an_exception_without_a_message_does_not_fail_again_when_it_is_told() {
            Check silent = Check.of("silent", timeout -> {
                throw new IllegalStateException((String) null, new IOException((String) null));
            });
            try (Bench bench = bench(Bench.once(silent))) {
                Verdict verdict = bench.verify();
                assertThat(Bench.finding(verdict, "silent").cause())
                        .isEqualTo("IllegalStateException; caused by IOException");
                assertThat(TextReport.plain().render(verdict)).contains("IllegalStateException");
                assertThat(JsonReport.render(verdict)).contains("IllegalStateException");
            }
        }
    }

    @Nested
    class Time {

        /** Fault 5. */
        @Test
        void checks_do_not_wait_for_one_another() {
            CyclicBarrier all = new CyclicBarrier(5);
            List<Check> checks = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                checks.add(Check.of("check-" + i, timeout -> {
                    all.await();
                    return ProbeResult.up();
                }));
            }
            try (Bench bench = bench(Bench.once(checks.toArray(new Check[0])))) {
                assertThat(bench.verify().decision()).isEqualTo(Decision.GO);
            }
        }

        /** Fault 6, and a timeout below a second that becomes zero, which means for ever. */
        @Test
        void a_probe_is_always_told_a_limit_however_short() {
            List<Duration> told = new CopyOnWriteArrayList<>();
            Probe telling = timeout -> {
                told.add(timeout);
                return ProbeResult.up();
            };
            try (Bench bench = bench(Bench.once(
                    Check.of("short", telling).timeout(Duration.ofMillis(1)),
                    Check.of("shortest", telling).timeout(Duration.ofNanos(1))))) {
                bench.verify();
                assertThat(told).containsExactlyInAnyOrder(Duration.ofMillis(1), Duration.ofNanos(1));
            }
        }

        /** Fault 8. */
        @ParameterizedTest
        @EnumSource(Mode.class)
        void a_critical_check_that_hangs_fails_and_does_not_keep_what_it_was_before(Mode mode) {
            AtomicInteger runs = new AtomicInteger();
            Check stuck = Check.of("stuck", timeout -> {
                        runs.incrementAndGet();
                        scene.time().hangWhateverComes(scene.end);
                        return ProbeResult.up();
                    })
                    .critical();
            Check other = Check.of("other", timeout -> {
                scene.round();
                return ProbeResult.up();
            });
            try (Bench bench = bench(mode.plan(stuck, other))) {
                Verdict verdict = mode.run(bench.verifier);
                assertThat(verdict.decision()).isEqualTo(Decision.NO_GO);
                assertThat(Bench.finding(verdict, "stuck").reason()).isEqualTo(Reason.TIMEOUT);
                assertThat(runs).hasValue(1);
                scene.end.countDown();
            }
        }

        /** Fault 13. */
        @Test
        void a_blocking_probe_is_interrupted_when_its_time_is_up_and_one_without_an_answer_is_named() {
            AtomicBoolean interrupted = new AtomicBoolean();
            Check blocking = Check.of("blocking", timeout -> {
                        try {
                            scene.time().hang(scene.end);
                        } catch (InterruptedException e) {
                            interrupted.set(true);
                        }
                        return ProbeResult.up();
                    })
                    .timeout(Duration.ofSeconds(1));
            Check never = Check.of("never", AsyncProbe.of(timeout -> new CompletableFuture<>()))
                    .timeout(Duration.ofSeconds(2));
            try (Bench bench = bench(Bench.once(blocking, never))) {
                Verdict verdict = bench.verify();
                assertThat(Bench.finding(verdict, "blocking").took()).isEqualTo(Duration.ofSeconds(1));
                assertThat(Bench.finding(verdict, "never").cause()).startsWith("no answer within 2 s");
                assertThat(verdict.took()).isEqualTo(Duration.ofSeconds(2));
                while (bench.verifier.abandoned() > 0) {
                    Thread.onSpinWait(); // its thread may take a moment to be done
                }
                assertThat(interrupted).isTrue();
                assertThat(bench.verifier.late()).as("what it says then").isEqualTo(1);
            }
        }

        /** Fault 15. */
        @Test
        void a_timeout_that_is_set_is_kept() {
            Check slow = Check.of("slow", AsyncProbe.of(timeout -> new CompletableFuture<>()))
                    .timeout(Duration.ofSeconds(42));
            try (Bench bench = bench(Bench.once(slow))) {
                assertThat(bench.verify().took()).isEqualTo(Duration.ofSeconds(42));
            }
        }
    }

    @Nested
    class FromRunToRun {

        /** Fault 4. */
        @Test
        void however_many_ask_in_whatever_way_the_probe_is_run_once() throws Exception {
            AtomicInteger runs = new AtomicInteger();
            CountDownLatch running = new CountDownLatch(1);
            CountDownLatch release = new CountDownLatch(1);
            VerificationPlan plan = Bench.once(Check.of("cold", timeout -> {
                runs.incrementAndGet();
                running.countDown();
                release.await();
                return ProbeResult.up();
            }));
            try (Verifier verifier = Verifier.builder(plan)
                            .freshFor(Duration.ofMinutes(1))
                            .build();
                    ReadyServer server = new ReadyServer(Readiness.kubernetes(verifier))) {
                List<Thread> callers = new ArrayList<>();
                for (int i = 0; i < 20; i++) {
                    Thread caller = new Thread(verifier::verify);
                    callers.add(caller);
                    caller.start();
                }
                running.await();
                server.get();
                release.countDown();
                for (Thread caller : callers) {
                    caller.join();
                }
                verifier.latest();
                server.get();
                assertThat(runs).hasValue(1);
            }
        }

        /** Fault 7. */
        @Test
        void failures_with_a_success_between_them_are_not_in_a_row() {
            AtomicBoolean up = new AtomicBoolean();
            Check flapping = Check.of("flapping", timeout -> up.get() ? ProbeResult.up() : ProbeResult.down("no"))
                    .critical()
                    .after(3);
            try (Bench bench = bench(Bench.once(flapping))) {
                bench.verify();
                assertThat(bench.verify().decision()).isEqualTo(Decision.HOLD);
                up.set(true);
                for (int i = 0; i < 1_000; i++) {
                    assertThat(bench.verify().decision()).isEqualTo(Decision.GO);
                }
                up.set(false);
                assertThat(bench.verify().decision()).isEqualTo(Decision.HOLD);
                assertThat(bench.verify("flapping").failures()).isEqualTo(2);
                assertThat(bench.verify().decision()).isEqualTo(Decision.NO_GO);
            }
        }

        /** Fault 9. */
        @Test
        void an_error_ends_neither_the_schedule_nor_the_watch_over_the_check() throws Exception {
            int failures = 30;
            AtomicInteger runs = new AtomicInteger();
            CountDownLatch recovered = new CountDownLatch(1);
            Check broken = Check.of("broken", timeout -> {
                if (runs.incrementAndGet() <= failures) {
                    throw new LinkageError("no such method");
                }
                scene.time().freeze();
                recovered.countDown();
                return ProbeResult.up();
            });
            VerificationPhase watch = VerificationPhase.named("watch").every(Duration.ofMinutes(1));
            try (Bench bench = bench(Bench.plan(watch, broken))) {
                bench.verifier.start();
                recovered.await();
                while (bench.verifier.latest().decision() != Decision.GO) {
                    Thread.onSpinWait(); // until it is published
                }
                assertThat(runs).hasValue(failures + 1);
            }
        }

        /** Fault 10. */
        @Test
        void a_listener_is_called_once_for_a_change_on_a_thread_that_is_not_interrupted() {
            AtomicBoolean up = new AtomicBoolean(true);
            List<String> told = new CopyOnWriteArrayList<>();
            VerificationPlan plan =
                    Bench.once(Check.of("a", timeout -> up.get() ? ProbeResult.up() : ProbeResult.down("no")));
            try (Verifier verifier = Verifier.builder(plan)
                    .onVerdict(verdict -> told.add(
                            verdict.decision() + (Thread.currentThread().isInterrupted() ? " interrupted" : "")))
                    .build()) {
                verifier.verify();
                up.set(false);
                verifier.verify();
                verifier.verify();
            }
            assertThat(told).containsExactly("GO", "NO_GO");
        }

        /** Fault 11. */
        @Test
        void a_failing_check_that_is_taken_away_takes_its_effect_with_it() {
            SimpleMeterRegistry registry = new SimpleMeterRegistry();
            Check failing =
                    Check.of("failing", timeout -> ProbeResult.down("no")).critical();
            try (Verifier verifier = Verifier.builder(Bench.once(failing, up("fine")))
                    .metrics(registry)
                    .build()) {
                assertThat(verifier.verify().decision()).isEqualTo(Decision.NO_GO);
                verifier.change(Bench.once(up("fine")));
                assertThat(verifier.latest().decision()).isEqualTo(Decision.GO);
                assertThat(verifier.verify().decision()).isEqualTo(Decision.GO);
                assertThat(registry.find("postflight.check")
                                .tag("check", "failing")
                                .meters())
                        .isEmpty();
            }
        }

        /** Fault 11. */
        @Test
        void a_lesser_check_that_recovers_does_not_hide_a_critical_one_that_fails_nor_does_the_end() {
            AtomicBoolean up = new AtomicBoolean();
            Check critical =
                    Check.of("critical", timeout -> ProbeResult.down("no")).critical();
            Check lesser = Check.of("lesser", timeout -> up.get() ? ProbeResult.up() : ProbeResult.down("no"));
            Bench bench = bench(Bench.once(critical, lesser));
            try (bench) {
                assertThat(bench.verify().decision()).isEqualTo(Decision.NO_GO);
                up.set(true);
                assertThat(bench.verify().decision()).isEqualTo(Decision.NO_GO);
            }
            assertThat(bench.verifier.latest().decision()).isEqualTo(Decision.NO_GO);
        }
    }

    @Nested
    class WhatIsSeen {

        /** Fault 12. */
        @Test
        void figures_that_are_missing_are_not_good_ones() {
            SimpleMeterRegistry registry = new SimpleMeterRegistry();
            assertNotGo(registry, "no.meter");
            registry.timer("no.sample");
            assertNotGo(registry, "no.sample");
            Timer slow = registry.timer("no.percentile");
            for (int i = 0; i < 100; i++) {
                slow.record(Duration.ofSeconds(50));
            }
            assertNotGo(registry, "no.percentile");
        }

        private void assertNotGo(MeterRegistry registry, String timer) {
            Check check =
                    Check.of("api", MeterProbes.timer(registry, timer)).threshold("p95: target < 200ms, HIGH > 500ms");
            try (Bench bench = bench(Bench.once(check))) {
                Verdict verdict = bench.verify();
                assertThat(Bench.finding(verdict, "api").outcome()).as(timer).isEqualTo(Outcome.UNKNOWN);
                assertThat(verdict.decision()).as(timer).isEqualTo(Decision.HOLD);
            }
        }

        /** Fault 13. */
        @Test
        void two_probes_of_one_class_are_two_checks_and_two_of_one_name_are_refused() {
            record Fixed(ProbeResult result) implements Probe {
                @Override
                public ProbeResult run(Duration timeout) {
                    return result;
                }
            }
            Check one = Check.of("one", new Fixed(ProbeResult.up()));
            Check two = Check.of("two", new Fixed(ProbeResult.down("no")));
            try (Bench bench = bench(Bench.once(one, two))) {
                assertThat(bench.verify().findings())
                        .extracting(Finding::check, Finding::outcome)
                        .containsExactly(tuple("one", Outcome.PASS), tuple("two", Outcome.FAIL));
            }
            assertThatThrownBy(() -> Bench.once(one, one)).isInstanceOf(InvalidPlanException.class);
        }

        /** Fault 14. */
        @Test
        void nobody_who_was_not_meant_to_is_told_what_an_exception_says() throws Exception {
            Check failing = Check.of("database", timeout -> {
                throw new IllegalStateException(
                        "password authentication failed for user app at 10.0.0.5",
                        new IOException("jdbc:postgresql://app:s3cret@10.0.0.5/shop"));
            });
            try (Bench bench = bench(Bench.once(failing));
                    ReadyServer server = new ReadyServer(Readiness.springBoot(bench.verifier))) {
                Verdict verdict = bench.verify();
                assertThat(server.get().body())
                        .doesNotContain("password", "10.0.0.5", "IllegalStateException", "database");
                assertThat(JsonReport.render(verdict)).doesNotContain("s3cret");
                assertThat(TextReport.plain().render(verdict)).doesNotContain("s3cret");
            }
        }
    }

    /** Those of the list in the comment that have no test elsewhere. */
    @Nested
    class Traps {

        @Test
        void counts_do_not_lose_what_comes_from_many_threads_at_once() throws Exception {
            int checks = 200;
            List<CompletableFuture<ProbeResult>> stages = new CopyOnWriteArrayList<>();
            VerificationPhase phase = VerificationPhase.named("startup");
            for (int i = 0; i < checks; i++) {
                phase = phase.check(Check.of("check-" + i, AsyncProbe.of(timeout -> {
                    CompletableFuture<ProbeResult> stage = new CompletableFuture<>();
                    stages.add(stage);
                    return stage.minimalCompletionStage();
                })));
            }
            try (Bench bench = bench(Bench.plan(phase))) {
                bench.verify();
                assertThat(bench.verifier.abandoned()).isEqualTo(checks);
                int threads = 4;
                CyclicBarrier barrier = new CyclicBarrier(threads);
                List<Thread> servers = new ArrayList<>();
                for (int i = 0; i < threads; i++) {
                    List<CompletableFuture<ProbeResult>> own =
                            stages.subList(i * checks / threads, (i + 1) * checks / threads);
                    Thread server = new Thread(() -> {
                        try {
                            barrier.await();
                        } catch (Exception e) {
                            throw new IllegalStateException(e);
                        }
                        own.forEach(stage -> stage.complete(ProbeResult.up()));
                    });
                    servers.add(server);
                    server.start();
                }
                for (Thread server : servers) {
                    server.join();
                }
                assertThat(bench.verifier.late()).isEqualTo(checks);
                assertThat(bench.verifier.abandoned()).isZero();
            }
        }

        @Test
        void a_finding_stays_short_whatever_is_thrown() {
            String dump = "at frame(Unknown Source)\n".repeat(100_000);
            Check loud = Check.of("loud", timeout -> {
                throw new IllegalStateException(dump, new IOException(dump + "!"));
            });
            try (Bench bench = bench(Bench.once(loud))) {
                assertThat(bench.verify("loud").cause())
                        .startsWith("IllegalStateException: at frame")
                        .hasSizeLessThanOrEqualTo(1_000)
                        .doesNotContain("\n");
            }
        }

        @Test
        void two_probes_of_the_same_type_are_not_mixed_up() {
            try (Bench bench = bench(Bench.once(
                    Check.of("used", timeout -> ProbeResult.up(Measurement.of("value", 0.2, Unit.RATIO)))
                            .threshold("value: CRITICAL > 50%"),
                    Check.of("free", timeout -> ProbeResult.up(Measurement.of("value", 0.8, Unit.RATIO)))
                            .threshold("value: CRITICAL < 50%")))) {
                assertThat(bench.verify().decision()).isEqualTo(Decision.GO);
            }
        }
    }
}
