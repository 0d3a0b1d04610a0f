package dev.postflight.verify.meter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.postflight.api.Probe;
import dev.postflight.api.ProbeResult;
import dev.postflight.api.spi.ProbeResources;
import dev.postflight.api.spi.ProbeTypes;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Probes by name. */
class FactoriesTest {

    private final ProbeTypes types = ProbeTypes.load();
    private final MeterRegistry registry = new SimpleMeterRegistry();
    private final CircuitBreakerRegistry breakers = CircuitBreakerRegistry.ofDefaults();
    private final ProbeResources resources =
            ProbeResources.none().and("meters", registry).and("breakers", breakers);

    private Probe create(String type, Map<String, ?> written) {
        return types.create(type, written, resources);
    }

    static Stream<Arguments> written() {
        return Stream.of(
                Arguments.of("meter-timer", Map.of("name", "http", "tags", Map.of("uri", "/pay"))),
                Arguments.of(
                        "meter-timer",
                        Map.of(
                                "name",
                                "http",
                                "within",
                                List.of("100ms", "1s"),
                                "successTag",
                                "status",
                                "successValues",
                                "200",
                                "window",
                                "5min")),
                Arguments.of("meter-timer", Map.of("name", "http", "sinceLastLook", true, "registry", "meters")),
                Arguments.of("meter-summary", Map.of("name", "sizes", "unit", "bytes", "within", "10kB")),
                Arguments.of("meter-tasks", Map.of("name", "jobs")),
                Arguments.of("meter-gauge", Map.of("name", "queue", "unit", "count")),
                Arguments.of("meter-gauge", Map.of("name", "queue", "unit", "count", "merge", "sum")),
                Arguments.of("meter-gauges", Map.of("name", "queue", "unit", "count", "labelledBy", "zone")),
                Arguments.of("meter-counter", Map.of("name", "orders")),
                Arguments.of("meter-counter", Map.of("name", "orders", "window", "5min")),
                Arguments.of(
                        "meter-ratio",
                        Map.of("part", "payments", "partTags", Map.of("result", "ok"), "whole", "payments")),
                Arguments.of(
                        "meter-share",
                        Map.of("name", "payments", "tag", "result", "values", List.of("ok"), "window", "1h")),
                Arguments.of("log-errors", Map.of()),
                Arguments.of("log-errors", Map.of("window", "1h")),
                Arguments.of("circuit-breakers", Map.of()),
                Arguments.of("circuit-breakers", Map.of("name", "stripe")));
    }

    /** Nothing is there yet. */
    @ParameterizedTest
    @MethodSource("written")
    void what_is_written_makes_a_probe_of_the_application(String type, Map<String, ?> written) throws Exception {
        assertThat(Said.silence(create(type, written))).startsWith("there is no ");
    }

    @ParameterizedTest
    @org.junit.jupiter.params.provider.ValueSource(
            strings = {"cpu", "heap", "gc", "threads", "disk", "file-descriptors", "container", "uptime"})
    void the_machine_needs_nothing_to_be_written(String type) throws Exception {
        ProbeResult result = Said.by(create(type, Map.of()));
        assertThat(type.equals("container") || result instanceof ProbeResult.Up).isTrue();
    }

    @Test
    void what_is_written_is_what_is_made() throws Exception {
        registry.timer("http", "status", "200").record(java.time.Duration.ofSeconds(1));
        registry.timer("http", "status", "500").record(java.time.Duration.ofSeconds(1));
        Probe probe = create("meter-timer", Map.of("name", "http", "errorTag", "status", "errorValues", "500"));
        assertThat(Said.figures(probe)).containsEntry("error_rate", 0.5);
        assertThat(create("meter-timer", Map.of("name", "http", "within", "100ms"))
                        .metrics())
                .containsKey("within_100ms");
        assertThat(create("meter-timer", Map.of("name", "http", "window", "5min"))
                        .metrics())
                .containsKey("rate");
    }

    @ParameterizedTest
    @CsvSource({"max, 4", "min, 2", "sum, 6", "mean, 3"})
    void several_gauges_are_merged_as_it_is_written(String merge, double value) throws Exception {
        Gauge.builder("queue", () -> 2).tag("zone", "a").register(registry);
        Gauge.builder("queue", () -> 4).tag("zone", "b").register(registry);
        Probe probe = create("meter-gauge", Map.of("name", "queue", "unit", "count", "merge", merge));
        assertThat(Said.figures(probe)).isEqualTo(Map.of("value", value));
    }

    @Test
    void what_does_not_go_together_is_refused() {
        assertThatThrownBy(() -> create("meter-timer", Map.of("name", "http", "window", "5min", "sinceLastLook", true)))
                .hasMessageContaining("sinceLastLook: true (expected: false where there is a window)");
        assertThatThrownBy(() -> create("meter-timer", Map.of("name", "http", "successTag", "outcome")))
                .hasMessage("successValues: missing (expected: successTag and successValues together)");
        assertThatThrownBy(() -> create("meter-gauge", Map.of("name", "queue", "unit", "count", "merge", "median")))
                .hasMessageContaining("merge: \"median\" (expected: one of max, min, sum, mean)");
        assertThatThrownBy(() -> create("meter-timer", Map.of("name", "http", "within", "many")))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
