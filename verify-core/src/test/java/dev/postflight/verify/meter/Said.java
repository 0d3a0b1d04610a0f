package dev.postflight.verify.meter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postflight.api.Measurement;
import dev.postflight.api.Probe;
import dev.postflight.api.ProbeResult;
import dev.postflight.api.Unit;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a probe says. */
final class Said {

    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private Said() {}

    static ProbeResult by(Probe probe) throws Exception {
        return probe.run(TIMEOUT);
    }

    /** The figures of an answer that it is up; those that were announced have the unit that was. */
    static Map<String, Double> figures(Probe probe) throws Exception {
        ProbeResult result = by(probe);
        assertThat(result).isInstanceOf(ProbeResult.Up.class);
        return figures(probe, ((ProbeResult.Up) result).measurements());
    }

    static Map<String, Double> figures(Probe probe, List<Measurement> measurements) {
        Map<String, Unit> announced = probe.metrics();
        Map<String, Double> figures = new TreeMap<>();
        for (Measurement measurement : measurements) {
            if (!announced.isEmpty()) {
                assertThat(announced).containsEntry(measurement.metric(), measurement.unit());
            }
            assertThat(measurement.value()).as(measurement.metric()).isFinite();
            figures.put(measurement.metric(), measurement.value());
        }
        return figures;
    }

    static String silence(Probe probe) throws Exception {
        ProbeResult result = by(probe);
        assertThat(result).isInstanceOf(ProbeResult.Silent.class);
        return ((ProbeResult.Silent) result).cause();
    }
}
