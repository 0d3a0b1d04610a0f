package dev.postflight.http;

import static dev.postflight.http.Results.AMPLE;
import static dev.postflight.http.Results.down;
import static dev.postflight.http.Results.figures;
import static dev.postflight.http.Results.silence;
import static dev.postflight.http.Results.up;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.postflight.api.Probe;
import dev.postflight.api.ProbeResult;
import dev.postflight.api.SilenceRule;
import dev.postflight.api.Unit;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HealthEndpointTest {

    private static final String SPRING = """
            {"status":"DOWN","groups":["liveness"],"components":{
              "db":{"status":"DOWN","components":{
                "main":{"status":"UP","details":{"database":"PostgreSQL"}},
                "replica":{"status":"DOWN","details":{"error":"refused"}}}},
              "diskSpace":{"status":"UP","details":{"free":1}},
              "ping":{"status":"UP"}}}
            """;
    private static final String MICROPROFILE = """
            {"status":"DOWN","checks":[
              {"name":"queue","status":"UP","data":{"length":3}},
              {"name":"queue","status":"DOWN","data":{"length":900}},
              {"name":"store","status":"UP"}]}
            """;
    private static final String DROPWIZARD = """
            {"db":{"healthy":false,"message":"no connection","error":null,"duration":1500,"timestamp":"2026-11-21T10:00:00Z"},
             "deadlocks":{"healthy":true,"duration":0,"timestamp":"2026-11-21T10:00:00Z"}}
            """;

    private static HealthEndpoint endpoint(MonitorTestServer server) {
        return HealthEndpoint.of(server.server()).sharedFor(Duration.ZERO);
    }

    @Nested
    class The_whole {

        @Test
        void is_down_with_each_component_that_is_not_up() throws Exception {
            try (MonitorTestServer server = MonitorTestServer.answering(503, SPRING)) {
                ProbeResult.Down down = down(HealthEndpoint.spring(server.url() + "/actuator/health"));
                assertThat(down.reason())
                        .isEqualTo("GET " + server.url()
                                + "/actuator/health: DOWN (status 503): db/replica is DOWN: error: refused");
                assertThat(figures(down.measurements()))
                        .containsEntry("components", 3.0)
                        .containsEntry("components_down", 1.0)
                        .containsKey("latency");
                assertThat(server.asked().get(0).path()).isEqualTo("/actuator/health");
            }
        }

        @Test
        void is_up_when_all_are() throws Exception {
            try (MonitorTestServer server = MonitorTestServer.answering(200, SPRING.replace("\"DOWN\"", "\"UP\""))) {
                assertThat(figures(up(endpoint(server)).measurements()))
                        .containsEntry("components", 3.0)
                        .containsEntry("components_down", 0.0);
                server.answer(200, MICROPROFILE.replace("\"DOWN\"", "\"UP\""));
                assertThat(figures(up(endpoint(server)).measurements())).containsEntry("components", 3.0);
                server.answer(200, DROPWIZARD.replace("false", "true"));
                assertThat(figures(up(endpoint(server)).measurements())).containsEntry("components", 2.0);
                server.answer(200, "[{\"name\":\"db\",\"healthy\":true,\"type\":\"READY\",\"critical\":true}]");
                assertThat(figures(up(endpoint(server)).measurements())).containsEntry("components", 1.0);
            }
        }

        @Test
        void is_believed_when_it_keeps_its_components_to_itself() throws Exception {
            try (MonitorTestServer server = MonitorTestServer.answering(200, "{\"status\":\"UP\"}")) {
                assertThat(figures(up(endpoint(server)).measurements())).containsEntry("components", 0.0);
                server.answer(200, "[]");
                assertThat(figures(
                                up(HealthEndpoint.dropwizard(server.server())).measurements()))
                        .containsEntry("components", 0.0);
            }
        }

        @Test
        void has_verified_nothing_without_components_unless_it_is_believed() throws Exception {
            try (MonitorTestServer server = MonitorTestServer.answering(200, "{\"status\":\"UP\",\"checks\":[]}")) {
                HealthEndpoint endpoint = HealthEndpoint.microProfile(server.url());
                assertThat(silence(endpoint, AMPLE))
                        .endsWith(": UP, and it has no components: nothing was verified (allowEmpty() believes it)");
                up(endpoint.allowEmpty());
                server.answer(501, "{}");
                up(HealthEndpoint.dropwizard(server.url()).allowEmpty());
                server.answer(200, "[]");
                HealthEndpoint byName = HealthEndpoint.dropwizard(server.url() + "/health-check?name=all");
                assertThat(silence(byName, AMPLE))
                        .endsWith(
                                " healthy, and it has no components: nothing was verified (allowEmpty() believes it)");
                up(byName.allowEmpty());
                server.answer(503, "{\"status\":\"DOWN\",\"checks\":[]}");
                assertThat(down(HealthEndpoint.microProfile(server.url())).reason())
                        .endsWith(": DOWN (status 503) (expected: UP)");
            }
        }

        @Test
        void is_up_by_another_status_only_when_that_was_said() throws Exception {
            try (MonitorTestServer server = MonitorTestServer.answering(
                    200, "{\"status\":\"UNKNOWN\",\"components\":{\"a\":{\"status\":\"DEGRADED\"}}}")) {
                assertThat(down(endpoint(server)).reason()).endsWith(": UNKNOWN: a is DEGRADED");
                assertThat(down(endpoint(server).alsoUp("UNKNOWN")).reason()).endsWith(": UNKNOWN, but a is DEGRADED");
                up(endpoint(server).alsoUp("UNKNOWN").alsoUp("DEGRADED"));
            }
        }

        @Test
        void names_at_most_ten() throws Exception {
            StringBuilder many = new StringBuilder("{\"status\":\"DOWN\",\"components\":{\"c0\":{\"status\":\"DOWN\"}");
            for (int i = 1; i < 12; i++) {
                many.append(",\"c").append(i).append("\":{\"status\":\"DOWN\"}");
            }
            try (MonitorTestServer server = MonitorTestServer.answering(503, many + "}}")) {
                assertThat(down(endpoint(server)).reason()).endsWith("c9 is DOWN and 2 more");
            }
        }

        @Test
        void is_read_in_the_format_that_was_said() throws Exception {
            try (MonitorTestServer server = MonitorTestServer.answering(200, DROPWIZARD)) {
                assertThat(silence(HealthEndpoint.spring(server.url()), AMPLE)).contains(": no status of the answer");
                assertThat(silence(HealthEndpoint.microProfile(server.url()), AMPLE))
                        .contains(": no status of the answer");
                server.answer(200, "{\"status\":\"UP\"}");
                assertThat(silence(HealthEndpoint.dropwizard(server.url()), AMPLE))
                        .contains(": health check status that is neither healthy nor unhealthy");
            }
        }
    }

    @Nested
    class A_component {

        @Test
        void is_up_or_down_by_itself_and_its_parts() throws Exception {
            try (MonitorTestServer server = MonitorTestServer.answering(503, SPRING)) {
                HealthEndpoint endpoint = endpoint(server);
                assertThat(figures(up(endpoint.component("ping")).measurements()))
                        .containsOnlyKeys("latency");
                up(endpoint.component("db/main"));
                assertThat(down(endpoint.component("db")).reason())
                        .isEqualTo("GET " + server.url() + ", db: db/replica is DOWN: error: refused");
                assertThat(down(endpoint.component("db/replica")).reason())
                        .isEqualTo("GET " + server.url() + ", db/replica: db/replica is DOWN: error: refused");
            }
        }

        @Test
        void that_is_there_twice_is_up_when_both_are() throws Exception {
            try (MonitorTestServer server = MonitorTestServer.answering(503, MICROPROFILE)) {
                up(endpoint(server).component("store"));
                assertThat(down(endpoint(server).component("queue")).reason())
                        .endsWith(", queue: queue is DOWN: length: 900");
                assertThat(endpoint(server).components(AMPLE)).containsExactly("queue", "store");
            }
        }

        @Test
        void of_dropwizard_tells_how_long_its_check_took() throws Exception {
            try (MonitorTestServer server = MonitorTestServer.answering(500, DROPWIZARD)) {
                Probe db = endpoint(server).component("db");
                assertThat(figures(down(db).measurements())).containsEntry("duration", 1.5);
                assertThat(db.metrics()).isEqualTo(Map.of("latency", Unit.SECONDS, "duration", Unit.SECONDS));
                assertThat(HealthEndpoint.spring(server.url()).component("db").metrics())
                        .containsOnlyKeys("latency");
                up(endpoint(server).component("deadlocks"));
            }
        }

        @Test
        void that_is_missing_is_silence_that_names_those_that_are_there() throws Exception {
            try (MonitorTestServer server = MonitorTestServer.answering(503, SPRING)) {
                assertThat(silence(endpoint(server).component("mail"), AMPLE))
                        .isEqualTo("GET " + server.url() + ", mail: no such component; there is db, diskSpace, ping");
                server.answer(200, "{\"status\":\"UP\"}");
                assertThat(silence(endpoint(server).component("db"), AMPLE))
                        .endsWith(
                                ", db: the endpoint shows no components, with status UP: it may hide them from who asks"
                                        + " without credentials");
                server.answer(200, "{\"status\":\"UP\",\"checks\":[]}");
                assertThat(silence(endpoint(server).component("db"), AMPLE))
                        .endsWith(", db: no such component; there are none");
            }
        }

        @Test
        void shares_the_request_with_the_others() throws Exception {
            try (MonitorTestServer server = MonitorTestServer.answering(503, SPRING)) {
                HealthEndpoint endpoint = HealthEndpoint.of(server.server()).sharedFor(Duration.ofMinutes(1));
                up(endpoint.component("ping"));
                up(endpoint.component("diskSpace"));
                down(endpoint.component("db"));
                down(endpoint);
                assertThat(server.asked()).hasSize(1);
            }
        }

        @Test
        void shares_the_request_that_is_under_way() throws Exception {
            ExecutorService threads = Executors.newFixedThreadPool(8);
            try (MonitorTestServer server = MonitorTestServer.answering(503, SPRING)) {
                Probe ping = HealthEndpoint.of(server.server())
                        .sharedFor(Duration.ofMinutes(1))
                        .component("ping");
                List<Future<ProbeResult>> all = new ArrayList<>();
                for (int i = 0; i < 8; i++) {
                    all.add(threads.submit(() -> ping.run(AMPLE)));
                }
                for (Future<ProbeResult> one : all) {
                    assertThat(one.get(60, TimeUnit.SECONDS)).isInstanceOf(ProbeResult.Up.class);
                }
                assertThat(server.asked()).hasSize(1);
            } finally {
                threads.shutdownNow();
            }
        }
    }

    @Nested
    class The_names {

        @Test
        void are_those_that_it_has_now() throws Exception {
            try (MonitorTestServer server = MonitorTestServer.answering(503, SPRING)) {
                assertThat(endpoint(server).components(AMPLE)).containsExactly("db", "diskSpace", "ping");
                server.answer(200, "{\"status\":\"UP\"}");
                assertThat(endpoint(server).components(AMPLE)).isEmpty();
            }
        }

        @Test
        void are_not_none_when_there_is_no_answer() throws Exception {
            String dead = MonitorTestServer.deadUrl();
            assertThatExceptionOfType(IOException.class)
                    .isThrownBy(() -> HealthEndpoint.of(dead).components(AMPLE))
                    .withMessage("GET " + dead + ": connection refused");
        }
    }

    @Test
    void silence_means_failure_as_it_is_asked_itself() {
        assertThat(HealthEndpoint.of("http://localhost:1").silence()).isEqualTo(SilenceRule.FAIL);
        assertThat(HealthEndpoint.of("http://localhost:1").wanted()).isEqualTo("UP, and so is every component");
    }

    @Test
    void what_makes_no_sense_is_refused() {
        HealthEndpoint endpoint = HealthEndpoint.of("http://localhost:1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> endpoint.alsoUp("Down"))
                .withMessage("alsoUp: \"Down\" (expected: a status other than DOWN)");
        assertThatIllegalArgumentException().isThrownBy(endpoint::alsoUp);
        assertThatIllegalArgumentException().isThrownBy(() -> endpoint.component(" "));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> endpoint.sharedFor(Duration.ofSeconds(61)))
                .withMessage("sharedFor: PT1M1S (expected: 0 to 60 s)");
        assertThatIllegalArgumentException().isThrownBy(() -> endpoint.run(Duration.ZERO));
    }

    @ParameterizedTest
    @ValueSource(strings = {"s3cr3t-in-stack", "s3cr3t-in-details"})
    void what_is_nested_in_details_or_in_a_stack_is_not_told(String secret) throws Exception {
        try (MonitorTestServer server = MonitorTestServer.answering(
                500, "{\"db\":{\"healthy\":false,\"message\":\"bad\",\"error\":{\"stack\":[\"" + secret + "\"]}}}")) {
            assertThat(down(endpoint(server)).reason()).doesNotContain(secret);
            server.answer(
                    503,
                    "{\"status\":\"DOWN\",\"components\":{\"db\":{\"status\":\"DOWN\",\"details\":{\"all\":{\"x\":\""
                            + secret + "\"}}}}}");
            assertThat(down(endpoint(server)).reason()).doesNotContain(secret);
        }
    }
}
