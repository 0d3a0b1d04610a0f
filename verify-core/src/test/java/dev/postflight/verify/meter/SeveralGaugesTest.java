package dev.postflight.verify.meter;

import static dev.postflight.verify.meter.Said.figures;
import static dev.postflight.verify.meter.Said.silence;
import static org.assertj.core.api.Assertions.assertThat;

import dev.postflight.api.Unit;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Gauges of one name that become one figure. */
class SeveralGaugesTest {

    private final MeterRegistry registry = new SimpleMeterRegistry();
    private final MeterGaugeProbe pending = MeterProbes.gauge(registry, "pending", Unit.COUNT);

    private void pool(String name, double value) {
        Gauge.builder("pending", () -> value).tag("pool", name).register(registry);
    }

    private void assertTold(MeterGaugeProbe probe, double value) throws Exception {
        assertThat(figures(probe)).isEqualTo(Map.of("value", value));
        assertThat(probe.read()).isEqualTo(value);
    }

    private void assertSilent(MeterGaugeProbe probe, String cause) throws Exception {
        assertThat(silence(probe)).isEqualTo(cause);
        assertThat(probe.read())
                .satisfies(value -> assertThat(Double.isFinite(value)).isFalse());
    }

    @Test
    void they_are_taken_together_as_it_is_said() throws Exception {
        pool("orders", 1);
        pool("stock", 2);
        pool("mail", 6);
        assertTold(pending.sum(), 9);
        assertTold(pending.max(), 6);
        assertTold(pending.min(), 1);
        assertTold(pending.mean(), 3);
        assertTold(pending.sum().max(), 6);
    }

    @Test
    void without_a_word_they_are_silence_that_says_what_could_be_said() throws Exception {
        pool("orders", 1);
        pool("stock", 2);
        assertSilent(
                pending, "2 meters are called pending (expected: one; add tags, or say sum(), max(), min() or mean())");
    }

    @Test
    void one_alone_is_what_it_is() throws Exception {
        pool("orders", -3);
        for (MeterGaugeProbe probe : List.of(pending, pending.sum(), pending.max(), pending.min(), pending.mean())) {
            assertTold(probe, -3);
        }
    }

    @Test
    void those_that_come_and_go_are_followed() throws Exception {
        MeterGaugeProbe sum = pending.sum();
        assertSilent(sum, "there is no gauge pending");
        pool("orders", 1);
        pool("stock", 2);
        assertTold(sum, 3);
        registry.remove(registry.get("pending").tag("pool", "stock").meter());
        assertTold(sum, 1);
    }

    @Test
    void the_heap_has_as_many_gauges_as_the_collector_has_spaces() throws Exception {
        new JvmMemoryMetrics().bindTo(registry);
        MeterGaugeProbe heap = MeterProbes.gauge(registry, "jvm.memory.used", Unit.BYTES, "area", "heap");
        assertThat(figures(heap.sum()).getOrDefault("value", 0.0)).isPositive();
    }

    @Test
    void of_time_they_are_in_seconds() throws Exception {
        TimeGauge.builder("age", () -> 1_500, TimeUnit.MILLISECONDS)
                .tag("queue", "a")
                .register(registry);
        TimeGauge.builder("age", () -> 2, TimeUnit.SECONDS).tag("queue", "b").register(registry);
        assertTold(MeterProbes.gauge(registry, "age", Unit.SECONDS).sum(), 3.5);
    }

    /** One that is not known would be taken for zero in a sum, and for the best in a maximum. */
    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void one_that_is_no_finite_number_makes_all_of_them_silent_and_is_named(double value) throws Exception {
        pool("orders", 1);
        pool("stock", value);
        String is = "pending with pool=stock is "
                + (Double.isNaN(value)
                        ? "not a number, as is said of a gauge whose object is gone"
                        : value > 0 ? "infinite" : "minus infinite");
        for (MeterGaugeProbe probe : List.of(pending.sum(), pending.max(), pending.min(), pending.mean())) {
            assertSilent(probe, is);
        }
    }

    @Test
    void a_meter_of_another_kind_among_them_makes_all_of_them_silent_and_is_named() throws Exception {
        pool("orders", 1);
        registry.counter("pending", "pool", "stock").increment();
        assertSilent(pending.sum(), "pending with pool=stock is a counter (expected: gauges alone)");
        registry.remove(registry.get("pending").gauge());
        assertSilent(pending.sum(), "there is no gauge pending, but a counter of that name");
    }

    @Test
    void a_sum_that_no_double_can_hold_is_silence() throws Exception {
        pool("orders", Double.MAX_VALUE);
        pool("stock", Double.MAX_VALUE);
        assertSilent(pending.sum(), "2 gauges pending add up to infinite (expected: a finite number)");
        assertTold(pending.max(), Double.MAX_VALUE);
    }
}
