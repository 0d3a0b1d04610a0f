package dev.postflight.verify.decide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postflight.api.Check;
import dev.postflight.api.Decision;
import dev.postflight.api.Finding;
import dev.postflight.api.ProbeResult;
import dev.postflight.api.Score;
import dev.postflight.api.Severity;
import dev.postflight.api.Verdict;
import dev.postflight.api.VerificationPhase;
import dev.postflight.api.VerificationPlan;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Rule R4: the first rule that holds decides. */
class DeciderTest {

    private static VerificationPlan plan(double hold, double go) {
        return VerificationPlan.named("orders")
                .phase(VerificationPhase.named("startup").check(Check.of("x", timeout -> ProbeResult.up())))
                .scores(hold, go)
                .build();
    }

    private static Verdict decide(double hold, double go, Sample... samples) {
        List<Finding> findings = Arrays.stream(samples).map(Sample::build).toList();
        return Decider.decide(plan(hold, go), "startup", findings, Sample.AT, Duration.ofSeconds(2));
    }

    /** Without any influence of the score. */
    private static Verdict decide(Sample... samples) {
        return decide(0, 0, samples);
    }

    private record Row(
            String name, Decision decision, List<String> reasons, List<String> missing, List<Sample> samples) {
        Row(String name, Decision decision, List<String> reasons, List<String> missing, Sample... samples) {
            this(name, decision, reasons, missing, List.of(samples));
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Row> noGo() {
        return Stream.of(
                new Row(
                        "a critical check failed",
                        Decision.NO_GO,
                        List.of("critical check db failed: refused"),
                        List.of("db must pass"),
                        Sample.fail("db").critical(),
                        Sample.pass("api")),
                new Row(
                        "something is CRITICAL in a check that is not",
                        Decision.NO_GO,
                        List.of("api is CRITICAL: p95 3 s is CRITICAL (> 2s)"),
                        List.of("api must not be CRITICAL"),
                        Sample.pass("db"),
                        Sample.reached("api", Severity.CRITICAL, "> 2s")),
                new Row(
                        "something is CRITICAL in a check that is down",
                        Decision.NO_GO,
                        List.of("api is CRITICAL: refused"),
                        List.of("api must not be CRITICAL"),
                        Sample.pass("db"),
                        Sample.fail("api").severity(Severity.CRITICAL)),
                new Row(
                        "a critical check is CRITICAL, which is told once",
                        Decision.NO_GO,
                        List.of("critical check api failed: p95 3 s is CRITICAL (> 2s)"),
                        List.of("api must pass"),
                        Sample.pass("db"),
                        Sample.reached("api", Severity.CRITICAL, "> 2s").critical()),
                new Row(
                        "it goes before HOLD, and what is undecided is still missing",
                        Decision.NO_GO,
                        List.of("critical check db failed: refused"),
                        List.of("db must pass", "api must pass"),
                        Sample.fail("db").critical(),
                        Sample.unknown("api"),
                        Sample.pass("disk")),
                new Row(
                        "each that failed is named",
                        Decision.NO_GO,
                        List.of("critical check db failed: refused", "critical check mq failed: refused"),
                        List.of("db must pass", "mq must pass"),
                        Sample.fail("db").critical(),
                        Sample.fail("mq").critical()));
    }

    static Stream<Row> hold() {
        return Stream.of(
                new Row(
                        "something is unknown",
                        Decision.HOLD,
                        List.of("api is UNKNOWN: p95 was not measured"),
                        List.of("api must pass"),
                        Sample.pass("db"),
                        Sample.unknown("api")),
                new Row(
                        "something was not run",
                        Decision.HOLD,
                        List.of("api is SKIPPED: it depends on db, which did not pass"),
                        List.of("api must pass"),
                        Sample.fail("db"),
                        Sample.skipped("api", "db"),
                        Sample.pass("disk")),
                new Row(
                        "something was not run yet",
                        Decision.HOLD,
                        List.of("api is PENDING: not run yet"),
                        List.of("api must pass"),
                        Sample.pass("db"),
                        Sample.pending("api")),
                new Row(
                        "something is HIGH",
                        Decision.HOLD,
                        List.of("api is HIGH: p95 3 s is HIGH (> 2s)"),
                        List.of("api must not be HIGH"),
                        Sample.pass("db"),
                        Sample.reached("api", Severity.HIGH, "> 2s")),
                new Row(
                        "a critical check failed, but not often enough",
                        Decision.HOLD,
                        List.of("critical check db failed, but not often enough in a row yet (2): refused"),
                        List.of("db must pass"),
                        Sample.fail("db").critical().inconclusive(2),
                        Sample.pass("api")),
                new Row(
                        "a critical check was CRITICAL, but not often enough",
                        Decision.HOLD,
                        List.of("critical check db failed, but not often enough in a row yet (1):"
                                + " p95 3 s is CRITICAL (> 2s)"),
                        List.of("db must pass"),
                        Sample.reached("db", Severity.CRITICAL, "> 2s")
                                .critical()
                                .inconclusive(1),
                        Sample.pass("api")),
                new Row(
                        "nothing is verified where all silence is ignored",
                        Decision.HOLD,
                        List.of("nothing was verified"),
                        List.of("at least one check must pass"),
                        Sample.ignored("sms"),
                        Sample.ignored("mail")),
                new Row(
                        "nothing is verified where all is down that is not critical",
                        Decision.HOLD,
                        List.of("nothing was verified"),
                        List.of("at least one check must pass"),
                        Sample.fail("sms")),
                new Row(
                        "there is no finding at all",
                        Decision.HOLD,
                        List.of("nothing was verified"),
                        List.of("at least one check must pass")));
    }

    static Stream<Row> go() {
        return Stream.of(
                new Row(
                        "all passed",
                        Decision.GO,
                        List.of("all 2 checks passed"),
                        List.of(),
                        Sample.pass("db"),
                        Sample.pass("api")),
                new Row("the only one passed", Decision.GO, List.of("the check passed"), List.of(), Sample.pass("db")),
                new Row(
                        "a target was missed",
                        Decision.GO,
                        List.of("all 2 checks passed, 1 with a warning"),
                        List.of(),
                        Sample.pass("db"),
                        Sample.warn("api")),
                new Row(
                        "LOW and MEDIUM are no more than warnings",
                        Decision.GO,
                        List.of("all 3 checks passed, 2 with a warning"),
                        List.of(),
                        Sample.pass("db"),
                        Sample.reached("api", Severity.LOW, "> 1s"),
                        Sample.reached("web", Severity.MEDIUM, "> 1s")),
                new Row(
                        "what is ignored does not hold it up, and is not counted as passed",
                        Decision.GO,
                        List.of("1 of 2 checks passed"),
                        List.of(),
                        Sample.pass("db"),
                        Sample.ignored("sms")),
                new Row(
                        "a failure that is not critical counts in the score alone",
                        Decision.GO,
                        List.of("1 of 2 checks passed"),
                        List.of(),
                        Sample.pass("db"),
                        Sample.fail("sms")));
    }

    @ParameterizedTest
    @MethodSource({"noGo", "hold", "go"})
    void the_first_rule_that_holds_decides_and_is_named(Row row) {
        Verdict verdict = decide(row.samples().toArray(new Sample[0]));
        assertThat(verdict.decision()).isEqualTo(row.decision());
        assertThat(verdict.reasons()).isEqualTo(row.reasons());
        assertThat(verdict.missing()).isEqualTo(row.missing());
    }

    @Test
    void a_verdict_carries_the_findings_the_time_and_the_names() {
        Verdict verdict = decide(Sample.pass("db"), Sample.warn("api"));
        assertThat(verdict.plan()).isEqualTo("orders");
        assertThat(verdict.phase()).isEqualTo("startup");
        assertThat(verdict.findings()).extracting(Finding::check).containsExactly("db", "api");
        assertThat(verdict.at()).isEqualTo(Sample.AT);
        assertThat(verdict.took()).isEqualTo(Duration.ofSeconds(2));
        assertThat(verdict).hasToString("orders / startup: GO, score 7.50/10 (75.0 %)");
    }

    @Nested
    class ByScore {

        static Stream<Arguments> scores() {
            return Stream.of(
                    Arguments.of("8/8", new Sample[] {Sample.pass("a").weight(4)}),
                    Arguments.of("4/8", new Sample[] {Sample.warn("a").weight(4)}),
                    Arguments.of("1/2", new Sample[] {Sample.warn("a")}),
                    Arguments.of("0/8", new Sample[] {Sample.fail("a").weight(4)}),
                    Arguments.of("0/8", new Sample[] {Sample.unknown("a").weight(4)}),
                    Arguments.of("0/8", new Sample[] {Sample.pending("a").weight(4)}),
                    Arguments.of("0/8", new Sample[] {Sample.skipped("a", "b").weight(4)}),
                    Arguments.of("0/0", new Sample[] {Sample.ignored("a").weight(4)}),
                    Arguments.of("0/0", new Sample[0]),
                    Arguments.of("9/18", new Sample[] {
                        Sample.pass("a").weight(3),
                        Sample.warn("b").weight(3),
                        Sample.fail("c").weight(3),
                        Sample.ignored("d").weight(99)
                    }),
                    Arguments.of("2000000/4000000", new Sample[] {
                        Sample.pass("a").weight(1_000_000), Sample.fail("b").weight(1_000_000)
                    }));
        }

        @ParameterizedTest
        @MethodSource("scores")
        void a_pass_counts_its_weight_a_warning_half_and_the_ignored_not_at_all(String halves, Sample[] samples) {
            Score score = decide(samples).score();
            assertThat(score.earnedHalves() + "/" + score.totalHalves()).isEqualTo(halves);
        }

        /** Peers' case K33: 14.5 of 25 fails 58 % there, by one unit in the last place. */
        @Test
        void it_is_compared_exactly() {
            Sample[] samples = {
                Sample.pass("a").weight(14), Sample.warn("b"), Sample.fail("c").weight(10)
            };
            assertThat(decide(0.58, 0.58, samples).decision()).isEqualTo(Decision.GO);
            assertThat(decide(0.58, 0.581, samples).decision()).isEqualTo(Decision.HOLD);
            assertThat(decide(0.581, 0.581, samples).decision()).isEqualTo(Decision.NO_GO);
        }

        @ParameterizedTest
        @CsvSource({
            "0.75, 0.9, 90, GO",
            "0.75, 0.9, 89, HOLD",
            "0.75, 0.9, 75, HOLD",
            "0.75, 0.9, 74, NO_GO",
            "1,    1,   99, NO_GO",
            "0,    1,   99, HOLD",
            "0,    0,    1, GO",
        })
        void either_limit_is_met_at_its_very_value(double hold, double go, int passed, Decision decision) {
            Verdict verdict = decide(
                    hold, go, Sample.pass("a").weight(passed), Sample.fail("b").weight(100 - passed));
            assertThat(verdict.decision()).isEqualTo(decision);
        }

        @Test
        void the_sentences_name_score_and_limit() {
            Verdict held = decide(
                    0.75, 0.9, Sample.pass("a").weight(8), Sample.fail("b").weight(2));
            assertThat(held.reasons()).containsExactly("score 8.00/10 (80.0 %) is below 90 %");
            assertThat(held.missing()).containsExactly("the score must reach 90 %");
            Verdict stopped = decide(0.755, 0.9, Sample.pass("a"), Sample.fail("b"));
            assertThat(stopped.reasons()).containsExactly("score 5.00/10 (50.0 %) is below 75.5 %");
            assertThat(stopped.missing()).containsExactly("the score must reach 90 %");
        }

        @Test
        void what_is_undecided_may_still_pass_and_does_not_stop_it() {
            for (Sample open : List.of(
                    Sample.unknown("b"),
                    Sample.pending("b"),
                    Sample.skipped("b", "a"),
                    Sample.fail("b").critical().inconclusive(1))) {
                assertThat(decide(0.75, 0.9, Sample.pass("a"), open.weight(9)).decision())
                        .isEqualTo(Decision.HOLD);
            }
        }

        /** R4: NO_GO as soon as it can no longer become GO. */
        @Test
        void it_stops_as_soon_as_all_that_is_undecided_could_not_lift_it_any_more() {
            Sample failed = Sample.fail("a").weight(26);
            assertThat(decide(0.75, 0.9, failed, Sample.unknown("b").weight(74)).decision())
                    .isEqualTo(Decision.NO_GO);
            assertThat(decide(0.74, 0.9, failed, Sample.unknown("b").weight(74)).decision())
                    .isEqualTo(Decision.HOLD);
        }

        /** S2.6: of 10, 10, 8.57 and 10 parts the mean is 9.64, and the decision is GO. */
        @Test
        void it_is_shown_rounded_down_with_two_decimals() {
            Verdict verdict = decide(
                    0.75,
                    0.9,
                    Sample.pass("a").weight(7),
                    Sample.pass("b").weight(7),
                    Sample.pass("c").weight(6),
                    Sample.fail("d").weight(1),
                    Sample.pass("e").weight(7));
            assertThat(verdict.score()).hasToString("9.64/10 (96.4 %)");
            assertThat(verdict.decision()).isEqualTo(Decision.GO);
        }

        @Test
        void it_adds_its_sentence_to_those_of_other_rules() {
            Verdict verdict = decide(0.75, 0.9, Sample.fail("db").critical(), Sample.pass("api"));
            assertThat(verdict.reasons())
                    .containsExactly("critical check db failed: refused", "score 5.00/10 (50.0 %) is below 75 %");
            assertThat(verdict.missing()).containsExactly("db must pass", "the score must reach 90 %");
        }
    }
}
