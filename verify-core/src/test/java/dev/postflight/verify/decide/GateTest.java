package dev.postflight.verify.decide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postflight.api.Availability;
import dev.postflight.api.Criterion;
import dev.postflight.api.Measurement;
import dev.postflight.api.Outlook.Item;
import dev.postflight.api.Outlook.State;
import dev.postflight.api.Reason;
import dev.postflight.api.Severity;
import dev.postflight.api.Unit;
import dev.postflight.verify.observe.Observation;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One exit criterion: met, missing or impossible, and when it can be met at the earliest. */
class GateTest {

    private static final Instant AT = Instant.parse("2026-03-05T08:00:00Z");
    private static final long HOUR = Duration.ofHours(1).toNanos();
    private static final long MINUTE = Duration.ofMinutes(1).toNanos();

    /** What is known, as the test says. */
    private static final class Known implements Facts {
        private long now;
        Availability spent = Availability.NONE;
        int incidents;
        Duration resolution = Duration.ZERO;
        int passes;
        int warned;
        long left = Duration.ofHours(10).toNanos();
        long remaining = left;
        Duration period = Duration.ofHours(1);

        Known spent(double up, double down, int failures) {
            spent = new Availability(hours(up), hours(down), Duration.ZERO, Duration.ZERO, Duration.ZERO, failures);
            return this;
        }

        Known left(double hours) {
            left = hours(hours).toNanos();
            remaining = left;
            return this;
        }

        @Override
        public Availability availability(@Nullable String of) {
            return spent;
        }

        @Override
        public int incidents(@Nullable Severity severity, @Nullable String component) {
            return incidents;
        }

        @Override
        public long resolution(@Nullable String component) {
            return resolution.toNanos();
        }

        @Override
        public int passes(String check) {
            return passes;
        }

        @Override
        public int warned(String check) {
            return warned;
        }

        @Override
        public Instant after(String check, int runs) {
            return AT.plus(period.multipliedBy(runs));
        }

        @Override
        public long left() {
            return left;
        }

        @Override
        public long remaining() {
            return remaining;
        }

        @Override
        public Instant at() {
            return AT;
        }

        @Override
        public long now() {
            return now;
        }
    }

    private static Duration hours(double hours) {
        return Duration.ofNanos(Math.round(hours * HOUR));
    }

    private static Item item(String criterion, Facts facts) {
        return new Gate(Criterion.parse(criterion), Long.MAX_VALUE, 0).item(facts);
    }

    @ParameterizedTest
    @CsvSource({
        // up, down, left, state
        "99,    1,   10, MET",
        "98.99, 1,   10, MISSING",
        "0,     1,   99, MISSING", // exactly enough
        "0,     1,   98.9999999999, IMPOSSIBLE",
        "50,    1,   49, MISSING",
        "50,    1,   48.9999999999, IMPOSSIBLE",
        "50,    1,   0,  IMPOSSIBLE",
        "23.76, 0.24, 0, MET",
        "0,     0.07, 6.93, MISSING",
        "0,     0.3, 29.7, MISSING",
        "3,     0.7, 66.3, MISSING",
        "123.456, 7, 569.544, MISSING"
    })
    void availability_is_impossible_as_soon_as_the_rest_is_too_short(double up, double down, double left, State state) {
        Item item = item("availability: >= 99%", new Known().spent(up, down, 1).left(left));
        assertThat(item.state()).isEqualTo(state);
        assertThat(item.earliest() == null).isEqualTo(state != State.MISSING);
    }

    @Test
    void availability_is_met_as_soon_as_it_has_been_up_long_enough() {
        Item item = item("availability: >= 99%", new Known().spent(50, 1, 1).left(60));
        assertThat(item.earliest()).isEqualTo(AT.plus(Duration.ofHours(49)));
        assertThat(item.seen()).isEqualTo("98 %, down 1 h, unobserved 0 s");
        assertThat(item.cause()).isEqualTo("it takes 2 d 1 h more of being up");
    }

    /** S0.6: more than 99.5 % is not 99.5 %. */
    @Test
    void availability_above_a_limit_is_not_the_limit() {
        assertThat(item("availability: > 99.5%", new Known().spent(199, 1, 1)).state())
                .isEqualTo(State.MISSING);
        assertThat(item("availability: >= 99.5%", new Known().spent(199, 1, 1)).state())
                .isEqualTo(State.MET);
        assertThat(item("availability: > 99.5%", new Known().spent(0, 1, 1).left(199))
                        .state())
                .isEqualTo(State.IMPOSSIBLE);
    }

    @Test
    void without_an_end_all_but_perfection_is_possible() {
        Known endless = new Known().spent(1, 5, 3);
        endless.left = Facts.ENDLESS;
        endless.remaining = Facts.ENDLESS;
        endless.passes = 0;
        assertThat(item("availability: >= 99.9%", endless).state()).isEqualTo(State.MISSING);
        assertThat(item("availability: >= 100%", endless).state()).isEqualTo(State.IMPOSSIBLE);
        assertThat(item("mtbf: >= 168h", endless).state()).isEqualTo(State.MISSING);
        assertThat(item("passes in api: >= 7000", endless).state()).isEqualTo(State.MISSING);
    }

    @Test
    void any_failure_makes_perfection_impossible() {
        assertThat(item("availability: >= 100%", new Known().spent(5, 0, 0)).state())
                .isEqualTo(State.MET);
        assertThat(item("availability: >= 100%", new Known().spent(5, 1e-9, 1)).state())
                .isEqualTo(State.IMPOSSIBLE);
    }

    @ParameterizedTest
    @CsvSource({
        "168, 0, 10, MET",
        "167, 0, 10, MISSING",
        "167, 0, 1,  MISSING",
        "167, 0, 0.9999999999, IMPOSSIBLE",
        "100, 1, 68, MISSING",
        "100, 2, 68, IMPOSSIBLE",
        "100, 2, 236, MISSING",
        "336, 2, 0,  MET",
        "0,   0, 168, MISSING"
    })
    void time_between_failures_is_the_time_up_over_the_failures(double up, int failures, double left, State state) {
        Item item =
                item("mtbf: >= 168h", new Known().spent(up, failures, failures).left(left));
        assertThat(item.state()).isEqualTo(state);
    }

    @Test
    void time_between_failures_without_one_is_at_least_the_time_up() {
        Item item = item("mtbf: >= 2h", new Known().spent(1, 0, 0));
        assertThat(item.seen()).isEqualTo("1 h or more, no failure");
        assertThat(item.earliest()).isEqualTo(AT.plus(Duration.ofHours(1)));
    }

    @ParameterizedTest
    @CsvSource({"3, 3, 10, MISSING", "1, 1, 10, MET", "2, 2, 0, MET", "3, 2, 0, IMPOSSIBLE", "0, 0, 0, MET"})
    void time_to_recovery_may_shrink_until_the_end(double down, int failures, double left, State state) {
        Item item = item(
                "mttr: <= 1h",
                new Known().spent(5, failures == 3 ? 3.5 : down, failures).left(left));
        assertThat(item.state()).isEqualTo(state);
        assertThat(item.earliest()).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "availability: >= 1%",
        "availability in api: > 1%",
        "mttr: < 1h",
        "mtbf: >= 1s",
        "passes in api: >= 1",
        "p95 of latency over phase in api: < 1h",
        "max over phase in api: < 1h",
        "mean of took over phase in api: < 1h",
        "error_ratio over phase in api: < 50%"
    })
    void nothing_observed_is_never_met(String criterion) {
        Item item = item(criterion, new Known());
        assertThat(item.state()).isEqualTo(State.MISSING);
        assertThat(item.cause()).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource({"silence: < 2h", "resolution: < 1h", "incidents: = 0", "incidents.critical in db: <= 1"})
    void what_can_only_grow_is_met_until_it_has(String criterion) {
        assertThat(item(criterion, new Known()).state()).isEqualTo(State.MET);
        Known grown = new Known();
        grown.spent =
                new Availability(Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ofHours(2), 0);
        grown.resolution = Duration.ofHours(1);
        grown.incidents = 2;
        Item item = item(criterion, grown);
        assertThat(item.state()).isEqualTo(State.IMPOSSIBLE);
        assertThat(item.cause()).isEqualTo("that cannot be undone");
        assertThat(item.earliest()).isNull();
    }

    /** S1.2. The run of every hour; what is due at the very end belongs to the next phase. */
    @ParameterizedTest
    @CsvSource({
        "7, 0, 0,      MET",
        "9, 0, 0,      MET",
        "6, 0, 1.0001, MISSING",
        "6, 0, 1,      IMPOSSIBLE",
        "0, 0, 7.5,    MISSING",
        "0, 0, 7,      IMPOSSIBLE"
    })
    void passes_are_impossible_as_soon_as_too_few_runs_are_left(int passes, int warned, double left, State state) {
        Known known = new Known().left(left);
        known.passes = passes;
        known.warned = warned;
        Item item = item("passes in api: >= 7", known);
        assertThat(item.state()).isEqualTo(state);
        assertThat(item.earliest()).isEqualTo(state == State.MISSING ? AT.plus(Duration.ofHours(7 - passes)) : null);
    }

    @Test
    void passes_with_a_warning_count_and_are_told() {
        Known known = new Known();
        known.passes = 5;
        known.warned = 2;
        assertThat(item("passes in api: > 6", known))
                .hasToString("MISSING passes in api: > 6: 5 of 7 in a row, 2 with a warning, 2 more");
        assertThat(item("passes in api: >= 7", known).seen()).isEqualTo("5 of 7 in a row, 2 with a warning");
        assertThat(item("passes in api: > 6", known).seen()).isEqualTo("5 of 7 in a row, 2 with a warning");
        known.left(2);
        assertThat(item("passes in api: >= 7", known).cause())
                .isEqualTo("2 more, which cannot be had in the time that is left");
    }

    @Test
    void passes_are_also_had_during_maintenance() {
        Known known = new Known().left(5);
        known.passes = 1;
        known.remaining = hours(6.5).toNanos();
        assertThat(item("passes in api: >= 7", known).state()).isEqualTo(State.MISSING);
    }

    @Nested
    class A_figure_over_the_phase {

        private final Known known = new Known();

        private void observe(Gate gate, long at, double latency) {
            known.now = at;
            List<Measurement> all = List.of(Measurement.of("latency", latency, Unit.SECONDS));
            gate.observe(
                    new Observation(Reason.MET, "", all, Duration.ofMillis(300).toNanos()), false, at);
        }

        private Gate gate(String criterion, double... values) {
            Gate gate = new Gate(Criterion.parse(criterion), 2 * MINUTE, 0);
            for (int i = 0; i < values.length; i++) {
                observe(gate, i * MINUTE, values[i]);
            }
            return gate;
        }

        @ParameterizedTest
        @CsvSource({
            "mean of latency over phase in api: < 200ms, MISSING, MISSING, IMPOSSIBLE",
            "mean of latency over phase in api: < 500ms, MET,     MET,     MET",
            "max of latency over phase in api: < 500ms,  IMPOSSIBLE, IMPOSSIBLE, IMPOSSIBLE",
            "max of latency over phase in api: <= 600ms, MET,     MET,     MET",
            "min of latency over phase in api: >= 100ms, MET,     MET,     MET",
            "min of latency over phase in api: > 200ms,  IMPOSSIBLE, IMPOSSIBLE, IMPOSSIBLE"
        })
        void may_get_better_unless_it_cannot(String criterion, State early, State late, State end) {
            Gate gate = gate(criterion, 0.1, 0.6, 0.1);
            assertThat(gate.item(known).state()).isEqualTo(early);
            assertThat(gate.item(known.left(0.001)).state()).isEqualTo(late);
            assertThat(gate.item(known.left(0)).state()).isEqualTo(end);
        }

        @Test
        void is_of_the_runs_when_it_says_took() {
            Gate gate = gate("max of took over phase in api: < 250ms", 0.1, 0.1);
            assertThat(gate.item(known))
                    .hasToString("IMPOSSIBLE max of took over phase in api: < 250ms: 300 ms, that cannot be undone");
            assertThat(gate.check()).isEqualTo("api");
        }

        @Test
        void counts_silence_as_a_run_that_took_its_time() {
            Gate gate = gate("max of took over phase in api: < 4s");
            gate.observe(new Observation(Reason.TIMEOUT, "no answer", List.of(), 5_000_000_000L), true, 0);
            assertThat(gate.item(known).state()).isEqualTo(State.IMPOSSIBLE);
        }

        @Test
        void is_missing_while_less_than_half_of_the_time_was_observed() {
            Gate gate = gate("mean of latency over phase in api: < 200ms", 0.1);
            observe(gate, 60 * MINUTE, 0.1);
            assertThat(gate.item(known).state()).isEqualTo(State.MISSING);
            assertThat(gate.item(known).cause()).isEqualTo("too little of the phase was observed");
        }

        @Test
        void grows_less_observed_without_answers() {
            Gate gate = gate("mean of latency over phase in api: < 200ms", 0.1, 0.1, 0.1);
            assertThat(gate.item(known).state()).isEqualTo(State.MET);
            known.now = 60 * MINUTE;
            assertThat(gate.item(known).state()).isEqualTo(State.MISSING);
        }

        @Test
        void counts_silence_that_is_a_failure() {
            Gate gate = gate("error_ratio over phase in api: < 10%", 0.1, 0.1, 0.1, 0.1);
            known.now = 4 * MINUTE;
            gate.observe(new Observation(Reason.TIMEOUT, "no answer", List.of(), 0), true, 4 * MINUTE);
            assertThat(gate.item(known).state()).isEqualTo(State.MISSING);
            assertThat(gate.item(known).seen()).isEqualTo("20 %");
        }
    }
}
