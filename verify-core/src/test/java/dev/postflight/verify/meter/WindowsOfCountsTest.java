package dev.postflight.verify.meter;

import static dev.postflight.verify.meter.Said.figures;
import static dev.postflight.verify.meter.Said.silence;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.postflight.api.Probe;
import dev.postflight.api.spi.ProbeResources;
import dev.postflight.api.spi.ProbeTypes;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MockClock;
import io.micrometer.core.instrument.simple.SimpleConfig;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What counters and logs have counted within a time, however often they are looked at. */
class WindowsOfCountsTest {

    private static final Duration WINDOW = Duration.ofMinutes(8);

    private final MockClock clock = new MockClock();
    private final MeterRegistry registry = new SimpleMeterRegistry(SimpleConfig.DEFAULT, clock);

    /** One a second, and a look at the end of each step. */
    private Map<String, Double> after(Duration time, Duration step, Counter counter, Probe probe) throws Exception {
        Map<String, Double> figures = Map.of();
        for (Duration gone = Duration.ZERO; gone.compareTo(time) < 0; gone = gone.plus(step)) {
            counter.increment((double) step.toSeconds());
            clock.add(step);
            figures = figures(probe);
        }
        return figures;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 10, 60, 240})
    void at_every_cadence_it_is_the_same(int seconds) throws Exception {
        Duration step = Duration.ofSeconds(seconds);
        Counter orders = registry.counter("orders");
        Counter errors = registry.counter("logback.events", "level", "error");
        Map<String, Double> counted = after(
                Duration.ofMinutes(40),
                step,
                orders,
                MeterProbes.counter(registry, "orders").over(WINDOW));
        assertThat(counted).containsEntry("rate", 1.0).containsEntry("count", 2_400.0);
        assertThat(counted.getOrDefault("new_count", 0.0)).isBetween(480.0, 480.0 + 30 + seconds);
        Map<String, Double> logged = after(
                Duration.ofMinutes(40),
                step,
                errors,
                MeterProbes.logErrors(registry).over(WINDOW));
        assertThat(logged).containsEntry("rate", 1.0).containsEntry("errors", 2_400.0);
        assertThat(logged.getOrDefault("new_errors", 0.0)).isBetween(480.0, 480.0 + 30 + seconds);
    }

    @Test
    void what_was_counted_before_the_probe_was_made_is_not_new() throws Exception {
        registry.counter("orders").increment(100);
        registry.counter("logback.events", "level", "error").increment(100);
        CounterProbe counter = MeterProbes.counter(registry, "orders").over(WINDOW);
        LogErrorsProbe log = MeterProbes.logErrors(registry).over(WINDOW);
        registry.counter("orders").increment(5);
        registry.counter("logback.events", "level", "error").increment(5);
        clock.addSeconds(10);
        assertThat(figures(counter)).isEqualTo(Map.of("count", 105.0, "new_count", 5.0, "rate", 0.5));
        assertThat(figures(log)).isEqualTo(Map.of("errors", 105.0, "warnings", 0.0, "new_errors", 5.0, "rate", 0.5));
    }

    @Test
    void what_lies_further_back_than_the_window_is_not_new_any_more() throws Exception {
        Counter errors = registry.counter("logback.events", "level", "error");
        LogErrorsProbe probe = MeterProbes.logErrors(registry).over(WINDOW);
        errors.increment(3);
        clock.add(Duration.ofMinutes(4));
        assertThat(figures(probe)).containsEntry("new_errors", 3.0);
        clock.add(Duration.ofMinutes(4));
        assertThat(figures(probe))
                .as("of a look before, which is forgotten since the last one")
                .containsEntry("new_errors", 3.0);
        clock.add(Duration.ofMinutes(4));
        assertThat(figures(probe)).containsEntry("new_errors", 0.0).containsEntry("errors", 3.0);
    }

    @Test
    void a_counter_that_comes_later_has_counted_all_of_it_within_the_window() throws Exception {
        CounterProbe probe = MeterProbes.counter(registry, "orders").over(WINDOW);
        assertThat(silence(probe)).isEqualTo("there is no counter orders");
        clock.addSeconds(10);
        registry.counter("orders").increment(5);
        assertThat(figures(probe)).isEqualTo(Map.of("count", 5.0, "new_count", 5.0, "rate", 0.5));
    }

    @Test
    void one_that_starts_anew_has_counted_from_zero() throws Exception {
        Counter orders = registry.counter("orders");
        orders.increment(100);
        CounterProbe probe = MeterProbes.counter(registry, "orders").over(WINDOW);
        orders.increment(7);
        clock.addSeconds(10);
        figures(probe);
        registry.remove(orders);
        registry.counter("orders").increment(3);
        assertThat(figures(probe)).containsEntry("new_count", 10.0).containsEntry("count", 3.0);
    }

    @Test
    void one_that_throws_does_not_keep_a_plan_from_being_built() {
        FunctionCounter.builder("orders", registry, any -> Double.parseDouble("x"))
                .register(registry);
        FunctionCounter.builder("logback.events", registry, any -> Double.parseDouble("x"))
                .tag("level", "error")
                .register(registry);
        CounterProbe counter = MeterProbes.counter(registry, "orders").over(WINDOW);
        LogErrorsProbe log = MeterProbes.logErrors(registry).over(WINDOW);
        assertThatThrownBy(() -> Said.by(counter)).isInstanceOf(NumberFormatException.class);
        assertThatThrownBy(() -> Said.by(log)).isInstanceOf(NumberFormatException.class);
    }

    @Test
    void a_plan_that_is_written_says_how_far_to_look_back() throws Exception {
        ProbeTypes types = ProbeTypes.load();
        ProbeResources resources = ProbeResources.none().and("meters", registry);
        registry.counter("orders").increment(100);
        registry.counter("logback.events", "level", "error").increment(100);
        Probe counter = types.create("meter-counter", Map.of("name", "orders", "window", "8min"), resources);
        Probe log = types.create("log-errors", Map.of("window", "8min"), resources);
        for (int i = 1; i <= 4; i++) {
            registry.counter("orders").increment(5);
            registry.counter("logback.events", "level", "error").increment(5);
            clock.addSeconds(60);
            assertThat(figures(counter)).containsEntry("new_count", 5.0 * i);
            assertThat(figures(log)).containsEntry("new_errors", 5.0 * i);
        }
    }

    @Test
    void a_window_is_positive() {
        String sentence = "window: PT0S (expected: a positive duration of at most 3650 days)";
        assertThatThrownBy(() -> MeterProbes.counter(registry, "orders").over(Duration.ZERO))
                .hasMessage(sentence);
        assertThatThrownBy(() -> MeterProbes.logErrors(registry).over(Duration.ZERO))
                .hasMessage(sentence);
    }
}
