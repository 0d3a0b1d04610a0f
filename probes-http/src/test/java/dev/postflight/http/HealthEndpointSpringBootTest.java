package dev.postflight.http;

import static dev.postflight.http.Results.AMPLE;
import static dev.postflight.http.Results.down;
import static dev.postflight.http.Results.figures;
import static dev.postflight.http.Results.silence;
import static dev.postflight.http.Results.up;
import static org.assertj.core.api.Assertions.assertThat;

import dev.postflight.api.Probe;
import dev.postflight.contracts.ProbeContract;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.health.contributor.CompositeHealthContributor;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthContributor;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Against a real Spring Boot application. */
class HealthEndpointSpringBootTest extends ProbeContract {

    private static final AtomicBoolean FROZEN = new AtomicBoolean();
    private static final CountDownLatch END = new CountDownLatch(1);
    private static final AtomicReference<Health> REPLICA =
            new AtomicReference<>(Health.up().build());

    private static ConfigurableApplicationContext application;

    /** An application with a data source of two parts. */
    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Application {

        @Bean
        HealthContributor db() {
            Map<String, HealthIndicator> parts =
                    Map.of("main", () -> Health.up().build(), "replica", REPLICA::get);
            return CompositeHealthContributor.fromMap(parts);
        }

        @Bean
        HealthIndicator slow() {
            return () -> {
                try {
                    return FROZEN.get() && END.await(60, TimeUnit.SECONDS)
                            ? Health.down().build()
                            : Health.up().build();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    return Health.down(e).build();
                }
            };
        }
    }

    private static ConfigurableApplicationContext started(String... more) {
        String[] arguments = new String[more.length + 4];
        arguments[0] = "--server.port=0";
        arguments[1] = "--spring.main.banner-mode=off";
        arguments[2] = "--logging.level.root=error";
        arguments[3] = "--spring.jmx.enabled=false";
        System.arraycopy(more, 0, arguments, 4, more.length);
        return SpringApplication.run(Application.class, arguments);
    }

    @BeforeAll
    static void start() {
        application = started(
                "--management.endpoint.health.show-details=always",
                "--management.endpoint.health.group.few.include=ping");
    }

    @AfterAll
    static void stop() {
        END.countDown();
        application.close();
    }

    @BeforeEach
    void recover() {
        REPLICA.set(Health.up().build());
        FROZEN.set(false);
    }

    private static String url(ConfigurableApplicationContext of) {
        return "http://localhost:" + of.getEnvironment().getProperty("local.server.port") + "/actuator/health";
    }

    private static HealthEndpoint endpoint() {
        return HealthEndpoint.spring(url(application)).sharedFor(Duration.ZERO);
    }

    @Override
    protected Probe sound() {
        return endpoint();
    }

    @Override
    protected Map<Situation, Callable<Probe>> faults() {
        return Map.of(
                Situation.DEAD, () -> HealthEndpoint.spring(MonitorTestServer.deadUrl()),
                Situation.SLOW,
                        () -> {
                            FROZEN.set(true);
                            return endpoint();
                        },
                Situation.WRONG,
                        () -> {
                            FROZEN.set(false);
                            REPLICA.set(Health.down().build());
                            return endpoint();
                        },
                Situation.GARBAGE, () -> HealthEndpoint.spring(url(application).replace("health", "nothing")));
    }

    @Test
    void all_is_up() throws Exception {
        assertThat(figures(up(endpoint()).measurements())).containsEntry("components_down", 0.0);
        assertThat(endpoint().components(AMPLE)).contains("db", "diskSpace", "ping", "slow");
        up(endpoint().component("db"));
        up(endpoint().component("db/replica"));
    }

    @Test
    void a_part_that_is_down_is_named_with_its_error() throws Exception {
        REPLICA.set(Health.down(new IllegalStateException("no connection, password=hunter2"))
                .withDetail("host", "db2")
                .build());
        assertThat(down(endpoint()).reason())
                .isEqualTo("GET " + url(application) + ": DOWN (status 503): db/replica is DOWN: error:"
                        + " java.lang.IllegalStateException: no connection, password=***, host: db2");
        down(endpoint().component("db"));
        up(endpoint().component("db/main"));
        up(endpoint().component("ping"));
    }

    @Test
    void a_status_of_its_own_does_not_pass() throws Exception {
        // the application itself answers 200 and UP
        REPLICA.set(Health.status("DEGRADED").build());
        assertThat(down(endpoint()).reason())
                .startsWith("GET " + url(application) + ": ")
                .endsWith("db/replica is DEGRADED");
        up(endpoint().alsoUp("DEGRADED", "UNKNOWN"));
    }

    @Test
    void groups_and_single_components_are_endpoints_too() throws Exception {
        assertThat(HealthEndpoint.spring(url(application) + "/few").components(AMPLE))
                .containsExactly("ping");
        up(HealthEndpoint.spring(url(application) + "/ping"));
        assertThat(silence(HealthEndpoint.spring(url(application) + "/none"), AMPLE))
                .contains(": status 404");
    }

    @Test
    void components_that_are_hidden_are_silence_and_the_whole_is_believed() throws Exception {
        try (ConfigurableApplicationContext hiding = started()) {
            assertThat(figures(up(HealthEndpoint.spring(url(hiding))).measurements()))
                    .containsEntry("components", 0.0);
            assertThat(silence(HealthEndpoint.spring(url(hiding)).component("db"), AMPLE))
                    .contains(": the endpoint shows no components, with status UP");
        }
    }
}
