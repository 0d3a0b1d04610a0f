package dev.postflight.api;

import static dev.postflight.api.Plans.PROBE;
import static dev.postflight.api.Plans.faults;
import static org.assertj.core.api.Assertions.assertThat;

import dev.postflight.api.Plans.Stub;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What plans refuse of figures over time and of several metrics, and in which words. */
class FigureFaultTest {

    private static final String PLACE = "phase \"p\": check \"a\": threshold \"";

    @Nested
    class OfAProbe {

        private final Probe server = Stub.reporting(() ->
                Map.of("latency", Unit.SECONDS, "size", Unit.BYTES, "errors", Unit.COUNT, "requests", Unit.COUNT));

        private final Probe ping = Stub.reporting(() -> Map.of("latency", Unit.SECONDS));

        private String fault(Probe probe, String threshold) {
            var faults = faults(VerificationPhase.named("p")
                    .every(Duration.ofMinutes(1))
                    .check(Check.of("a", probe).threshold(threshold)));
            assertThat(faults).as(threshold).hasSizeLessThan(2);
            return faults.isEmpty() ? "accepted" : faults.get(0);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "p95 of latency over 5m: HIGH > 500ms",
                    "rate of requests over 5m: LOW < 10/s",
                    "increase of errors over 5m / increase of requests over 5m: HIGH > 5%",
                    "errors / requests: HIGH > 5%",
                    "size / requests: HIGH > 1MiB",
                    "error_ratio over 1h: HIGH > 1%",
                    "count of size over 1h: LOW < 10",
                    "any of (latency > 1s for 5m, size > 1MB, errors / requests > 5%): HIGH",
                })
        void what_fits_is_accepted(String threshold) {
            assertThat(fault(server, threshold)).isEqualTo("accepted");
        }

        @ParameterizedTest
        @CsvSource(delimiter = '|', textBlock = """
                p95 of delay over 5m: > 1s      | metric: delay (expected: one that the probe reports: [errors, latency, requests, size])
                used / requests: > 1            | metric: used (expected: one that the probe reports: [errors, latency, requests, size])
                any of (latency > 1s, b > 1): LOW | metric: b (expected: one that the probe reports: [errors, latency, requests, size])
                p95 over 5m: > 1s               | metric: none for p95 over 5m (expected: of one of [errors, latency, requests, size])
                p95 of latency over 5m: > 1MB   | unit: BYTES (expected: a duration such as 200ms)
                errors / requests: > 5s         | unit: SECONDS (expected: a ratio such as 5% or 0.05)
                size / latency: > 5MB           | unit: BYTES (expected: a rate such as 10/s)
                latency / size: > 5             | unit: SECONDS / BYTES (expected: units that go together: two of one kind, or one over a count, a ratio or seconds)
                errors / (latency + size): > 5  | unit: SECONDS + BYTES (expected: units that go together: two of one kind, or one over a count, a ratio or seconds)
                all of (size > 5s, errors > 1): LOW | unit: SECONDS (expected: a size such as 512MiB)
                """)
        void what_does_not_fit_is_refused(String threshold, String rest) {
            assertThat(fault(server, threshold)).isEqualTo(PLACE + Threshold.parse(threshold) + "\": " + rest);
        }

        @Test
        void the_only_metric_needs_no_name() {
            assertThat(fault(ping, "p95 over 5m: HIGH > 500ms")).isEqualTo("accepted");
            assertThat(fault(ping, "p95 over 5m: HIGH > 500MB"))
                    .endsWith("unit: BYTES (expected: a duration such as 200ms)");
            assertThat(fault(PROBE, "p95 over 5m: HIGH > 500ms")).isEqualTo("accepted");
        }
    }

    @Nested
    class OfAPhase {

        private final Check check = Check.of("a", PROBE).threshold("p95 of x over 5m: HIGH > 1s");

        @Test
        void a_window_needs_a_check_that_is_run_again() {
            assertThat(faults(check))
                    .containsExactly(PLACE + "p95 of x over 5m: HIGH > 1s\": over: 5 min"
                            + " (expected: a check that is run again: every(…) before check(…))");
            assertThat(faults(VerificationPhase.named("p")
                            .within(Duration.ofSeconds(150))
                            .check(check)))
                    .isEmpty();
            assertThat(faults(VerificationPhase.named("p")
                            .every(Duration.ofSeconds(150))
                            .check(check)))
                    .isEmpty();
        }

        @Test
        void a_window_is_not_shorter_than_two_cadences() {
            assertThat(faults(VerificationPhase.named("p")
                            .every(Duration.ofSeconds(151))
                            .check(check)))
                    .containsExactly(PLACE + "p95 of x over 5m: HIGH > 1s\": over: 5 min"
                            + " (expected: at least two cadences, 302 s)");
        }

        @Test
        void half_of_a_window_fits_into_the_phase() {
            assertThat(faults(VerificationPhase.named("p")
                            .within(Duration.ofSeconds(149))
                            .check(check)))
                    .containsExactly(PLACE + "p95 of x over 5m: HIGH > 1s\": over: 5 min"
                            + " (expected: at most twice the time of the phase, 298 s)");
            assertThat(faults(VerificationPhase.named("p")
                            .lasting(Duration.ofMinutes(2))
                            .every(Duration.ofMinutes(1))
                            .check(check)))
                    .containsExactly(PLACE + "p95 of x over 5m: HIGH > 1s\": over: 5 min"
                            + " (expected: at most twice the time of the phase, 4 min)");
        }

        @Test
        void a_window_of_the_whole_phase_always_fits() {
            assertThat(faults(Check.of("a", PROBE).threshold("max of x over phase: HIGH > 1s")))
                    .isEmpty();
        }
    }
}
