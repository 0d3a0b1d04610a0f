package dev.postflight.verify.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postflight.api.Check;
import dev.postflight.api.Decision;
import dev.postflight.api.Finding;
import dev.postflight.api.Measurement;
import dev.postflight.api.Outcome;
import dev.postflight.api.Probe;
import dev.postflight.api.ProbeResult;
import dev.postflight.api.Reason;
import dev.postflight.api.Severity;
import dev.postflight.api.Unit;
import dev.postflight.api.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** What has not passed is tried again, with back-off, until all have passed or the time is up (S4.1). */
class RetryTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    /** Passes from some run on. */
    private static Probe upFrom(int run) {
        int[] runs = new int[1];
        return timeout -> ++runs[0] >= run ? ProbeResult.up() : ProbeResult.down("starting, " + runs[0]);
    }

    @Test
    void without_a_time_everything_is_tried_once() {
        try (Bench bench = new Bench(Bench.once(Check.of("slow", upFrom(2)).critical()))) {
            Verdict verdict = bench.verify();
            assertThat(verdict.decision()).isEqualTo(Decision.NO_GO);
            assertThat(Bench.finding(verdict, "slow").attempts()).isEqualTo(1);
            assertThat(verdict.took()).isZero();
        }
    }

    @Test
    void it_ends_as_soon_as_all_have_passed() {
        try (Bench bench = new Bench(
                Bench.within(MINUTE, Check.of("slow", upFrom(4)), Check.of("quick", timeout -> ProbeResult.up())))) {
            Verdict verdict = bench.verify();
            assertThat(verdict.decision()).isEqualTo(Decision.GO);
            assertThat(Bench.finding(verdict, "slow").attempts()).isEqualTo(4);
            assertThat(Bench.finding(verdict, "quick").attempts()).isEqualTo(1);
            assertThat(verdict.took()).isEqualTo(Duration.ofMillis(100 + 200 + 400));
        }
    }

    @Test
    void the_pause_doubles_up_to_five_seconds_and_the_time_is_kept() {
        List<Duration> tries = new ArrayList<>();
        VirtualTime[] time = new VirtualTime[1];
        Check never = Check.of("never", timeout -> {
            tries.add(time[0].elapsed());
            return ProbeResult.down("no");
        });
        try (Bench bench = new Bench(Bench.within(MINUTE, never))) {
            time[0] = bench.time;
            Verdict verdict = bench.verify();
            assertThat(verdict.decision()).isEqualTo(Decision.NO_GO);
            assertThat(verdict.took()).isLessThanOrEqualTo(MINUTE);
            assertThat(tries)
                    .extracting(Duration::toMillis)
                    .startsWith(0L, 100L, 300L, 700L, 1_500L, 3_100L, 6_300L, 11_300L)
                    .endsWith(56_300L);
        }
    }

    @Test
    void in_a_short_time_the_last_try_is_close_to_its_end() {
        List<Duration> tries = new ArrayList<>();
        VirtualTime[] time = new VirtualTime[1];
        Check never = Check.of("never", timeout -> {
            tries.add(time[0].elapsed());
            return ProbeResult.down("no");
        });
        try (Bench bench = new Bench(Bench.within(Duration.ofSeconds(10), never))) {
            time[0] = bench.time;
            bench.verify();
            assertThat(tries.get(tries.size() - 1)).isGreaterThanOrEqualTo(Duration.ofSeconds(9));
        }
    }

    @Test
    void a_dependent_runs_when_what_it_depends_on_has_come_up() {
        try (Bench bench = new Bench(Bench.within(
                MINUTE,
                Check.of("dependent", timeout -> ProbeResult.up()).dependsOn("slow"),
                Check.of("slow", upFrom(3))))) {
            Verdict verdict = bench.verify();
            assertThat(verdict.decision()).isEqualTo(Decision.GO);
            assertThat(Bench.finding(verdict, "dependent").attempts()).isEqualTo(1);
            assertThat(verdict.took()).isEqualTo(Duration.ofMillis(300));
        }
    }

    @Test
    void a_warning_does_not_hold_up_a_go() {
        Check busy = Check.of("cpu", timeout -> ProbeResult.up(Measurement.of("usage", 0.97, Unit.RATIO)))
                .threshold("usage: target < 80%");
        try (Bench bench = new Bench(Bench.within(
                MINUTE, busy, Check.of("rest", timeout -> ProbeResult.up()).weight(9)))) {
            Verdict verdict = bench.verify();
            assertThat(verdict.decision()).isEqualTo(Decision.GO);
            assertThat(Bench.finding(verdict, "cpu").outcome()).isEqualTo(Outcome.WARN);
            assertThat(verdict.took()).isZero();
        }
    }

    @Test
    void a_high_level_is_tried_again_until_it_is_gone() {
        int[] runs = new int[1];
        Check api = Check.of(
                        "api",
                        timeout -> ProbeResult.up(Measurement.of("p95", ++runs[0] < 3 ? 0.7 : 0.1, Unit.SECONDS)))
                .threshold("p95: HIGH > 500ms");
        try (Bench bench = new Bench(Bench.within(MINUTE, api))) {
            Verdict verdict = bench.verify();
            assertThat(verdict.decision()).isEqualTo(Decision.GO);
            assertThat(runs[0]).isEqualTo(3);
        }
    }

    @Test
    void a_probe_that_hangs_is_cut_off_when_the_time_is_up() {
        CountDownLatch end = new CountDownLatch(1);
        VirtualTime[] time = new VirtualTime[1];
        Check stuck = Check.of("stuck", timeout -> {
                    time[0].hangWhateverComes(end);
                    return ProbeResult.up();
                })
                .timeout(Duration.ofMinutes(10));
        try (Bench bench = new Bench(Bench.within(Duration.ofSeconds(20), stuck))) {
            time[0] = bench.time;
            Verdict verdict = bench.verify();
            Finding finding = Bench.finding(verdict, "stuck");
            assertThat(finding.reason()).isEqualTo(Reason.TIMEOUT);
            assertThat(finding.cause()).startsWith("no answer within 20 s");
            assertThat(verdict.took()).isEqualTo(Duration.ofSeconds(20));
            end.countDown();
        }
    }

    @Test
    void a_last_try_that_is_cut_off_does_not_hide_what_was_seen_before() {
        CountDownLatch end = new CountDownLatch(1);
        VirtualTime[] time = new VirtualTime[1];
        int[] runs = new int[1];
        Check check = Check.of("database", timeout -> {
                    if (++runs[0] > 1) {
                        time[0].hangWhateverComes(end);
                    }
                    return ProbeResult.down("no such table");
                })
                .timeout(Duration.ofMinutes(10));
        try (Bench bench = new Bench(Bench.within(MINUTE, check))) {
            time[0] = bench.time;
            Finding finding = bench.verify("database");
            assertThat(finding.reason()).isEqualTo(Reason.DOWN);
            assertThat(finding.cause()).isEqualTo("no such table");
            assertThat(finding.attempts()).isEqualTo(2);
            end.countDown();
        }
    }

    @Test
    void a_probe_is_told_how_much_time_is_left() {
        List<Duration> told = new ArrayList<>();
        Check check = Check.of("a", timeout -> {
                    told.add(timeout);
                    return told.size() > 1 ? ProbeResult.up() : ProbeResult.down("once more");
                })
                .timeout(Duration.ofSeconds(10));
        try (Bench bench = new Bench(Bench.within(Duration.ofSeconds(3), check))) {
            bench.verify();
            assertThat(told).containsExactly(Duration.ofSeconds(3), Duration.ofMillis(2_900));
        }
    }

    @Test
    void progress_can_be_seen_while_it_waits() throws Exception {
        CountDownLatch second = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        int[] runs = new int[1];
        Check check = Check.of("slow", timeout -> {
            if (++runs[0] == 2) {
                second.countDown();
                go.await();
            }
            return runs[0] < 2 ? ProbeResult.down("starting") : ProbeResult.up();
        });
        try (Bench bench = new Bench(Bench.within(MINUTE, Check.of("quick", timeout -> ProbeResult.up()), check))) {
            Thread caller = new Thread(bench::verify);
            caller.start();
            second.await();
            while (Bench.finding(bench.verifier.latest(), "quick").outcome() != Outcome.PASS) {
                Thread.onSpinWait(); // until it is told, which is soon after the second try was started
            }
            assertThat(Bench.finding(bench.verifier.latest(), "slow").cause()).isEqualTo("starting");
            go.countDown();
            caller.join();
            assertThat(bench.verifier.latest().decision()).isEqualTo(Decision.GO);
        }
    }

    @Test
    void a_level_with_a_holding_time_warns_first_and_fires_when_it_has_held() {
        // S3.4: error_rate > 5% for 5 minutes
        Check check = Check.of("api", timeout -> ProbeResult.up(Measurement.of("error_rate", 0.06, Unit.RATIO)))
                .threshold("error_rate: CRITICAL > 5% for 5m");
        try (Bench bench = new Bench(Bench.once(check))) {
            Finding first = bench.verify("api");
            assertThat(first.outcome()).isEqualTo(Outcome.WARN);
            assertThat(first.reason()).isEqualTo(Reason.LEVEL_PENDING);
            bench.time.advance(Duration.ofMinutes(5).minusNanos(1));
            assertThat(bench.verify("api").reason()).isEqualTo(Reason.LEVEL_PENDING);
            bench.time.advance(Duration.ofNanos(1));
            Finding fires = bench.verify("api");
            assertThat(fires.outcome()).isEqualTo(Outcome.FAIL);
            assertThat(fires.severity()).isEqualTo(Severity.CRITICAL);
        }
    }

    @Test
    void the_time_since_when_an_outcome_lasts_is_kept_from_run_to_run() {
        Check down = Check.of("a", timeout -> ProbeResult.down("no")).critical().after(3);
        try (Bench bench = new Bench(Bench.once(down))) {
            Verdict first = bench.verify();
            assertThat(first.decision()).as("once is not enough").isEqualTo(Decision.HOLD);
            bench.time.advance(MINUTE);
            assertThat(bench.verify().decision()).isEqualTo(Decision.HOLD);
            Verdict third = bench.verify();
            assertThat(third.decision()).isEqualTo(Decision.NO_GO);
            Finding finding = Bench.finding(third, "a");
            assertThat(finding.since()).isEqualTo(Bench.finding(first, "a").at());
            assertThat(finding.failures()).isEqualTo(3);
        }
    }
}
