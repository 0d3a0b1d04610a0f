package dev.postflight.verify.meter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.postflight.api.Measurement;
import dev.postflight.api.Probe;
import dev.postflight.api.ProbeResult;
import dev.postflight.api.SilenceRule;
import dev.postflight.api.Unit;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Real figures of the machine that runs this test. */
class MachineProbesTest {

    @TempDir
    Path folder = Path.of(".");

    private static Map<String, Double> figures(Probe probe) throws Exception {
        Map<String, Double> figures = new HashMap<>();
        if (probe.run(Duration.ofSeconds(5)) instanceof ProbeResult.Up up) {
            for (Measurement measurement : up.measurements()) {
                assertThat(probe.metrics()).containsEntry(measurement.metric(), measurement.unit());
                assertThat(measurement.value()).as(measurement.metric()).isFinite();
                if (!measurement.metric().equals("growth")) { // whoever else uses this disk may free some of it
                    assertThat(measurement.value()).as(measurement.metric()).isNotNegative();
                }
                figures.put(measurement.metric(), measurement.value());
            }
        }
        return figures;
    }

    private static double of(Map<String, Double> figures, String metric) {
        return Objects.requireNonNull(figures.get(metric), metric);
    }

    static Stream<Probe> all() {
        return Stream.of(
                MachineProbes.cpu(),
                MachineProbes.heap(),
                MachineProbes.disk(Path.of(".")),
                MachineProbes.fileDescriptors());
    }

    static Stream<Probe> others() {
        return Stream.of(
                MachineProbes.gc(), MachineProbes.threads(), MachineProbes.uptime(), MachineProbes.container());
    }

    /** On this machine there may be no control group. */
    @ParameterizedTest
    @MethodSource("others")
    void what_others_tell_is_finite_and_announced_and_silence_means_hold(Probe probe) throws Exception {
        for (int i = 0; i < 3; i++) {
            figures(probe);
        }
        assertThat(probe.metrics()).isNotEmpty();
        assertThat(probe.silence()).isEqualTo(SilenceRule.HOLD);
    }

    @ParameterizedTest
    @MethodSource("all")
    void what_is_told_is_finite_and_announced_and_silence_means_hold(Probe probe) throws Exception {
        for (int i = 0; i < 3; i++) {
            assertThat(figures(probe)).allSatisfy((metric, value) -> {
                if (probe.metrics().get(metric) == Unit.RATIO) {
                    assertThat(value).as(metric).isBetween(0.0, 1.0);
                }
            });
        }
        assertThat(probe.metrics()).containsEntry("usage", Unit.RATIO);
        assertThat(probe.silence()).isEqualTo(SilenceRule.HOLD);
    }

    @ParameterizedTest
    @MethodSource("all")
    void what_was_told_once_is_told_after_a_garbage_collection_too(Probe probe) throws Exception {
        Map<String, Double> before = figures(probe);
        System.gc();
        assertThat(figures(probe)).containsKeys(before.keySet().toArray(new String[0]));
    }

    @Test
    void the_usage_of_the_heap_is_what_is_used_of_its_limit() throws Exception {
        Map<String, Double> figures = figures(MachineProbes.heap());
        assertThat(figures).containsKeys("usage", "used", "max");
        assertThat(of(figures, "used")).isPositive().isLessThanOrEqualTo(of(figures, "max"));
        assertThat(of(figures, "usage")).isEqualTo(of(figures, "used") / of(figures, "max"));
        double limit = (double) Runtime.getRuntime().maxMemory();
        assertThat(of(figures, "max")).isCloseTo(limit, within(0.2 * limit));
    }

    @Test
    void the_usage_of_a_disk_is_what_is_not_free() throws Exception {
        Map<String, Double> figures = figures(MachineProbes.disk(folder));
        assertThat(figures).containsOnlyKeys("usage", "free", "total");
        assertThat(of(figures, "free")).isLessThanOrEqualTo(of(figures, "total"));
        assertThat(of(figures, "usage")).isEqualTo(1 - of(figures, "free") / of(figures, "total"));
        assertThat(of(figures, "total")).isEqualTo((double) folder.toFile().getTotalSpace());
    }

    /** A path that is not there has 0 of 0 bytes free, which is neither full nor empty. */
    @Test
    void a_disk_that_is_not_there_is_silence() throws Exception {
        assertThat(MachineProbes.disk(folder.resolve("gone")).run(Duration.ofSeconds(5)))
                .isEqualTo(
                        ProbeResult.silent("disk of \"" + folder.resolve("gone").toAbsolutePath()
                                + "\": there is no such file or folder, or none that this process may see"));
    }

    @Test
    void the_usage_of_file_descriptors_is_what_is_open_of_their_limit() throws Exception {
        if (MachineProbes.fileDescriptors().run(Duration.ofSeconds(5)) instanceof ProbeResult.Silent) {
            assertThat(System.getProperty("os.name")).as("all others tell").startsWith("Windows");
            return;
        }
        Map<String, Double> figures = figures(MachineProbes.fileDescriptors());
        assertThat(figures).containsOnlyKeys("usage", "open", "max");
        assertThat(of(figures, "open")).isPositive().isLessThanOrEqualTo(of(figures, "max"));
        assertThat(of(figures, "usage")).isEqualTo(of(figures, "open") / of(figures, "max"));
    }

    @Test
    @SuppressWarnings("NullAway")
    void a_disk_has_a_path() {
        assertThatThrownBy(() -> MachineProbes.disk(null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("path: null (expected: a file or folder)");
    }
}
