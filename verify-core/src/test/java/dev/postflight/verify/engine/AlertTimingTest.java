package dev.postflight.verify.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postflight.api.Alert;
import dev.postflight.api.Check;
import dev.postflight.api.ProbeResult;
import dev.postflight.api.SilenceRule;
import dev.postflight.api.VerificationPhase;
import dev.postflight.api.VerificationPlan;
import dev.postflight.verify.history.Entry;
import dev.postflight.verify.report.Course;
import java.time.Duration;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * When a level is pending (P), fires (R) or neither (-), observation by observation: the timing of Prometheus' alerting rules
 * (Prometheus, rules/alerting.go and its rule unit tests), and where ours is another. {@code keep_firing_for} is written as a
 * number of good observations in a row: its time in steps, and one more.
 */
class AlertTimingTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    private static Check api(String holding) {
        return Check.of("api", timeout -> ProbeResult.up())
                .threshold("latency: MEDIUM > 500ms" + (holding.equals("0s") ? "" : " for " + holding));
    }

    /** What one level does from observation to observation, without what the failure of the check itself does. */
    private static final class States implements Consumer<Entry> {
        private final StringBuilder states = new StringBuilder();
        private Alert.State last = Alert.State.DROPPED;

        @Override
        public void accept(Entry entry) {
            if (entry instanceof Entry.Alerted alerted
                    && !alerted.alert().rule().equals("fails")) {
                last = alerted.alert().state();
            } else if (entry instanceof Entry.Observed observed
                    && observed.check().equals("api")) {
                states.append(
                        switch (last) {
                            case PENDING -> 'P';
                            case FIRING -> 'R';
                            case RESOLVED, DROPPED -> '-';
                        });
            }
        }
    }

    private static String states(Check check, Duration step, String seen) {
        VerificationPlan plan = VerificationPlan.named("shop")
                .phase(VerificationPhase.named("watch").every(step).check(check))
                .build();
        States states = new States();
        Simulation.of(plan)
                .from(Letters.BEGIN)
                .lasting(step.multipliedBy(seen.length()).minusNanos(1))
                .script(Letters.every(step).and("api", seen))
                .entries(states)
                .run();
        return states.states.toString();
    }

    private static Check recovering(String holding, Duration keep, Duration step) {
        long steps = (keep.toNanos() + step.toNanos() - 1) / step.toNanos();
        return keep.isZero() ? api(holding) : api(holding).recoverAfter((int) steps + 1);
    }

    @ParameterizedTest(name = "{0}: for {1}, keep {2}, step {3}: {4} is {5}")
    @CsvSource({
        "P1,  0s, PT0S,  PT1M, T,          R",
        "P1,  0s, PT0S,  PT5M, TT,         RR",
        "P2,  1m, PT0S,  PT5M, TTTFFTT,    PRR--PR",
        "P3,  5m, PT0S,  PT1M, TTTTTTT,    PPPPPRR",
        "P4,  5m, PT0S,  PT1M, TTTFTTTTTT, PPP-PPPPPR",
        "P5,  1m, PT1M,  PT1M, TTTTFF,     PRRRR-",
        "P6,  1m, PT1M,  PT1M, TF,         P-",
        "P7,  1m, PT3M,  PT1M, TTFFFF,     PRRRR-",
        "P8,  1m, PT3M,  PT1M, TTFFTFFFF,  PRRRRRRR-",
        "P9,  1m, PT30S, PT1M, TTFF,       PRR-",
        "P12, 1m, PT0S,  PT1M, TTFTT,      PR-PR",
    })
    void times_are_those_of_prometheus(
            String id, String holding, Duration keep, Duration step, String seen, String states) {
        assertThat(states(recovering(holding, keep, step), step, seen)).as(id).isEqualTo(states);
    }

    /** P10. There, evaluations that end with an error do not break {@code for}, however many there are. */
    @ParameterizedTest(name = "for {0}: {1} is {2}")
    @CsvSource({
        "5m, T!TTTT,     PPPPPR", // no longer than two cadences and the timeout: as there
        "5m, T!T!T!T,    PPPPPPR", // fires when it is seen, not while it is silent
        "5m, T!!TTTTTT,  PPPPPPPPR", // longer: begins anew at 3 min
        "5m, T!!!!T,     PPP--P", // so long that what was pending is not any more
        "5m, T!!!!TTTTTT, PPP--PPPPPR",
        "1m, T!F,        PP-",
        "1m, !!T,        --P",
    })
    void silence_freezes_what_is_pending_and_a_long_one_drops_it_unlike_there(
            String holding, String seen, String states) {
        Check check = api(holding).onSilence(SilenceRule.HOLD);
        assertThat(states(check, MINUTE, seen)).isEqualTo(states);
    }

    /** There, a rule whose expression has no data is false: what fired is resolved. */
    @ParameterizedTest(name = "{0}, {1}: {2} is {3}")
    @CsvSource({
        "HOLD,   1, TT!!!!!!!!!!!!, PRRRRRRRRRRRRR",
        "FAIL,   1, TT!!!!!!!!!!!!, PRRRRRRRRRRRRR",
        "IGNORE, 1, TT!!!!!!!!!!!!, PRRRRRRRRRRRRR",
        "HOLD,   1, TT!!!!!F,       PRRRRRR-",
        "HOLD,   1, TTDDDF,         PRRRR-", // down, and nobody knows how slow
        "HOLD,   3, TT!F!F!F,       PRRRRRR-",
    })
    void silence_never_resolves_what_fires_unlike_there(
            SilenceRule rule, int recoverAfter, String seen, String states) {
        Check check = api("1m").onSilence(rule).recoverAfter(recoverAfter);
        assertThat(states(check, MINUTE, seen)).isEqualTo(states);
    }

    @ParameterizedTest(name = "recoverAfter {0}: {1} is {2}")
    @CsvSource({
        "2, TTFTFTFF,   PRRRRRR-",
        "3, TTFFTFFTFFF, PRRRRRRRRR-",
        "1, TTFT,       PR-P",
    })
    void good_observations_that_resolve_are_in_a_row(int recoverAfter, String seen, String states) {
        assertThat(states(api("1m").recoverAfter(recoverAfter), MINUTE, seen)).isEqualTo(states);
    }

    /** A phase whose checks score, whatever one of them says, so that it is GO in the end. */
    private static VerificationPhase phase(String name, Check check, Duration step) {
        Check other = Check.of("other", timeout -> ProbeResult.up()).weight(100);
        return VerificationPhase.named(name).every(step).check(check).check(other);
    }

    /**
     * P11. There, an alert goes on with its beginning when the time for which it must hold is made longer, and fires that long
     * after it. Here a level with another time is another level.
     */
    @Test
    void a_level_that_is_changed_is_another_one_and_begins_anew_unlike_there() {
        Duration step = Duration.ofSeconds(15);
        VerificationPlan plan = VerificationPlan.named("shop")
                .phase(phase("short", api("15s"), step).lasting(Duration.ofSeconds(30)))
                .phase(phase("long", api("1h"), step))
                .build();
        States states = new States();
        Course course = Simulation.of(plan)
                .from(Letters.BEGIN)
                .lasting(Duration.ofMinutes(61))
                .script(Letters.of("api", "T"))
                .entries(states)
                .run();
        assertThat(states.states)
                .startsWith("PRP")
                .hasSize(4 * 61 + 1)
                .matches("PRP{240}R+"); // 1 h after the change, which was at 30 s
        assertThat(course.alerts()).hasSize(2);
        assertThat(course.alerts().get(0).resolvedAt()).isEqualTo(Letters.BEGIN.plusSeconds(30));
        assertThat(course.alerts().get(0).seen()).isEqualTo("nobody looks any more");
    }

    @Test
    void what_fires_goes_on_in_the_next_phase_when_its_level_stays_the_same() {
        VerificationPlan plan = VerificationPlan.named("shop")
                .phase(phase("first", api("1m"), MINUTE).lasting(Duration.ofMinutes(3)))
                .phase(phase("second", api("1m"), MINUTE))
                .build();
        States states = new States();
        Course course = Simulation.of(plan)
                .from(Letters.BEGIN)
                .lasting(Duration.ofMinutes(10))
                .script(Letters.of("api", "TTTTTTTF"))
                .entries(states)
                .run();
        assertThat(states.states).startsWith("PRRRRRR-");
        assertThat(course.phases()).hasSize(2);
        assertThat(course.incidents()).hasSize(1);
        assertThat(course.alerts()).singleElement().satisfies(alert -> {
            assertThat(alert.since()).isEqualTo(Letters.BEGIN);
            assertThat(alert.firedAt()).isEqualTo(Letters.minute(1));
            assertThat(alert.resolvedAt()).isEqualTo(Letters.minute(7));
            assertThat(alert.lasted()).isEqualTo(Duration.ofMinutes(6));
        });
    }

    /**
     * P13. There, an alert that was pending before a restart goes on: the time of being down does not count, and it fires no
     * sooner than a grace period after. Here nobody looked, and a longer time than two cadences begins anew.
     */
    @ParameterizedTest(name = "every {0}, bad for {1}, nobody looks for {2}: fires at {3}")
    @CsvSource({
        "PT1M, PT5M,  PT10M, PT40M", // (a) begins anew at 15 min
        "PT1M, PT5M,  PT35M, PT65M", // (b)
        "PT1M, PT20M, PT5M,  PT50M", // (c)
        "PT5M, PT20M, PT5M,  PT25M", // no longer than two cadences: it goes on
    })
    void a_gap_begins_anew_and_has_no_grace_period_unlike_there(
            Duration step, Duration bad, Duration gap, Duration fires) {
        VerificationPlan plan = VerificationPlan.named("shop")
                .phase(VerificationPhase.named("watch").every(step).check(api("25m")))
                .build();
        Course course = Simulation.of(plan)
                .from(Letters.BEGIN)
                .lasting(Duration.ofHours(2))
                .script(Letters.of("api", "T"))
                .clock(bad.plusSeconds(1), clock -> clock.sleep(gap.minusSeconds(1)))
                .run();
        assertThat(course.alerts())
                .singleElement()
                .satisfies(alert -> assertThat(alert.firedAt()).isEqualTo(Letters.BEGIN.plus(fires)));
    }
}
