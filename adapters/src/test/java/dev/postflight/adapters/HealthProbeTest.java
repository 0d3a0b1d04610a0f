package dev.postflight.adapters;

import static dev.postflight.adapters.Asking.told;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.postflight.adapters.Heard.Meaning;
import dev.postflight.api.Scale;
import dev.postflight.api.SilenceRule;
import dev.postflight.api.Unit;
import dev.postflight.api.spi.ProbeResources;
import dev.postflight.api.spi.ProbeTypes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What all adapted checks share. */
@SuppressWarnings("NullAway") // nulls are among what is tested
class HealthProbeTest {

    private static HealthProbe saying(Meaning meaning, Map<?, ?> details) {
        return new HealthProbe("orders", () -> new Heard(meaning, meaning.name(), null, details));
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "free,      free",
                "free.now,  free.now",
                "free-now,  free-now",
                "free now,  free_now",
                "5xx,       _5xx",
                "-1,        _-1",
                "größe,     gr__e",
                "\"\",      _",
                "a/b:c,     a_b_c"
            })
    void names_of_details_become_names_of_metrics(String name, String metric) {
        assertThat(Details.metric(name)).isEqualTo(metric);
        assertThat(told(saying(Meaning.UP, Map.of(name, 1)))).isEqualTo("UP [" + metric + " 1]");
    }

    @Test
    void a_long_name_is_cut() {
        assertThat(Details.metric("x".repeat(200))).hasSize(100);
        assertThat(Details.metric("5".repeat(200))).hasSize(100).startsWith("_5");
    }

    @Test
    void a_name_that_is_none_is_a_name_all_the_same() {
        Map<Object, Object> details = new LinkedHashMap<>();
        details.put(null, 1);
        details.put(7, 2);
        assertThat(told(saying(Meaning.UP, details))).isEqualTo("UP [null 1, _7 2]");
    }

    @Test
    void of_many_details_some_are_told() {
        Map<String, Object> details = new LinkedHashMap<>();
        for (int i = 0; i < 50; i++) {
            details.put("d" + i, "x".repeat(i * 100));
        }
        assertThat(told(saying(Meaning.DOWN, details)))
                .startsWith("DOWN orders: DOWN (d0=, d1=xxxx")
                .hasSizeLessThan(1_100);
        Map<String, Object> shorter = new LinkedHashMap<>();
        for (int i = 0; i < 50; i++) {
            shorter.put("d" + i, "x");
        }
        assertThat(told(saying(Meaning.DOWN, shorter))).endsWith("d19=x and 30 more)");
    }

    @Test
    void what_has_no_end_is_not_told() {
        List<Object> itself = new ArrayList<>();
        itself.add(List.of(itself));
        List<Integer> million = Collections.nCopies(1_000_000, 1);
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("itself", itself);
        details.put("million", million);
        details.put("few", List.of(1, 2));
        assertThat(told(saying(Meaning.DOWN, details)))
                .isEqualTo("DOWN orders: DOWN (itself=(its text could not be had), million=…, few=[1, 2])");
    }

    @Test
    void a_thread_that_was_interrupted_before_asks_nothing() {
        Thread.currentThread().interrupt();
        assertThat(told(saying(Meaning.UP, Map.of())))
                .isEqualTo("THROWN InterruptedException: interrupted before orders was asked");
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }

    @Test
    void it_says_what_it_is() {
        HealthProbe probe = saying(Meaning.UP, Map.of());
        assertThat(probe).hasToString("orders");
        assertThat(probe.wanted()).isEqualTo("status UP");
        assertThat(probe.alsoUp("WEAK").alsoUp("BUSY").wanted()).isEqualTo("status UP or BUSY or WEAK");
        assertThat(probe.silence()).isEqualTo(SilenceRule.FAIL);
        assertThat(probe.metrics()).as("not known before it has run").isEmpty();
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", " ", "UP", "DOWN", "OUT_OF_SERVICE", "UNKNOWN"})
    void a_status_that_is_good_enough_is_one_of_ones_own(String status) {
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> saying(Meaning.UP, Map.of()).alsoUp(new String[] {status}))
                .withMessage("status: " + status
                        + " (expected: one of your own, none of UP, DOWN, OUT_OF_SERVICE, UNKNOWN)");
    }

    @Test
    void units_are_of_metrics() {
        HealthProbe probe = saying(Meaning.UP, Map.of("free", 2048));
        assertThat(told(probe.unit("free", Unit.BYTES))).isEqualTo("UP [free 2 KiB]");
        for (Runnable wrong : List.<Runnable>of(
                () -> probe.unit("a b", Unit.BYTES),
                () -> probe.unit(null, Unit.BYTES),
                () -> probe.unit("free", (Unit) null),
                () -> probe.unit("free", (Scale) null),
                () -> probe.unit("free", Unit.BYTES).unit("free", Unit.COUNT),
                probe::alsoUp)) {
            assertThatExceptionOfType(IllegalArgumentException.class)
                    .isThrownBy(wrong::run)
                    .withMessageContaining(" (expected: ");
        }
    }

    @Test
    void figures_in_other_units_are_measured_in_the_base_unit() {
        HealthProbe probe = saying(Meaning.UP, Map.of("memoryPercent", 71.5, "ping", 12, "huge", 1e308));
        assertThat(told(probe.unit("memoryPercent", Scale.of("%"))
                        .unit("ping", Scale.of("ms"))
                        .unit("huge", Scale.of("GiB"))))
                .as("what no double can hold is not measured")
                .startsWith("UP [")
                .contains("memoryPercent 71.5 %", "ping 12 ms")
                .doesNotContain("huge");
    }

    @ParameterizedTest
    @CsvSource({"bytes, 2 KiB", "BYTES, 2 KiB", "KiB, 2 MiB", "GiB, 2 TiB"})
    void a_plan_that_is_written_says_what_numbers_are_in(String unit, String free) {
        ProbeResources resources = ProbeResources.none().and("orders", saying(Meaning.UP, Map.of("free", 2048)));
        assertThat(told(ProbeTypes.load().create("health-check", Map.of("units", Map.of("free", unit)), resources)))
                .isEqualTo("UP [free " + free + "]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"miles", "", "Ms", "10 ms", "10"})
    void what_is_no_unit_is_refused_with_the_name_of_the_metric(String unit) {
        ProbeResources resources = ProbeResources.none().and("orders", saying(Meaning.UP, Map.of()));
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() ->
                        ProbeTypes.load().create("health-check", Map.of("units", Map.of("free", unit)), resources))
                .withMessage("free: unit: \"" + unit + "\" (expected: one of seconds, bytes, ratio, count, per_second,"
                        + " or a symbol such as ms, % or MiB)");
    }

    @Test
    void a_plan_that_is_written_can_name_one() {
        ProbeResources resources = ProbeResources.none()
                .and(
                        "orders",
                        new HealthProbe("orders", () -> new Heard(Meaning.OTHER, "WEAK", null, Map.of("free", 2048))));
        assertThat(told(ProbeTypes.load()
                        .create(
                                "health-check",
                                Map.of("check", "orders", "alsoUp", List.of("WEAK"), "units", Map.of("free", "bytes")),
                                resources)))
                .isEqualTo("UP [free 2 KiB]");
        assertThat(told(ProbeTypes.load().create("health-check", Map.of(), resources)))
                .startsWith("DOWN orders: WEAK, a status of its own");
    }

    @Test
    void the_timeout_is_not_its_business() throws Exception {
        assertThat(saying(Meaning.UP, Map.of()).run(Duration.ofNanos(1))).isNotNull();
    }
}
