package dev.postflight.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ProbeGroupTest {

    private static final Duration SECOND = Duration.ofSeconds(1);

    private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 5);

    private static GaugeProbe gauge(String metric, Unit unit, double value) {
        return GaugeProbe.of(metric, unit, () -> value);
    }

    private ProbeGroup group(String name, Probe part) {
        return ProbeGroup.of(now::get, name, part);
    }

    @Test
    void each_metric_has_the_name_of_its_part() throws Exception {
        ProbeGroup group =
                ProbeGroup.of("cpu", gauge("usage", Unit.RATIO, 0.5)).and("heap", gauge("used", Unit.BYTES, 7));
        assertThat(group.run(SECOND))
                .isEqualTo(ProbeResult.up(
                        Measurement.of("cpu.usage", 0.5, Unit.RATIO), Measurement.of("heap.used", 7, Unit.BYTES)));
        assertThat(group.metrics()).isEqualTo(Map.of("cpu.usage", Unit.RATIO, "heap.used", Unit.BYTES));
        assertThat(group.wanted()).isEqualTo("cpu up, heap up");
    }

    @Test
    void metrics_are_open_when_those_of_a_part_are() {
        assertThat(group("a", Plans.PROBE).and("b", gauge("x", Unit.COUNT, 1)).metrics())
                .isEmpty();
    }

    @Test
    void one_that_is_down_brings_all_down_and_keeps_what_was_measured() throws Exception {
        ProbeResult result = group("a", timeout -> ProbeResult.down("full", Measurement.of("x", 1, Unit.COUNT)))
                .and("b", gauge("x", Unit.COUNT, 2))
                .and("c", timeout -> ProbeResult.down("late"))
                .run(SECOND);
        assertThat(result)
                .isEqualTo(ProbeResult.down(
                        "a: full; c: late",
                        Measurement.of("a.x", 1, Unit.COUNT),
                        Measurement.of("b.x", 2, Unit.COUNT)));
    }

    @Test
    @SuppressWarnings("NullAway")
    void one_that_is_silent_silences_all() throws Exception {
        Probe up = Plans.PROBE;
        assertThat(group("a", up)
                        .and("b", timeout -> ProbeResult.silent("gone"))
                        .run(SECOND))
                .isEqualTo(ProbeResult.silent("b: gone"));
        assertThat(group("a", up).and("b", timeout -> null).run(SECOND)).isEqualTo(ProbeResult.silent("b: no result"));
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> group("a", timeout -> {
                            throw new IllegalStateException("broken");
                        })
                        .run(SECOND));
    }

    @Test
    void the_parts_share_one_timeout() throws Exception {
        List<Duration> timeouts = new ArrayList<>();
        Probe slow = timeout -> {
            timeouts.add(timeout);
            now.addAndGet(400_000_000);
            return ProbeResult.up();
        };
        ProbeResult result =
                group("a", slow).and("b", slow).and("c", slow).and("d", slow).run(SECOND);
        assertThat(timeouts).containsExactly(SECOND, Duration.ofMillis(600), Duration.ofMillis(200));
        assertThat(result).isEqualTo(ProbeResult.silent("no time was left for d"));
    }

    @Test
    void silence_is_failure_unless_all_parts_look_through_something_else() {
        Probe through = new Plans.Stub(Map::of, () -> SilenceRule.HOLD);
        assertThat(group("a", through).silence()).isEqualTo(SilenceRule.HOLD);
        assertThat(group("a", through).and("b", Plans.PROBE).silence()).isEqualTo(SilenceRule.FAIL);
    }

    @Test
    @SuppressWarnings("NullAway")
    void names_are_names_of_metrics_and_distinct() {
        ProbeGroup group = group("a", Plans.PROBE);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> group.and("a", Plans.PROBE))
                .withMessage("name: a twice (expected: each name once)");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> group.and("", Plans.PROBE))
                .withMessageStartingWith("name: \"\" (expected: a letter or underscore");
        assertThatExceptionOfType(NullPointerException.class)
                .isThrownBy(() -> group.and("b", null))
                .withMessage("part");
        ProbeGroup most = group;
        for (int i = 1; i < 100; i++) {
            most = most.and("p" + i, Plans.PROBE);
        }
        ProbeGroup full = most;
        assertThatIllegalArgumentException()
                .isThrownBy(() -> full.and("one.more", Plans.PROBE))
                .withMessage("parts: 101 (expected: at most 100 probes in a group)");
    }

    @Test
    void a_part_tells_why_its_metric_is_absent() {
        Probe timer = new Probe() {
            @Override
            public ProbeResult run(Duration timeout) {
                return ProbeResult.up();
            }

            @Override
            public String absence(String metric) {
                return metric.equals("p95") ? "no histogram" : "";
            }
        };
        ProbeGroup group = ProbeGroup.of("web", timer).and("shop", timer);
        assertThat(group.absence("shop.p95")).isEqualTo("no histogram");
        assertThat(group.absence("shop.max")).isEmpty();
        assertThat(group.absence("p95")).isEmpty();
        assertThat(group.absence("shopping.p95")).isEmpty();
    }
}
