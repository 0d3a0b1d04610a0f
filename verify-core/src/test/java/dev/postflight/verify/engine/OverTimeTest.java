package dev.postflight.verify.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postflight.api.Check;
import dev.postflight.api.Decision;
import dev.postflight.api.Finding;
import dev.postflight.api.GaugeProbe;
import dev.postflight.api.Outcome;
import dev.postflight.api.Probe;
import dev.postflight.api.ProbeGroup;
import dev.postflight.api.ProbeResult;
import dev.postflight.api.Reason;
import dev.postflight.api.Severity;
import dev.postflight.api.Unit;
import dev.postflight.api.Verdict;
import dev.postflight.api.VerificationPhase;
import dev.postflight.api.VerificationPlan;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** Thresholds on time windows, on several metrics and on several conditions, from the plan to the verdict. */
class OverTimeTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final List<Finding> findings = new CopyOnWriteArrayList<>();

    /** Runs a check every minute, and notes before each run what was found in the one before. */
    private void watch(int runs, Probe probe, String threshold) throws Exception {
        CountDownLatch done = new CountDownLatch(1);
        Bench[] bench = new Bench[1];
        Probe noting = timeout -> {
            Verdict latest = bench[0].verifier.latest();
            Finding finding = latest == null ? null : latest.finding("watched");
            if (finding != null && finding.outcome() != Outcome.PENDING) {
                findings.add(finding);
            }
            if (findings.size() == runs) {
                bench[0].time.freeze();
                done.countDown();
            }
            return probe.run(timeout);
        };
        VerificationPhase phase = VerificationPhase.named("watch")
                .every(MINUTE)
                .check(Check.of("watched", noting).threshold(threshold));
        try (Bench opened =
                new Bench(VerificationPlan.named("shop").phase(phase).build())) {
            bench[0] = opened;
            opened.verifier.start();
            done.await();
        }
    }

    @Test
    void a_window_passes_when_half_of_it_was_observed() throws Exception {
        watch(7, GaugeProbe.of("latency", Unit.SECONDS, () -> 0.1), "p95 over 10m: target < 200ms, HIGH > 500ms");
        assertThat(findings.subList(0, 5))
                .allMatch(finding -> finding.reason() == Reason.PARTIAL_WINDOW)
                .allMatch(finding -> finding.outcome() == Outcome.UNKNOWN);
        assertThat(findings.get(2).seen()).isEqualTo("p95 over 10m 100 ms (20 % observed)");
        assertThat(findings.get(2).cause())
                .isEqualTo("p95 over 10m 100 ms (20 % observed), and it takes half of the window to call it good");
        assertThat(findings.get(5).outcome()).isEqualTo(Outcome.PASS);
        assertThat(findings.get(5).seen()).isEqualTo("p95 over 10m 100 ms");
    }

    @Test
    void runs_that_fail_are_a_share_of_all() throws Exception {
        int[] run = new int[1];
        watch(
                11,
                timeout -> ++run[0] == 3 ? ProbeResult.down("full") : ProbeResult.up(),
                "error_ratio over 10m: HIGH > 10%");
        assertThat(findings.get(2).outcome()).isEqualTo(Outcome.FAIL);
        assertThat(findings.get(3).severity()).isEqualTo(Severity.HIGH);
        assertThat(findings.get(3).cause()).isEqualTo("error_ratio over 10m 25 % (30 % observed) is HIGH (> 10%)");
        assertThat(findings.get(9).outcome()).isEqualTo(Outcome.PASS);
    }

    /** S0.14. */
    @Test
    void conditions_of_several_probes_make_one_level() throws Exception {
        int[] run = new int[1];
        watch(
                14,
                ProbeGroup.of("cpu", GaugeProbe.of("usage", Unit.RATIO, () -> ++run[0] > 2 ? 0.9 : 0.5))
                        .and("memory", GaugeProbe.of("usage", Unit.RATIO, () -> 0.7)),
                "any of (cpu.usage > 80% for 10m, memory.usage > 80%): HIGH");
        assertThat(findings.get(11).outcome()).isEqualTo(Outcome.PASS);
        assertThat(findings.get(11).seen()).isEqualTo("cpu.usage 90 %, memory.usage 70 %");
        assertThat(findings.get(12).severity()).isEqualTo(Severity.HIGH);
        assertThat(findings.get(12).cause())
                .isEqualTo("cpu.usage 90 %, memory.usage 70 % is HIGH"
                        + " (any of (cpu.usage > 80% for 10m, memory.usage > 80%))");
    }

    @Test
    void a_phase_without_a_cadence_may_have_a_window_of_all_of_it() {
        Check check = Check.of("watched", GaugeProbe.of("latency", Unit.SECONDS, () -> 0.1))
                .threshold("max over phase: HIGH > 500ms");
        try (Bench bench = new Bench(Bench.once(check))) {
            assertThat(bench.verify().decision()).isEqualTo(Decision.GO);
            assertThat(bench.verify().decision()).isEqualTo(Decision.GO);
        }
    }

    @Test
    void a_phase_that_tries_again_waits_for_half_of_its_window() {
        Check check = Check.of("watched", GaugeProbe.of("latency", Unit.SECONDS, () -> 0.1))
                .threshold("p95 over 10s: HIGH > 500ms");
        try (Bench bench = new Bench(Bench.within(Duration.ofSeconds(20), check))) {
            assertThat(bench.verify().decision()).isEqualTo(Decision.GO);
            assertThat(bench.time.elapsed()).isBetween(Duration.ofSeconds(5), Duration.ofSeconds(8));
        }
    }

    @Test
    void what_cannot_be_recorded_is_counted() {
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        Check check = Check.of("watched", GaugeProbe.of("latency", Unit.SECONDS, () -> Double.NaN))
                .threshold("max over phase: HIGH > 500ms");
        try (Verifier verifier =
                Verifier.builder(Bench.once(check)).metrics(registry).build()) {
            assertThat(Objects.requireNonNull(verifier.verify().finding("watched"))
                            .reason())
                    .isEqualTo(Reason.NO_DATA);
            verifier.verify();
            assertThat(registry.get("postflight.figures.refused")
                            .tag("check", "watched")
                            .functionCounter()
                            .count())
                    .isEqualTo(2);
        }
        assertThat(registry.getMeters()).isEmpty();
    }
}
