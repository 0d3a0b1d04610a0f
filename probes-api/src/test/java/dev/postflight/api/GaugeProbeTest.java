package dev.postflight.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class GaugeProbeTest {

    private final AtomicInteger waiting = new AtomicInteger(3);
    private final GaugeProbe probe = GaugeProbe.of("waiting", Unit.COUNT, waiting::get);

    @Test
    void it_reads_the_number_as_it_is_now() throws Exception {
        assertThat(probe.read()).isEqualTo(3);
        waiting.set(4);
        assertThat(probe.read()).isEqualTo(4);
        assertThat(probe.run(Duration.ofSeconds(1)))
                .isEqualTo(ProbeResult.up(Measurement.of("waiting", 4, Unit.COUNT)));
    }

    @Test
    void a_plan_knows_its_metric() {
        assertThat(probe.metrics()).isEqualTo(Map.of("waiting", Unit.COUNT));
        assertThat(probe.silence()).isEqualTo(SilenceRule.FAIL);
    }

    @Test
    @SuppressWarnings("NullAway")
    void it_needs_a_name_a_unit_and_a_number() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> GaugeProbe.of("a b", Unit.COUNT, waiting::get))
                .withMessageStartingWith("metric: \"a b\" (expected: ");
        assertThatExceptionOfType(NullPointerException.class)
                .isThrownBy(() -> GaugeProbe.of("a", null, waiting::get))
                .withMessage("unit");
        assertThatExceptionOfType(NullPointerException.class)
                .isThrownBy(() -> GaugeProbe.of("a", Unit.COUNT, null))
                .withMessage("number");
    }
}
