package dev.postflight.http;

import static dev.postflight.http.Results.AMPLE;
import static dev.postflight.http.Results.down;
import static dev.postflight.http.Results.figures;
import static dev.postflight.http.Results.up;
import static org.assertj.core.api.Assertions.assertThat;

import com.codahale.metrics.health.HealthCheck;
import com.codahale.metrics.health.HealthCheckRegistry;
import com.codahale.metrics.json.HealthCheckModule;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

/** Against what Dropwizard's own health checks and its own writer of JSON answer. */
class HealthEndpointDropwizardTest {

    private static String written(HealthCheckRegistry checks) throws Exception {
        return new ObjectMapper().registerModule(new HealthCheckModule()).writeValueAsString(checks.runHealthChecks());
    }

    private static HealthCheckRegistry with(HealthCheck.Result result) {
        HealthCheckRegistry checks = new HealthCheckRegistry();
        checks.register("db", new HealthCheck() {
            @Override
            protected Result check() {
                return result;
            }
        });
        checks.register("queue", new HealthCheck() {
            @Override
            protected Result check() {
                return Result.healthy("3 waiting");
            }
        });
        return checks;
    }

    @Test
    void checks_that_are_healthy_are_up() throws Exception {
        try (MonitorTestServer server = MonitorTestServer.answering(200, written(with(HealthCheck.Result.healthy())))) {
            HealthEndpoint endpoint = HealthEndpoint.dropwizard(server.url() + "/healthcheck");
            assertThat(figures(up(endpoint).measurements())).containsEntry("components", 2.0);
            assertThat(figures(up(endpoint.component("db")).measurements())).containsKey("duration");
            assertThat(endpoint.components(AMPLE)).containsExactly("db", "queue");
            up(HealthEndpoint.of(server.url()));
        }
    }

    @Test
    void a_check_that_is_not_tells_its_message_and_not_its_stack() throws Exception {
        Exception cause = new IllegalStateException("no connection to jdbc:postgresql://app:hunter2@db/orders");
        try (MonitorTestServer server =
                MonitorTestServer.answering(500, written(with(HealthCheck.Result.unhealthy(cause))))) {
            HealthEndpoint endpoint = HealthEndpoint.dropwizard(server.url());
            assertThat(down(endpoint).reason())
                    .isEqualTo("GET " + server.url() + ": unhealthy (status 500): db is unhealthy: no connection to"
                            + " jdbc:postgresql://***@db/orders");
            up(endpoint.component("queue"));
        }
    }
}
