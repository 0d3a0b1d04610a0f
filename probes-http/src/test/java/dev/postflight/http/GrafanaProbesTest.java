package dev.postflight.http;

import static dev.postflight.http.Results.down;
import static dev.postflight.http.Results.figures;
import static dev.postflight.http.Results.up;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** Against the answers that its documentation and its source give. */
class GrafanaProbesTest {

    private static final String RULES = """
            {"status":"success","data":{"groups":[{"name":"orders","file":"Shop","folderUid":"f1","interval":60,"rules":[
              {"state":"firing","name":"Errors","health":"ok","type":"alerting","uid":"u1","alerts":[]},
              {"state":"inactive","name":"Slow","health":"nodata","type":"alerting"},
              {"state":"pending","name":"Queue","health":"unknown","type":"alerting"},
              {"state":"recovering","name":"Disk","health":"ok","type":"alerting"},
              {"name":"orders:rate","health":"ok","type":"recording"}]}],"totals":{"firing":1}}}
            """;

    @Test
    void it_is_well_when_its_database_is() throws Exception {
        try (MonitorTestServer server = MonitorTestServer.answering(
                200, "{\n  \"database\": \"ok\",\n  \"version\": \"11.5.0\",\n  \"commit\": \"4550cfb5b7\"\n}")) {
            assertThat(figures(up(GrafanaProbes.health(server.server())).measurements()))
                    .containsOnlyKeys("latency");
            assertThat(server.asked().get(0).path()).isEqualTo("/api/health");
        }
    }

    /** S1.6. */
    @Test
    void its_alert_rules_are_counted_by_state_and_health() throws Exception {
        try (MonitorTestServer server = MonitorTestServer.answering(200, RULES)) {
            assertThat(figures(up(GrafanaProbes.rules(server.server().bearer(() -> "glsa_x")))
                            .measurements()))
                    .isEqualTo(Map.of(
                            "rules", 5.0,
                            "firing", 1.0,
                            "pending", 1.0,
                            "inactive", 1.0,
                            "other", 1.0,
                            "failing", 0.0,
                            "no_data", 1.0,
                            "unevaluated", 1.0));
            assertThat(server.asked().get(0).path()).isEqualTo("/api/prometheus/grafana/api/v1/rules");
        }
    }

    @Test
    void a_rule_that_cannot_be_evaluated_is_named() throws Exception {
        try (MonitorTestServer server = MonitorTestServer.answering(
                200,
                RULES.replace("\"health\":\"nodata\"", "\"health\":\"error\",\"lastError\":\"no such data source\""))) {
            assertThat(down(GrafanaProbes.rules(server.server())).reason())
                    .endsWith(": 1 of 5 rules cannot be evaluated: orders/Slow is error: no such data source");
            assertThat(figures(down(GrafanaProbes.rules(server.server())).measurements()))
                    .containsEntry("failing", 1.0);
        }
    }
}
