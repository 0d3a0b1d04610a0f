package dev.postflight.examples.docs;

import dev.postflight.api.Check;
import dev.postflight.api.Probe;
import dev.postflight.api.Unit;
import dev.postflight.api.spi.ProbeResources;
import dev.postflight.api.spi.ProbeTypes;
import dev.postflight.verify.meter.MeterProbes;
import dev.postflight.verify.meter.SketchRegistry;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Map;

/** The code of docs/probes-meters.md and docs/probe-types.md, so that it compiles. */
abstract class MeterSnippets {

    void severalGauges(MeterRegistry registry) {
        Check.of(
                        "heap",
                        MeterProbes.gauge(registry, "jvm.memory.used", Unit.BYTES, "area", "heap")
                                .sum())
                .threshold("value: HIGH > 3GiB");
    }

    void lookingBack(MeterRegistry registry) {
        Check.of(
                "api",
                MeterProbes.timer(registry, "http.server.requests").over(Duration.ofMinutes(5))); // or .sinceLastLook()
        Check.of(
                        "stripe",
                        MeterProbes.share(registry, "stripe.calls", "result", "ok")
                                .over(Duration.ofHours(1)))
                .threshold("ratio: target > 99%");
    }

    void sketches() {
        SketchRegistry sketches = SketchRegistry.of("http.server.requests");
        Check.of("api", MeterProbes.timer(sketches, "http.server.requests").over(Duration.ofMinutes(5)))
                .threshold("p95: target < 200ms, HIGH > 500ms, CRITICAL > 2s for 10m");
    }

    void log(MeterRegistry registry) {
        Check.of("log", MeterProbes.logErrors(registry)).threshold("new_errors: target = 0, HIGH > 10");
    }

    Probe byName() {
        Probe probe = ProbeTypes.load()
                .create("http", Map.of("url", "http://localhost:8080/health", "status", "200"), ProbeResources.none());
        return probe;
    }
}
