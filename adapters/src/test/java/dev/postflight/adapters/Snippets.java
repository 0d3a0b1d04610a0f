package dev.postflight.adapters;

import com.codahale.metrics.health.HealthCheckRegistry;
import dev.postflight.api.Check;
import dev.postflight.api.Probe;
import dev.postflight.api.Unit;
import dev.postflight.api.VerificationPhase;
import dev.postflight.api.spi.ProbeResources;
import dev.postflight.api.spi.ProbeTypes;
import dev.postflight.verify.engine.Verifier;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.eclipse.microprofile.health.HealthCheck;
import org.springframework.boot.health.contributor.CompositeHealthContributor;
import org.springframework.boot.health.contributor.HealthContributor;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.registry.HealthContributorRegistry;

/** The code of docs/adapters.md, so that it compiles. */
@SuppressWarnings("UnusedMethod")
final class Snippets {

    private Snippets() {}

    static Check disk(HealthIndicator diskSpace) {
        return Check.of("disk", SpringBootHealth.probe(diskSpace).unit("free", Unit.BYTES))
                .threshold("free: HIGH < 10GiB, CRITICAL < 1GiB");
    }

    static VerificationPhase all(HealthContributorRegistry registry) {
        VerificationPhase phase = VerificationPhase.named("startup").within(Duration.ofMinutes(1));
        for (Map.Entry<String, HealthProbe> health :
                SpringBootHealth.probes(registry).entrySet()) {
            phase = phase.check(Check.of(health.getKey(), health.getValue()).critical());
        }
        return phase;
    }

    static Probe degraded(HealthIndicator payments) {
        return SpringBootHealth.probe(payments).alsoUp("DEGRADED");
    }

    HealthIndicator postflight(Verifier verifier) {
        return SpringBootHealth.indicator(VerdictHealth.of(verifier::latest).withDetails());
    }

    HealthContributor checks(Verifier verifier, VerificationPhase phase) {
        VerdictHealth health = VerdictHealth.of(verifier::latest);
        Map<String, HealthIndicator> checks = new LinkedHashMap<>();
        for (Check check : phase.checks()) {
            checks.put(check.name(), SpringBootHealth.indicator(health.check(check.name())));
        }
        return CompositeHealthContributor.fromMap(checks);
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
