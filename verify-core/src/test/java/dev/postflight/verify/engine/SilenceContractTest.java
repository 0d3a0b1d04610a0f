package dev.postflight.verify.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postflight.api.AsyncProbe;
import dev.postflight.api.Check;
import dev.postflight.api.Decision;
import dev.postflight.api.Finding;
import dev.postflight.api.Measurement;
import dev.postflight.api.Outcome;
import dev.postflight.api.Probe;
import dev.postflight.api.ProbeResult;
import dev.postflight.api.Reason;
import dev.postflight.api.SilenceRule;
import dev.postflight.api.Unit;
import dev.postflight.api.Verdict;
import dev.postflight.api.VerificationPlan;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Rule R1: silence is not health. Every way of not answering, under every silence rule, on every kind of thread, asked once
 * and on a cadence: never a pass, never an exception out of the engine, each with its own reason.
 */
@Timeout(300)
class SilenceContractTest {

    @ParameterizedTest
    @MethodSource("contract")
    void what_does_not_answer_never_passes(Silence silence, SilenceRule rule, Threads threads, Mode mode)
            throws Exception {
        Scene scene = new Scene();
        try (Bench bench = new Bench(plan(silence.probe(scene), rule, scene, mode), threads)) {
            scene.time = bench.time;
            Verdict verdict = mode.run(bench.verifier);

            Finding finding = Bench.finding(verdict, "faulty");
            assertThat(finding.reason()).isEqualTo(silence.reason());
            assertThat(finding.outcome()).isEqualTo(rule == SilenceRule.FAIL ? Outcome.FAIL : Outcome.UNKNOWN);
            assertThat(finding.ignored()).isEqualTo(rule == SilenceRule.IGNORE);
            assertThat(finding.seen()).isEqualTo("no answer");
            assertThat(finding.cause()).startsWith(silence.text());
            assertThat(Bench.finding(verdict, "other").outcome()).isEqualTo(Outcome.PASS);
            assertThat(Bench.finding(verdict, "dependent").reason()).isEqualTo(Reason.BLOCKED_BY);
            assertThat(verdict.decision()).isEqualTo(rule == SilenceRule.FAIL ? Decision.NO_GO : Decision.HOLD);
            scene.end.countDown(); // before it is closed, which would wait for it
        }
    }

    /** Nobody is there to interrupt what hangs, and an interrupt is for who asks. */
    @ParameterizedTest
    @MethodSource("contractOfTheSameThread")
    void what_does_not_answer_on_the_thread_that_asks_never_passes(Silence silence, SilenceRule rule, Mode mode)
            throws Exception {
        Scene scene = new Scene();
        VirtualTime time = new VirtualTime();
        scene.time = time;
        try (Verifier verifier = Verifier.builder(plan(silence.probe(scene), rule, scene, mode))
                .time(time)
                .sameThread()
                .build()) {
            Verdict verdict = mode.run(verifier);

            Finding finding = Bench.finding(verdict, "faulty");
            assertThat(finding.reason()).isEqualTo(silence.reason());
            assertThat(finding.outcome()).isEqualTo(rule == SilenceRule.FAIL ? Outcome.FAIL : Outcome.UNKNOWN);
            assertThat(finding.cause()).startsWith(silence.text());
            assertThat(Bench.finding(verdict, "other").outcome()).isEqualTo(Outcome.PASS);
            assertThat(Bench.finding(verdict, "dependent").reason()).isEqualTo(Reason.BLOCKED_BY);
            assertThat(verdict.decision()).isEqualTo(rule == SilenceRule.FAIL ? Decision.NO_GO : Decision.HOLD);
        }
    }

    static Stream<Arguments> contractOfTheSameThread() {
        return Silence.all().stream()
                .filter(silence ->
                        silence.reason() != Reason.TIMEOUT && !silence.name().contains("interrupt"))
                .flatMap(silence -> Stream.of(SilenceRule.values())
                        .flatMap(rule -> Stream.of(Mode.values()).map(mode -> Arguments.of(silence, rule, mode))));
    }

    static Stream<Arguments> contract() {
        List<Arguments> all = new ArrayList<>();
        for (Silence silence : Silence.all()) {
            for (SilenceRule rule : SilenceRule.values()) {
                for (Threads threads : Threads.values()) {
                    for (Mode mode : Mode.values()) {
                        all.add(Arguments.of(silence, rule, threads, mode));
                    }
                }
            }
        }
        return all.stream();
    }

    private static VerificationPlan plan(Probe faulty, SilenceRule rule, Scene scene, Mode mode) {
        Probe other = timeout -> {
            scene.round();
            return ProbeResult.up();
        };
        return mode.plan(
                Check.of("faulty", faulty).critical().onSilence(rule),
                Check.of("other", other),
                Check.of("dependent", timeout -> ProbeResult.up()).dependsOn("faulty"));
    }

    @ParameterizedTest
    @MethodSource("recovery")
    void what_has_recovered_leaves_no_trace_in_the_decision(Silence silence, Threads threads) {
        Scene scene = new Scene();
        VerificationPlan plan = Bench.once(
                Check.of("faulty", recovering(silence.probe(scene))).critical(),
                Check.of("dependent", timeout -> ProbeResult.up()).dependsOn("faulty"));
        try (Bench bench = new Bench(plan, threads)) {
            scene.time = bench.time;
            assertThat(bench.verify().decision()).isEqualTo(Decision.NO_GO);
            scene.end.countDown();
            Verdict after = bench.verify();
            while (Bench.finding(after, "faulty").reason() == Reason.TIMEOUT) {
                after = bench.verify(); // its thread may take a moment to be done
            }
            assertThat(after.decision()).isEqualTo(Decision.GO);
            assertThat(after.missing()).isEmpty();
            assertThat(after.score()).hasToString("10.00/10 (100.0 %)");
            assertThat(Bench.finding(after, "faulty").cause()).isEmpty();
            assertThat(Bench.finding(after, "faulty").failures()).isZero();
            assertThat(Bench.finding(after, "dependent").outcome()).isEqualTo(Outcome.PASS);
            assertThat(bench.verifier.abandoned()).isZero();
        }
    }

    static Stream<Arguments> recovery() {
        return Silence.all().stream()
                .flatMap(silence -> Stream.of(Threads.values()).map(threads -> Arguments.of(silence, threads)));
    }

    /** Faulty once, and up from then on; of the same kind as the faulty one. */
    private static Probe recovering(Probe faulty) {
        AtomicBoolean again = new AtomicBoolean();
        if (faulty instanceof AsyncProbe asynchronous) {
            return AsyncProbe.of(timeout -> again.getAndSet(true)
                    ? CompletableFuture.completedFuture(ProbeResult.up())
                    : asynchronous.start(timeout));
        }
        return timeout -> again.getAndSet(true) ? ProbeResult.up() : faulty.run(timeout);
    }

    @ParameterizedTest
    @EnumSource(Threads.class)
    @SuppressWarnings("NullAway")
    void if_silence_is_all_there_is_nothing_was_verified(Threads threads) {
        Check ignored = Check.of("only", timeout -> null).onSilence(SilenceRule.IGNORE);
        try (Bench bench = new Bench(Bench.once(ignored), threads)) {
            Verdict verdict = bench.verify();
            assertThat(verdict.decision()).isEqualTo(Decision.HOLD);
            assertThat(verdict.reasons()).containsExactly("nothing was verified");
        }
    }

    @Nested
    class What_is_undecided_whatever_the_silence_rule {

        @ParameterizedTest
        @MethodSource("dev.postflight.verify.engine.SilenceContractTest#missingData")
        void is_unknown(ProbeResult result, String threshold, Reason reason, String cause) {
            for (SilenceRule rule : SilenceRule.values()) {
                Check check = Check.of("check", timeout -> result)
                        .threshold(threshold)
                        .onSilence(rule);
                try (Bench bench = new Bench(Bench.once(check))) {
                    Verdict verdict = bench.verify();
                    Finding finding = Bench.finding(verdict, "check");
                    assertThat(finding.outcome()).isEqualTo(Outcome.UNKNOWN);
                    assertThat(finding.reason()).isEqualTo(reason);
                    assertThat(finding.cause()).isEqualTo(cause);
                    assertThat(verdict.decision()).isEqualTo(Decision.HOLD);
                }
            }
        }

        @Test
        void not_run_yet_is_pending() {
            try (Bench bench = new Bench(Bench.once(Check.of("a", timeout -> ProbeResult.up())))) {
                Verdict verdict = bench.verifier.latest();
                Finding finding = Bench.finding(verdict, "a");
                assertThat(finding.outcome()).isEqualTo(Outcome.PENDING);
                assertThat(finding.reason()).isEqualTo(Reason.NOT_YET_RUN);
                assertThat(verdict.decision()).isEqualTo(Decision.HOLD);
                assertThat(bench.time.elapsed()).isZero();
            }
        }

        @Test
        void a_check_whose_dependency_failed_is_skipped_and_so_is_what_depends_on_it() {
            // S4.2; the order of writing is not that of running
            VerificationPlan plan = Bench.once(
                    Check.of("c", timeout -> ProbeResult.up()).dependsOn("b"),
                    Check.of("b", timeout -> ProbeResult.up()).dependsOn("a"),
                    Check.of("a", timeout -> ProbeResult.down("out of order")));
            try (Bench bench = new Bench(plan)) {
                Verdict verdict = bench.verify();
                assertThat(verdict.findings())
                        .extracting(Finding::outcome)
                        .containsExactly(Outcome.SKIPPED, Outcome.SKIPPED, Outcome.FAIL);
                assertThat(Bench.finding(verdict, "c").cause()).isEqualTo("it depends on b, which did not pass");
                assertThat(Bench.finding(verdict, "b").cause()).isEqualTo("it depends on a, which did not pass");
            }
        }
    }

    static Stream<Arguments> missingData() {
        return Stream.of(
                Arguments.of(ProbeResult.up(), "p95: HIGH > 1s", Reason.NO_DATA, "p95 was not measured"),
                Arguments.of(
                        ProbeResult.up(Measurement.of("p95", Double.NaN, Unit.SECONDS)),
                        "p95: != 1s",
                        Reason.NO_DATA,
                        "p95 not a number, which is no figure"),
                Arguments.of(
                        ProbeResult.up(Measurement.of("p95", Double.POSITIVE_INFINITY, Unit.SECONDS)),
                        "p95: > 1s",
                        Reason.NO_DATA,
                        "p95 infinite, which is no figure"),
                Arguments.of(
                        ProbeResult.up(Measurement.of("p95", 1, Unit.SECONDS)),
                        "p95: HIGH > baseline + 10%",
                        Reason.NO_BASELINE,
                        "there is no baseline to compare p95 1 s with"),
                Arguments.of(
                        ProbeResult.up(Measurement.of("p95", 1, Unit.BYTES)),
                        "p95: HIGH > 1s",
                        Reason.WRONG_UNIT,
                        "p95 1 B cannot be compared with p95: HIGH > 1s"));
    }

    @Nested
    class A_probe_that_hangs {

        private final CountDownLatch end = new CountDownLatch(1);
        private int started;

        @Test
        void is_not_started_again_while_it_hangs_and_is_counted_until_it_comes_back() throws Exception {
            VirtualTime[] time = new VirtualTime[1];
            CountDownLatch back = new CountDownLatch(1);
            Probe probe = timeout -> {
                if (started++ == 0) {
                    time[0].hangWhateverComes(end);
                    back.countDown();
                }
                return ProbeResult.up();
            };
            try (Bench bench = new Bench(Bench.once(Check.of("stuck", probe)))) {
                time[0] = bench.time;
                for (int i = 0; i < 3; i++) {
                    Finding finding = bench.verify("stuck");
                    assertThat(finding.reason()).isEqualTo(Reason.TIMEOUT);
                    assertThat(finding.cause()).isEqualTo("no answer within 5 s; it was interrupted and hangs on");
                }
                assertThat(started).isEqualTo(1);
                assertThat(bench.verifier.abandoned()).isEqualTo(1);
                assertThat(bench.time.elapsed()).isEqualTo(Duration.ofSeconds(5));

                end.countDown();
                back.await();
                Finding finding = bench.verify("stuck");
                while (finding.outcome() != Outcome.PASS) { // its thread may take a moment to be done
                    finding = bench.verify("stuck");
                }
                assertThat(started).isEqualTo(2);
                assertThat(bench.verifier.abandoned()).isZero();
            }
        }

        @Test
        void does_not_hold_up_the_others() {
            VirtualTime[] time = new VirtualTime[1];
            VerificationPlan plan = Bench.once(
                    Check.of("stuck", timeout -> {
                                time[0].hangWhateverComes(end);
                                return ProbeResult.up();
                            })
                            .timeout(Duration.ofSeconds(2)),
                    Check.of("fine", timeout -> ProbeResult.up()));
            try (Bench bench = new Bench(plan)) {
                time[0] = bench.time;
                Verdict verdict = bench.verify();
                assertThat(Bench.finding(verdict, "fine").outcome()).isEqualTo(Outcome.PASS);
                assertThat(verdict.took()).isEqualTo(Duration.ofSeconds(2));
                end.countDown();
            }
        }
    }

    @Nested
    class A_circuit_breaker {

        private boolean answers;
        private int runs;

        private final Check check = Check.of("shy", timeout -> {
                    runs++;
                    if (answers) {
                        return ProbeResult.up();
                    }
                    throw new IOException("refused");
                })
                .critical();

        @Test
        void spares_what_did_not_answer_ten_times_and_tries_again_after_ten_seconds() {
            try (Bench bench = new Bench(Bench.once(check))) {
                for (int i = 0; i < 10; i++) {
                    assertThat(bench.verify("shy").reason()).isEqualTo(Reason.ERROR);
                }
                Finding spared = bench.verify("shy");
                assertThat(spared.reason()).isEqualTo(Reason.CIRCUIT_OPEN);
                assertThat(spared.outcome()).isEqualTo(Outcome.FAIL);
                assertThat(spared.cause())
                        .isEqualTo(
                                "not asked for 10 s after 10 runs without an answer; the last: IOException: refused");
                assertThat(runs).isEqualTo(10);

                answers = true;
                bench.time.advance(Duration.ofSeconds(11));
                assertThat(bench.verify("shy").outcome()).isEqualTo(Outcome.PASS);
                assertThat(bench.verify("shy").outcome()).isEqualTo(Outcome.PASS);
            }
        }

        @Test
        void stays_closed_for_what_answers_that_it_is_down() {
            Check down = Check.of("down", timeout -> ProbeResult.down("maintenance"));
            try (Bench bench = new Bench(Bench.once(down))) {
                for (int i = 0; i < 30; i++) {
                    assertThat(bench.verify("down").reason()).isEqualTo(Reason.DOWN);
                }
            }
        }
    }
}
