package dev.postflight.verify.meter;

import static dev.postflight.verify.meter.Said.figures;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.postflight.api.Measurement;
import dev.postflight.api.Probe;
import dev.postflight.api.ProbeResult;
import dev.postflight.api.Scale;
import dev.postflight.api.Unit;
import dev.postflight.api.spi.ProbeResources;
import dev.postflight.api.spi.ProbeTypes;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Meters that are not kept in base units. */
@SuppressWarnings("NullAway") // nulls are among what is tested
class ScalesTest {

    private static final Scale MILLIS = Scale.of("ms");

    private final MeterRegistry registry = new SimpleMeterRegistry();

    @ParameterizedTest
    @CsvSource({"%, 71.5, 0.715", "%, 5.1, 0.051", "ms, 250, 0.25", "MiB, 3, 3145728", "count, 3, 3"})
    void a_gauge_is_told_in_its_base_unit(String scale, double shown, double value) throws Exception {
        Gauge.builder("memory", () -> shown).tag("zone", "a b").register(registry);
        MeterGaugeProbe probe = MeterProbes.gauge(registry, "memory", Scale.of(scale));
        assertThat(Said.by(probe))
                .isEqualTo(ProbeResult.up(
                        Measurement.of("value", value, Scale.of(scale).unit())));
        assertThat(probe.read()).isEqualTo(value);
        assertThat(figures(MeterProbes.gauges(registry, "memory", Scale.of(scale), "zone")))
                .isEqualTo(Map.of("value.a_b", value));
    }

    @Test
    void several_gauges_are_added_up_in_their_base_unit() throws Exception {
        Gauge.builder("age", () -> 250).tag("queue", "a").register(registry);
        Gauge.builder("age", () -> 500).tag("queue", "b").register(registry);
        assertThat(figures(MeterProbes.gauge(registry, "age", MILLIS).sum())).isEqualTo(Map.of("value", 0.75));
    }

    @Test
    void a_gauge_of_time_knows_what_it_is_in() throws Exception {
        TimeGauge.builder("age", () -> 1_500, TimeUnit.MILLISECONDS)
                .tag("queue", "a")
                .register(registry);
        assertThat(figures(MeterProbes.gauge(registry, "age", MILLIS))).isEqualTo(Map.of("value", 1.5));
        assertThat(figures(MeterProbes.gauges(registry, "age", MILLIS, "queue")))
                .isEqualTo(Map.of("value.a", 1.5));
    }

    @Test
    void a_summary_is_told_in_its_base_unit() throws Exception {
        DistributionSummary summary = DistributionSummary.builder("wait")
                .publishPercentiles(0.5)
                .percentilePrecision(3)
                .register(registry);
        TimerProbe probe = MeterProbes.summary(registry, "wait", MILLIS);
        TimerProbe recent = probe.sinceLastLook();
        summary.record(100);
        summary.record(300);
        assertThat(probe.metrics())
                .containsEntry("p95", Unit.SECONDS)
                .containsEntry("total", Unit.SECONDS)
                .containsEntry("count", Unit.COUNT);
        assertThat(figures(probe))
                .containsEntry("count", 2.0)
                .containsEntry("total", 0.4)
                .containsEntry("mean", 0.2)
                .containsEntry("max", 0.3);
        assertThat(figures(probe).getOrDefault("p50", 0.0)).isBetween(0.1, 0.101);
        assertThat(figures(recent)).containsEntry("mean", 0.2).containsEntry("max", 0.3);
        double[] read = new double[3];
        probe.read(read, 0);
        assertThat(read).containsExactly(2, 0.2, 0.3);
    }

    /** Limits are in base units, as thresholds are. */
    @Test
    void buckets_of_a_summary_are_told_in_its_base_unit() throws Exception {
        MeterRegistry buckets = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        DistributionSummary summary = DistributionSummary.builder("wait")
                .serviceLevelObjectives(100, 200, 400)
                .register(buckets);
        TimerProbe probe = MeterProbes.summary(buckets, "wait", MILLIS).within("200ms");
        TimerProbe recent = probe.sinceLastLook();
        for (int wait : new int[] {50, 150, 150, 350}) {
            summary.record(wait);
        }
        for (TimerProbe each : new TimerProbe[] {probe, recent}) {
            assertThat(figures(each)).containsEntry("within_200ms", 0.75).containsEntry("p50", 0.2);
        }
    }

    @Test
    void a_sketch_of_a_summary_is_told_in_its_base_unit() throws Exception {
        SketchRegistry sketches = SketchRegistry.of("wait");
        sketches.summary("wait").record(100);
        assertThat(figures(MeterProbes.summary(sketches, "wait", MILLIS).within("150ms")))
                .containsEntry("within_150ms", 1.0)
                .hasEntrySatisfying("p95", p95 -> assertThat(p95).isBetween(0.1, 0.101));
    }

    @ParameterizedTest
    @ValueSource(strings = {"meter-gauge", "meter-gauges", "meter-summary"})
    void a_plan_that_is_written_says_it_by_its_symbol(String type) throws Exception {
        Gauge.builder("gauge", () -> 250).tag("queue", "a").register(registry);
        registry.summary("summary").record(250);
        String name = type.endsWith("summary") ? "summary" : "gauge";
        Map<String, String> written = type.endsWith("gauges")
                ? Map.of("name", name, "unit", "ms", "labelledBy", "queue")
                : Map.of("name", name, "unit", "ms");
        Probe probe =
                ProbeTypes.load().create(type, written, ProbeResources.none().and("meters", registry));
        assertThat(figures(probe)).containsValue(0.25);
    }

    @ParameterizedTest
    @ValueSource(strings = {"miles", "Ms", "5 ms", "5"})
    void what_is_no_unit_is_refused(String unit) {
        assertThatThrownBy(() -> ProbeTypes.load()
                        .create(
                                "meter-gauge",
                                Map.of("name", "queue", "unit", unit),
                                ProbeResources.none().and("meters", registry)))
                .hasMessageContaining(
                        "unit: \"" + unit + "\" (expected: one of seconds, bytes, ratio, count, per_second,"
                                + " or a symbol such as ms, % or MiB)");
    }

    @Test
    void a_scale_must_be_there() {
        String sentence = "scale: null (expected: what figures are written in)";
        assertThatThrownBy(() -> MeterProbes.gauge(registry, "queue", (Scale) null))
                .hasMessage(sentence);
        assertThatThrownBy(() -> MeterProbes.gauges(registry, "queue", (Scale) null, "zone"))
                .hasMessage(sentence);
        assertThatThrownBy(() -> MeterProbes.summary(registry, "queue", (Scale) null))
                .hasMessage(sentence);
    }
}
