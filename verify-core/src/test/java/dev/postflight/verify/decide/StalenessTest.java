package dev.postflight.verify.decide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postflight.api.Finding;
import dev.postflight.api.Measurement;
import dev.postflight.api.Outcome;
import dev.postflight.api.Reason;
import dev.postflight.api.Severity;
import dev.postflight.api.Unit;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** R1: the last observation is older than its cadence allows. */
class StalenessTest {

    private static final Duration AGE = Duration.ofMinutes(45);
    private static final Instant NOW = Sample.AT.plus(AGE);

    static Stream<Sample> passing() {
        return Stream.of(Sample.pass("api"), Sample.warn("api"), Sample.reached("api", Severity.HIGH, "> 2s"));
    }

    @ParameterizedTest
    @MethodSource("passing")
    void what_passed_is_unknown_when_it_is_stale(Sample sample) {
        Finding stale = Staleness.of(sample.build(), NOW, AGE);
        assertThat(stale.outcome()).isEqualTo(Outcome.UNKNOWN);
        assertThat(stale.reason()).isEqualTo(Reason.STALE);
        assertThat(stale.severity()).isNull();
        assertThat(stale.ignored()).isFalse();
        assertThat(stale.seen()).isEqualTo("nothing new");
        assertThat(stale.cause()).isEqualTo("last observed 45 min ago, which its cadence does not allow");
    }

    static Stream<Sample> notPassing() {
        return Stream.of(
                Sample.fail("api"),
                Sample.unknown("api"),
                Sample.ignored("api"),
                Sample.skipped("api", "db"),
                Sample.pending("api"));
    }

    @ParameterizedTest
    @MethodSource("notPassing")
    void what_did_not_pass_does_not_get_better_by_being_forgotten(Sample sample) {
        Finding finding = sample.build();
        assertThat(Staleness.of(finding, NOW, AGE)).isSameAs(finding);
    }

    @Test
    void what_is_known_of_the_check_is_kept() {
        Finding fresh = Sample.pass("api latency")
                .component("api")
                .critical()
                .weight(7)
                .wanted("p95: < 2s")
                .measurements(Measurement.of("p95", 1, Unit.SECONDS))
                .since(Duration.ofHours(3))
                .tried(9)
                .build();
        Finding stale = Staleness.of(fresh, NOW, AGE);
        assertThat(stale)
                .usingRecursiveComparison()
                .ignoringFields("outcome", "reason", "explanation", "at", "since")
                .isEqualTo(fresh);
    }

    @Test
    void it_is_judged_now_and_unknown_since_the_last_look() {
        Finding stale =
                Staleness.of(Sample.pass("api").since(Duration.ofHours(3)).build(), NOW, AGE);
        assertThat(stale.at()).isEqualTo(NOW);
        assertThat(stale.since()).isEqualTo(Sample.AT);
    }
}
