package dev.postflight.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postflight.api.Measurement;
import dev.postflight.api.Probe;
import dev.postflight.api.ProbeResult;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Runs probes and takes their results apart. */
final class Results {

    static final Duration AMPLE = Duration.ofSeconds(60);

    private Results() {}

    static ProbeResult.Up up(Probe probe) throws Exception {
        ProbeResult result = probe.run(AMPLE);
        assertThat(result).isInstanceOf(ProbeResult.Up.class);
        return (ProbeResult.Up) result;
    }

    static ProbeResult.Down down(Probe probe) throws Exception {
        ProbeResult result = probe.run(AMPLE);
        assertThat(result).isInstanceOf(ProbeResult.Down.class);
        return (ProbeResult.Down) result;
    }

    static String silence(Probe probe, Duration timeout) throws Exception {
        ProbeResult result = probe.run(timeout);
        assertThat(result).isInstanceOf(ProbeResult.Silent.class);
        return ((ProbeResult.Silent) result).cause();
    }

    static Map<String, Double> figures(List<Measurement> measurements) {
        Map<String, Double> figures = new LinkedHashMap<>();
        for (Measurement measurement : measurements) {
            figures.put(measurement.metric(), measurement.value());
        }
        return figures;
    }
}
