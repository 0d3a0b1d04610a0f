package dev.postflight.verify.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postflight.api.Alert;
import dev.postflight.api.Check;
import dev.postflight.api.ProbeResult;
import dev.postflight.api.SilenceRule;
import dev.postflight.api.VerificationPhase;
import dev.postflight.api.VerificationPlan;
import dev.postflight.verify.report.Course;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How long a condition has held does not hang on the phase in which somebody looks. */
class HoldingAcrossPhasesTest {

    private static VerificationPhase phase(String name, String threshold) {
        return VerificationPhase.named(name)
                .every(Duration.ofMinutes(1))
                .check(Check.of("api", timeout -> ProbeResult.up())
                        .onSilence(SilenceRule.HOLD)
                        .threshold(threshold))
                .check(Check.of("other", timeout -> ProbeResult.up()).weight(100));
    }

    /** The second phase begins at 3 min. */
    @ParameterizedTest(name = "{0}: {1} fires at {2} min")
    @CsvSource(
            delimiter = '|',
            value = {
                "latency: MEDIUM > 500ms for 5m             | TTTTTTTT   | 5",
                "all of (latency > 500ms for 5m, latency > 400ms): MEDIUM | TTTTTTTT | 5",
                "latency: MEDIUM > 500ms for 5m             | TTTFTTTTTT | 9",
                "latency: MEDIUM > 500ms for 5m             | FTTTTTTT   | 6",
                "latency: MEDIUM > 500ms for 5m             | TT!!!!TTTTTT | 11",
            })
    void a_level_fires_at_the_same_time_as_in_one_phase(String threshold, String seen, long minute) {
        VerificationPlan plan = VerificationPlan.named("shop")
                .phase(phase("first", threshold).lasting(Duration.ofMinutes(3)))
                .phase(phase("second", threshold))
                .build();
        Course course = Simulation.of(plan)
                .from(Letters.BEGIN)
                .lasting(Duration.ofMinutes(20))
                .script(Letters.of("api", seen))
                .run();
        assertThat(course.phases()).hasSize(2);
        assertThat(course.alerts()).extracting(Alert::firedAt).containsExactly(Letters.minute(minute));
    }
}
