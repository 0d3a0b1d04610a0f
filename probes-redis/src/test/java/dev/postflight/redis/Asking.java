package dev.postflight.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postflight.api.Measurement;
import dev.postflight.api.Probe;
import dev.postflight.api.ProbeResult;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Runs probes and takes their results apart. */
final class Asking {

    static final Duration AMPLE = Duration.ofSeconds(60);

    private Asking() {}

    static Map<String, Double> up(Probe probe) throws Exception {
        ProbeResult result = probe.run(AMPLE);
        assertThat(result).isInstanceOf(ProbeResult.Up.class);
        return figures(((ProbeResult.Up) result).measurements());
    }

    static ProbeResult.Down down(Probe probe) throws Exception {
        ProbeResult result = probe.run(AMPLE);
        assertThat(result).isInstanceOf(ProbeResult.Down.class);
        return (ProbeResult.Down) result;
    }

    static String silence(Probe probe) throws Exception {
        return silence(probe, AMPLE);
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

    /** What a verdict would say. */
    static String told(ProbeResult result) {
        if (result instanceof ProbeResult.Down down) {
            return "DOWN " + down.reason();
        }
        return result instanceof ProbeResult.Silent silent ? "SILENT " + silent.cause() : "UP";
    }
}
