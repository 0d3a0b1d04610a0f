package dev.postflight.examples.docs;

import dev.postflight.api.Check;
import dev.postflight.api.Unit;
import dev.postflight.api.VerificationPhase;
import dev.postflight.http.AlertmanagerProbes;
import dev.postflight.http.HealthEndpoint;
import dev.postflight.http.LokiProbes;
import dev.postflight.http.MonitorServer;
import dev.postflight.http.PrometheusProbes;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** The Java code of docs/probes-monitoring.md, which {@link SnippetsTest} looks up here, so that it is compiled. */
abstract class MonitoringSnippets {

    interface Vault {
        String token();

        String password();
    }

    List<MonitorServer> servers(Vault vault) {
        MonitorServer prometheus =
                MonitorServer.of("https://monitoring.example.com/prometheus").bearer(vault::token);
        MonitorServer loki = MonitorServer.of("http://loki:3100").header("X-Scope-OrgID", "orders");
        MonitorServer grafana = MonitorServer.of("https://grafana.example.com").basic("postflight", vault::password);
        return List.of(prometheus, loki, grafana);
    }

    List<Check> prometheus(MonitorServer prometheus) {
        List<Check> checks = List.of(
                Check.of(
                                "requests",
                                PrometheusProbes.query(prometheus, "sum(increase(http_requests_total[5m]))")
                                        .named("requests", Unit.COUNT)
                                        .maxAge(Duration.ofMinutes(2), "http_requests_total"))
                        .threshold("requests: CRITICAL < 1"),
                Check.of(
                                "errors",
                                PrometheusProbes.query(
                                                prometheus,
                                                "sum(rate(http_requests_total{status=\"500\"}[5m]))"
                                                        + " or 0 * sum(rate(http_requests_total[5m]))")
                                        .named("rate", Unit.PER_SECOND))
                        .threshold("rate: MEDIUM > 0.1/s, CRITICAL > 5/s"),
                Check.of(
                                "cpu",
                                PrometheusProbes.query(prometheus, "instance:cpu:ratio")
                                        .named("cpu", Unit.RATIO)
                                        .labelledBy("instance"))
                        .threshold("cpu.node1_9100: HIGH > 90%"));
        return checks;
    }

    Check alertmanager(MonitorServer alertmanager) {
        Check alerts = Check.of(
                        "alerts",
                        AlertmanagerProbes.alerts(alertmanager)
                                .watchdog("Watchdog")
                                .matching("team=\"orders\"")
                                .severity("critical", "critical", "page"))
                .threshold("critical: CRITICAL > 0")
                .threshold("warning: MEDIUM > 5");
        return alerts;
    }

    VerificationPhase health(VerificationPhase phase) {
        HealthEndpoint health = HealthEndpoint.spring("http://localhost:8080/actuator/health");
        return phase.check(Check.of("application", health))
                .check(Check.of("database", health.component("db")).critical())
                .check(Check.of("replica", health.component("db/replica")));
    }

    VerificationPhase each(VerificationPhase phase, HealthEndpoint health) throws IOException, InterruptedException {
        for (String name : health.components(Duration.ofSeconds(5))) {
            phase = phase.check(Check.of(name, health.component(name)));
        }
        return phase;
    }

    Check loki(MonitorServer loki) {
        return Check.of("log", LokiProbes.lines(loki, "{app=\"orders\"}", "|= \"ERROR\"", Duration.ofMinutes(5)))
                .threshold("matched: MEDIUM > 0, HIGH > 10")
                .threshold("ratio: CRITICAL > 5%");
    }
}
