package dev.postflight.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProbeResultTest {

    private static final Measurement P50 = Measurement.of("p50", 0.1, Unit.SECONDS);
    private static final Measurement P95 = Measurement.of("p95", 0.2, Unit.SECONDS);

    @Nested
    class Measurements {

        @Test
        void keep_their_order() {
            assertThat(ProbeResult.up(P95, P50)).isEqualTo(new ProbeResult.Up(List.of(P95, P50)));
            assertThat(ProbeResult.down("slow", P95, P50)).isEqualTo(new ProbeResult.Down("slow", List.of(P95, P50)));
        }

        @Test
        void may_be_missing() {
            assertThat(ProbeResult.up()).isEqualTo(new ProbeResult.Up(List.of()));
        }

        @Test
        void of_one_metric_come_once() {
            Measurement again = Measurement.of("p95", 0.3, Unit.SECONDS);
            String message = "measurements: p95 twice (expected: each metric once)";

            assertThatIllegalArgumentException()
                    .isThrownBy(() -> ProbeResult.up(P95, P50, again))
                    .withMessage(message);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> ProbeResult.down("slow", P95, again))
                    .withMessage(message);
        }

        @ParameterizedTest
        @ValueSource(ints = {2, 3, 12, 13, 14, 100})
        void of_one_metric_come_once_however_many_there_are(int size) {
            List<Measurement> many = new ArrayList<>();
            for (int i = 0; i < size; i++) {
                many.add(Measurement.of("m" + i, i, Unit.COUNT));
            }
            assertThat(new ProbeResult.Up(many).measurements()).hasSize(size);
            many.set(size - 1, Measurement.of("m" + (size / 2 - 1), 0, Unit.COUNT));
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new ProbeResult.Up(many))
                    .withMessage("measurements: m" + (size / 2 - 1) + " twice (expected: each metric once)");
        }

        @Test
        void are_copied() {
            List<Measurement> mine = new ArrayList<>(List.of(P50));
            ProbeResult.Up up = new ProbeResult.Up(mine);
            ProbeResult.Down down = new ProbeResult.Down("slow", mine);
            mine.add(P95);

            assertThat(up.measurements()).containsExactly(P50);
            assertThat(down.measurements()).containsExactly(P50);
            assertThatThrownBy(() -> up.measurements().add(P95)).isInstanceOf(UnsupportedOperationException.class);
            assertThatThrownBy(() -> down.measurements().add(P95)).isInstanceOf(UnsupportedOperationException.class);
        }

        @Test
        @SuppressWarnings("NullAway")
        void are_never_null() {
            assertThatExceptionOfType(NullPointerException.class).isThrownBy(() -> new ProbeResult.Up(null));
            assertThatExceptionOfType(NullPointerException.class)
                    .isThrownBy(() -> new ProbeResult.Up(Arrays.asList(P50, null)));
            assertThatExceptionOfType(NullPointerException.class)
                    .isThrownBy(() -> ProbeResult.down("slow", (Measurement) null));
        }
    }

    @Nested
    class Reasons {

        @Test
        @SuppressWarnings("NullAway")
        void that_are_missing_are_said_to_be() {
            assertThat(ProbeResult.down(null)).isEqualTo(ProbeResult.down("no reason given"));
            assertThat(ProbeResult.down(" \n")).isEqualTo(ProbeResult.down("no reason given"));
            assertThat(ProbeResult.silent("")).isEqualTo(ProbeResult.silent("no reason given"));
            assertThat(ProbeResult.silent((String) null)).isEqualTo(ProbeResult.silent("no reason given"));
            assertThat(ProbeResult.silent((Throwable) null)).isEqualTo(ProbeResult.silent("no reason given"));
            assertThat(ProbeResult.silent("\u200b\u202e")).isEqualTo(ProbeResult.silent("no reason given"));
        }

        @Test
        void are_redacted_however_the_result_is_made() {
            assertThat(ProbeResult.down("password=hunter2").reason()).isEqualTo("password=***");
            assertThat(new ProbeResult.Down("password=hunter2", List.of()).reason())
                    .isEqualTo("password=***");
            assertThat(ProbeResult.silent("password=hunter2").cause()).isEqualTo("password=***");
            assertThat(new ProbeResult.Silent("password=hunter2").cause()).isEqualTo("password=***");
        }
    }
}
