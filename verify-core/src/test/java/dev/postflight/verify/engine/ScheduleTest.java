package dev.postflight.verify.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postflight.api.Check;
import dev.postflight.api.Decision;
import dev.postflight.api.Outcome;
import dev.postflight.api.Probe;
import dev.postflight.api.ProbeResult;
import dev.postflight.api.Reason;
import dev.postflight.api.SilenceRule;
import dev.postflight.api.VerificationPhase;
import dev.postflight.api.VerificationPlan;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** Phases in the background, on their cadences (S3.1, S4.8). */
class ScheduleTest {

    private final List<String> log = new CopyOnWriteArrayList<>();
    private final VirtualTime[] time = new VirtualTime[1];

    /** Notes when it is run, and ends the test after some runs. */
    private Probe noting(String name, int runs, CountDownLatch done) {
        int[] count = new int[1];
        return timeout -> {
            log.add(name + "@" + time[0].elapsed().toMinutes());
            if (++count[0] == runs) {
                time[0].freeze();
                done.countDown();
            }
            return ProbeResult.up();
        };
    }

    private Bench bench(VerificationPlan plan) {
        Bench bench = new Bench(plan);
        time[0] = bench.time;
        return bench;
    }

    @Test
    void one_phase_follows_another_each_with_its_cadence() throws Exception {
        CountDownLatch done = new CountDownLatch(1);
        VerificationPlan plan = VerificationPlan.named("shop")
                .phase(VerificationPhase.named("startup").check(Check.of("s", noting("s", 99, done))))
                .phase(VerificationPhase.named("critical watch")
                        .lasting(Duration.ofHours(1))
                        .every(Duration.ofMinutes(15))
                        .check(Check.of("w", noting("w", 99, done)))
                        .every(Duration.ofMinutes(30))
                        .check(Check.of("x", noting("x", 99, done))))
                .phase(VerificationPhase.named("routine")
                        .every(Duration.ofHours(1))
                        .check(Check.of("r", noting("r", 3, done))))
                .build();
        try (Bench bench = bench(plan)) {
            assertThat(bench.verify().decision()).isEqualTo(Decision.GO);
            bench.verifier.start();
            done.await();
        }
        assertThat(log)
                .containsSubsequence("s@0", "w@0", "w@15", "w@30", "w@45", "r@60", "r@120", "r@180")
                .containsSubsequence("x@0", "x@30", "r@60")
                .doesNotContain("w@60", "x@60", "s@60");
        assertThat(log.stream().filter(entry -> entry.startsWith("s"))).hasSize(1);
    }

    @Test
    void a_phase_is_not_cut_short_when_somebody_interrupts_the_schedule() throws Exception {
        CountDownLatch done = new CountDownLatch(1);
        Probe noting = noting("w", 4, done);
        VerificationPlan plan = VerificationPlan.named("interrupted")
                .phase(VerificationPhase.named("watch")
                        .lasting(Duration.ofHours(1))
                        .every(Duration.ofMinutes(15))
                        .check(Check.of("w", timeout -> {
                            Thread.getAllStackTraces().keySet().stream()
                                    .filter(thread -> thread.getName().equals("postflight-interrupted-schedule"))
                                    .forEach(Thread::interrupt);
                            return noting.run(timeout);
                        })))
                .phase(VerificationPhase.named("routine")
                        .every(Duration.ofMinutes(1))
                        .check(Check.of("r", noting("r", 1, done))))
                .build();
        try (Bench bench = bench(plan)) {
            bench.verifier.start();
            done.await();
        }
        assertThat(log).containsExactly("w@0", "w@15", "w@30", "w@45");
    }

    @Test
    void a_startup_that_was_not_go_is_tried_until_it_is() throws Exception {
        CountDownLatch done = new CountDownLatch(1);
        int[] runs = new int[1];
        VerificationPlan plan = VerificationPlan.named("shop")
                .phase(VerificationPhase.named("startup")
                        .check(Check.of(
                                "s", timeout -> ++runs[0] < 4 ? ProbeResult.down("not yet") : ProbeResult.up())))
                .phase(VerificationPhase.named("watch")
                        .every(Duration.ofMinutes(1))
                        .check(Check.of("w", noting("w", 1, done))))
                .build();
        try (Bench bench = bench(plan)) {
            assertThat(bench.verify().decision()).isEqualTo(Decision.NO_GO);
            bench.verifier.start();
            done.await();
        }
        assertThat(runs[0]).isEqualTo(4);
    }

    @Test
    void a_phase_that_is_on_hold_at_its_end_goes_on_until_it_is_decided() throws Exception {
        CountDownLatch done = new CountDownLatch(1);
        VerificationPlan plan = VerificationPlan.named("shop")
                .phase(VerificationPhase.named("watch")
                        .lasting(Duration.ofMinutes(2))
                        .every(Duration.ofMinutes(1))
                        .check(Check.of("w", timeout -> {
                                    log.add("w@" + time[0].elapsed().toMinutes());
                                    return log.size() < 6 ? ProbeResult.silent("nothing yet") : ProbeResult.up();
                                })
                                .onSilence(SilenceRule.HOLD)))
                .phase(VerificationPhase.named("routine")
                        .every(Duration.ofMinutes(1))
                        .check(Check.of("r", noting("r", 1, done))))
                .build();
        try (Bench bench = bench(plan)) {
            bench.verifier.start();
            done.await();
        }
        assertThat(log).containsExactly("w@0", "w@1", "w@2", "w@3", "w@4", "w@5", "r@5");
    }

    @Test
    void runs_that_were_missed_are_not_caught_up() throws Exception {
        CountDownLatch done = new CountDownLatch(1);
        Probe noting = noting("w", 4, done);
        VerificationPlan plan =
                Bench.plan(VerificationPhase.named("watch").every(Duration.ofMinutes(1)), Check.of("w", timeout -> {
                    ProbeResult result = noting.run(timeout);
                    if (log.size() == 2) {
                        time[0].take(Duration.ofMinutes(10)); // asleep
                    }
                    return result;
                }));
        try (Bench bench = bench(plan)) {
            bench.verifier.start();
            done.await();
        }
        // the run that slept is late, and what was due meanwhile is left out
        assertThat(log).containsExactly("w@0", "w@1", "w@12", "w@13");
    }

    @Test
    void a_probe_that_hangs_stays_a_failure_and_does_not_grow_stale() throws Exception {
        CountDownLatch end = new CountDownLatch(1);
        CountDownLatch done = new CountDownLatch(1);
        VerificationPlan plan = VerificationPlan.named("shop")
                .phase(VerificationPhase.named("watch")
                        .every(Duration.ofMinutes(1))
                        .check(Check.of("stuck", timeout -> {
                                    time[0].hangWhateverComes(end);
                                    return ProbeResult.up();
                                })
                                .critical())
                        .check(Check.of("w", noting("w", 20, done))))
                .build();
        try (Bench bench = bench(plan)) {
            bench.verifier.start();
            done.await();
            var finding = Bench.finding(bench.verifier.latest(), "stuck");
            assertThat(finding.outcome()).isEqualTo(Outcome.FAIL);
            assertThat(finding.reason()).isEqualTo(Reason.TIMEOUT);
            assertThat(finding.attempts()).isEqualTo(1);
            assertThat(bench.verifier.latest().decision()).isEqualTo(Decision.NO_GO);
            end.countDown();
        }
    }

    @Test
    void a_dependent_on_the_same_cadence_waits_for_what_it_depends_on() throws Exception {
        CountDownLatch done = new CountDownLatch(1);
        VerificationPlan plan = Bench.plan(
                VerificationPhase.named("watch").every(Duration.ofMinutes(1)),
                Check.of("child", noting("child", 3, done)).dependsOn("parent"),
                Check.of("parent", noting("parent", 99, done)));
        try (Bench bench = bench(plan)) {
            bench.verifier.start();
            done.await();
        }
        assertThat(log).containsExactly("parent@0", "child@0", "parent@1", "child@1", "parent@2", "child@2");
    }
}
