package dev.postflight.adapters;

import com.codahale.metrics.health.HealthCheckRegistry;
import dev.postflight.api.Check;
import dev.postflight.api.Probe;
import dev.postflight.api.Unit;
import dev.postflight.api.spi.ProbeResources;
import dev.postflight.api.spi.ProbeTypes;
import dev.postflight.verify.engine.Verifier;
import java.util.Map;
import org.eclipse.microprofile.health.HealthCheck;
import org.springframework.boot.health.contributor.HealthIndicator;

/** The code of docs/adapters.md, so that it compiles. */
@SuppressWarnings("UnusedMethod")
final class Snippets {

    private Snippets() {}

    static Check disk(HealthIndicator diskSpace) {
        return Check.of("disk", SpringBootHealth.probe(diskSpace).unit("free", Unit.BYTES))
                .threshold("free: HIGH < 10GiB, CRITICAL < 1GiB");
    }

    static Probe degraded(HealthIndicator payments) {
        return SpringBootHealth.probe(payments).alsoUp("DEGRADED");
    }

    HealthIndicator postflight(Verifier verifier) {
        return SpringBootHealth.indicator(VerdictHealth.of(verifier::latest).withDetails());
    }

    static HealthCheck ready(Verifier verifier) {
        return MicroProfileHealth.check("postflight", VerdictHealth.of(verifier::latest));
    }

    static void register(HealthCheckRegistry registry, Verifier verifier) {
        registry.register("postflight", DropwizardHealth.check(VerdictHealth.of(verifier::latest)));
        registry.register(
                "database",
                DropwizardHealth.check(VerdictHealth.of(verifier::latest).check("database")));
    }

    static Probe named(HealthIndicator diskSpace) {
        return ProbeTypes.load()
                .create(
                        "health-check",
                        Map.of("check", "disk", "units", Map.of("free", "bytes")),
                        ProbeResources.none().and("disk", SpringBootHealth.probe(diskSpace)));
    }
}
