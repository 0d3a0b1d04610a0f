package dev.postflight.verify.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postflight.api.Check;
import dev.postflight.api.Decision;
import dev.postflight.api.Finding;
import dev.postflight.api.Measurement;
import dev.postflight.api.Outcome;
import dev.postflight.api.ProbeResult;
import dev.postflight.api.Reason;
import dev.postflight.api.Unit;
import dev.postflight.api.VerificationPhase;
import dev.postflight.verify.history.Entry;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Checks that may fail for some time, and what waits for them: steps in their order. S4.1, S4.2. */
class WaitUntilTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration DEADLINE = Duration.ofMinutes(30);
    private static final Instant FROM = Instant.parse("2026-03-02T08:00:00Z");

    private final Rehearsal rehearsal = new Rehearsal(FROM.toString());

    /** Sessions are gone after some time. */
    private Rehearsal drained(Duration after, Check sessions, Check... more) {
        VerificationPhase phase =
                VerificationPhase.named("drain").lasting(Duration.ofHours(1)).check(sessions);
        for (Check check : more) {
            phase = phase.check(check);
        }
        phase = phase.every(MINUTE).check(rehearsal.check("shop").weight(40));
        return rehearsal
                .script((check, at) -> check.name().equals("sessions") && at.isBefore(FROM.plus(after))
                        ? ProbeResult.down("5 sessions are active")
                        : ProbeResult.up())
                .run(Duration.ofHours(2), phase);
    }

    private Finding finding(Duration after, String check) {
        return Objects.requireNonNull(rehearsal.verdict(after).finding(check));
    }

    @Test
    void it_only_waits_until_it_passes() {
        drained(MINUTE.multipliedBy(10), rehearsal.check("sessions").critical().waitUntil(DEADLINE));
        Finding waiting = finding(MINUTE.multipliedBy(5), "sessions");
        assertThat(waiting.outcome()).isEqualTo(Outcome.PENDING);
        assertThat(waiting.reason()).isEqualTo(Reason.WAITING);
        assertThat(waiting.cause()).isEqualTo("5 sessions are active");
        assertThat(rehearsal.verdict(MINUTE.multipliedBy(5)).decision()).isEqualTo(Decision.HOLD);
        assertThat(finding(MINUTE.multipliedBy(11), "sessions").outcome()).isEqualTo(Outcome.PASS);
        assertThat(rehearsal.first(Decision.NO_GO)).isNull();
        assertThat(rehearsal.first(Decision.GO))
                .isBetween(MINUTE.multipliedBy(10), MINUTE.multipliedBy(10).plusSeconds(5));
        assertThat(Instant.parse(rehearsal.runs("sessions").get(rehearsal.count("sessions") - 1)))
                .isBetween(
                        FROM.plus(MINUTE.multipliedBy(10)),
                        FROM.plus(MINUTE.multipliedBy(10)).plusSeconds(5));
        assertThat(rehearsal.entries).noneMatch(entry -> entry instanceof Entry.Alerted);
    }

    @Test
    void a_limit_that_is_waited_for_is_no_alert_before_the_deadline() {
        VerificationPhase phase = VerificationPhase.named("drain")
                .lasting(Duration.ofHours(1))
                .check(rehearsal.check("sessions").threshold("active: = 0").waitUntil(DEADLINE))
                .every(MINUTE)
                .check(rehearsal.check("shop").weight(40));
        rehearsal
                .script((check, at) -> ProbeResult.up(Measurement.of("active", 5, Unit.COUNT)))
                .run(Duration.ofMinutes(50), phase);
        assertThat(finding(MINUTE.multipliedBy(5), "sessions").reason()).isEqualTo(Reason.WAITING);
        assertThat(rehearsal.verdict(MINUTE.multipliedBy(5)).decision()).isEqualTo(Decision.HOLD);
        assertThat(rehearsal.first(Decision.NO_GO)).isBetween(DEADLINE, DEADLINE.plusSeconds(5));
        assertThat(rehearsal.entries.stream().filter(Entry.Alerted.class::isInstance))
                .isNotEmpty()
                .allMatch(entry -> !entry.at().isBefore(FROM.plus(DEADLINE)));
    }

    @Test
    void it_fails_from_its_deadline_on() {
        drained(MINUTE.multipliedBy(40), rehearsal.check("sessions").critical().waitUntil(DEADLINE));
        assertThat(finding(DEADLINE.minusNanos(1), "sessions").outcome()).isEqualTo(Outcome.PENDING);
        assertThat(rehearsal.first(Decision.NO_GO)).isBetween(DEADLINE, DEADLINE.plusSeconds(5));
        assertThat(finding(DEADLINE.plusSeconds(5), "sessions").outcome()).isEqualTo(Outcome.FAIL);
        assertThat(finding(MINUTE.multipliedBy(41), "sessions").outcome()).isEqualTo(Outcome.PASS);
        assertThat(rehearsal.phases()).last().isEqualTo("drain ENDED 2026-03-02T09:00:00Z GO");
    }

    @Test
    void what_depends_on_it_waits_as_well() {
        Check migrate = rehearsal.check("migrate").dependsOn("sessions");
        drained(
                MINUTE.multipliedBy(10),
                rehearsal.check("sessions").waitUntil(DEADLINE),
                migrate,
                rehearsal.check("front page").dependsOn("migrate"));
        Finding skipped = finding(MINUTE.multipliedBy(5), "migrate");
        assertThat(skipped.outcome()).isEqualTo(Outcome.SKIPPED);
        assertThat(skipped.reason()).isEqualTo(Reason.BLOCKED_BY);
        assertThat(skipped.cause()).isEqualTo("it depends on sessions, which did not pass");
        assertThat(finding(MINUTE.multipliedBy(5), "front page").cause())
                .isEqualTo("it depends on migrate, which did not pass");
        assertThat(rehearsal.count("migrate")).isEqualTo(1);
        assertThat(rehearsal.runs("migrate").get(0))
                .isEqualTo(rehearsal.runs("sessions").get(rehearsal.count("sessions") - 1));
        assertThat(rehearsal.runs("front page")).isEqualTo(rehearsal.runs("migrate"));
    }

    @Test
    void what_depends_on_it_is_not_run_when_it_fails() {
        drained(
                Duration.ofHours(5),
                rehearsal.check("sessions").waitUntil(DEADLINE),
                rehearsal.check("migrate").dependsOn("sessions"));
        assertThat(rehearsal.count("migrate")).isZero();
        assertThat(rehearsal.last().finding("migrate")).isNotNull();
        assertThat(finding(Duration.ofMinutes(50), "migrate").outcome()).isEqualTo(Outcome.SKIPPED);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 15, 29})
    void what_is_run_at_an_offset_counts_from_the_beginning_of_the_phase(int minutes) {
        Duration offset = MINUTE.multipliedBy(minutes);
        rehearsal
                .script((check, at) ->
                        check.name().equals("sessions") ? ProbeResult.down("5 sessions") : ProbeResult.up())
                .run(
                        Duration.ofHours(1),
                        VerificationPhase.named("drain")
                                .every(MINUTE)
                                .check(rehearsal.check("shop").weight(40))
                                .at(offset)
                                .check(rehearsal.check("sessions").critical().waitUntil(DEADLINE)));
        assertThat(finding(offset.minusNanos(1), "sessions").reason()).isEqualTo(Reason.NOT_DUE);
        assertThat(finding(offset, "sessions").reason()).isEqualTo(Reason.WAITING);
        assertThat(rehearsal.first(Decision.NO_GO)).isBetween(DEADLINE, DEADLINE.plusSeconds(5));
    }

    @Test
    void silence_waits_like_any_failure() {
        VerificationPhase phase = VerificationPhase.named("drain")
                .every(MINUTE)
                .check(rehearsal.check("shop").weight(40))
                .at(MINUTE)
                .check(rehearsal.check("sessions").critical().waitUntil(DEADLINE));
        rehearsal
                .script((check, at) ->
                        check.name().equals("sessions") ? ProbeResult.silent("no route") : ProbeResult.up())
                .run(Duration.ofHours(1), phase);
        assertThat(finding(MINUTE.multipliedBy(20), "sessions").outcome()).isEqualTo(Outcome.PENDING);
        assertThat(rehearsal.verdict(MINUTE.multipliedBy(20)).decision()).isEqualTo(Decision.HOLD);
        assertThat(finding(MINUTE.multipliedBy(40), "sessions").outcome()).isEqualTo(Outcome.FAIL);
        assertThat(rehearsal.verdict(MINUTE.multipliedBy(40)).decision()).isEqualTo(Decision.NO_GO);
    }
}
