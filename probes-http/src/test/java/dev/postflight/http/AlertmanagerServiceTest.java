package dev.postflight.http;

import static dev.postflight.http.MonitorProcess.await;
import static dev.postflight.http.Results.AMPLE;
import static dev.postflight.http.Results.down;
import static dev.postflight.http.Results.figures;
import static dev.postflight.http.Results.silence;
import static dev.postflight.http.Results.up;
import static org.assertj.core.api.Assertions.assertThat;

import dev.postflight.api.Probe;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Against a real Alertmanager with alerts, a silence and an inhibition. */
@Tag("services")
class AlertmanagerServiceTest {

    private static final String[] ALERTS = {
        "\"alertname\":\"Watchdog\",\"severity\":\"none\"",
        "\"alertname\":\"Disk\",\"severity\":\"critical\",\"instance\":\"n1\",\"team\":\"orders\"",
        "\"alertname\":\"Slow\",\"severity\":\"warning\",\"instance\":\"n1\",\"team\":\"orders\"",
        "\"alertname\":\"Slow\",\"severity\":\"warning\",\"instance\":\"n2\",\"team\":\"stock\"",
        "\"alertname\":\"Quiet\",\"severity\":\"critical\",\"instance\":\"n3\",\"team\":\"stock\"",
        "\"alertname\":\"Page\",\"severity\":\"P1\",\"instance\":\"n4\",\"team\":\"stock\""
    };

    private static MonitorProcess alertmanager;

    @BeforeAll
    static void start() throws Exception {
        alertmanager = MonitorProcess.alertmanager(MonitorProcess.folder());
        String silence = """
                {"matchers":[{"name":"alertname","value":"Quiet","isRegex":false}],"createdBy":"t","comment":"t",
                "startsAt":"%s","endsAt":"%s"}""".formatted(Instant.now(), Instant.now().plusSeconds(3600));
        assertThat(alertmanager.post("/api/v2/silences", silence).statusCode()).isEqualTo(200);
        StringBuilder alerts = new StringBuilder();
        for (String labels : ALERTS) {
            alerts.append(alerts.length() == 0 ? "[" : ",")
                    .append("{\"labels\":{")
                    .append(labels)
                    .append("}}");
        }
        assertThat(alertmanager.post("/api/v2/alerts", alerts + "]").statusCode())
                .isEqualTo(200);
        await(() -> figuresOf(all()).getOrDefault("suppressed", 0.0) == 2);
    }

    @AfterAll
    static void stop() throws Exception {
        alertmanager.close();
    }

    private static AlertmanagerProbe all() {
        return AlertmanagerProbes.alerts(alertmanager.server());
    }

    private static Map<String, Double> figuresOf(Probe probe) throws Exception {
        return figures(up(probe).measurements());
    }

    /** S2.5. */
    @Test
    void alerts_are_counted_by_state_and_severity() throws Exception {
        assertThat(figuresOf(all()))
                .containsEntry("active", 4.0)
                .containsEntry("unprocessed", 0.0)
                .containsEntry("suppressed", 2.0)
                .containsEntry("silenced", 1.0)
                .containsEntry("inhibited", 1.0)
                .containsEntry("muted", 0.0)
                .containsEntry("critical", 1.0)
                .containsEntry("warning", 1.0)
                .containsEntry("info", 0.0)
                .containsEntry("other", 2.0);
    }

    @Test
    void the_alert_that_always_fires_is_not_counted() throws Exception {
        assertThat(figuresOf(all().watchdog("Watchdog").severity("critical", "critical", "p1")))
                .containsEntry("active", 3.0)
                .containsEntry("critical", 2.0)
                .containsEntry("other", 0.0);
        assertThat(figuresOf(all().watchdog("Watchdog").matching("team=\"orders\"")))
                .containsEntry("active", 1.0);
        assertThat(silence(all().watchdog("Wachhund"), AMPLE))
                .isEqualTo("alerts at " + alertmanager.url() + ": the alert Wachhund, which always fires, is not there:"
                        + " alerts do not arrive, and none is not zero");
    }

    @Test
    void matchers_and_receivers_choose() throws Exception {
        assertThat(figuresOf(all().matching("team=\"stock\"").matching("alertname=~\"Slow|Page\"")))
                .containsEntry("active", 2.0);
        assertThat(figuresOf(all().receiver("stock")))
                .containsEntry("active", 2.0)
                .containsEntry("suppressed", 1.0);
        assertThat(figuresOf(all().receiver("nobody"))).containsEntry("active", 0.0);
        assertThat(silence(all().receiver("("), AMPLE))
                .isEqualTo(
                        "alerts {receiver=~\"(\"} at " + alertmanager.url() + ": failed to parse receiver param: error"
                                + " parsing regexp: missing closing ): `^(?:()$` (status 400)");
    }

    @Test
    void what_must_not_be_is_named() throws Exception {
        assertThat(down(all().expectNone("critical")).reason())
                .isEqualTo("alerts at " + alertmanager.url() + ": 1 alert: Disk on n1 (critical)");
        assertThat(up(all().expectNone("info")).measurements()).isNotEmpty();
    }

    @Test
    void resolved_alerts_are_counted_as_they_come_in_and_are_not_listed() throws Exception {
        Probe received = AlertmanagerProbes.received(alertmanager.server());
        double before = figuresOf(received).getOrDefault("resolved", -1.0);
        String gone = "[{\"labels\":{\"alertname\":\"Gone\",\"severity\":\"critical\"},\"endsAt\":\"%s\"}]"
                .formatted(Instant.now().minusSeconds(5));
        alertmanager.post("/api/v2/alerts", gone);
        assertThat(figuresOf(received))
                .containsOnlyKeys("firing", "resolved", "invalid")
                .containsEntry("resolved", before + 1);
        assertThat(figuresOf(all().matching("alertname=\"Gone\""))).containsEntry("active", 0.0);
    }

    @Test
    void it_says_that_it_is_ready() throws Exception {
        assertThat(figuresOf(AlertmanagerProbes.ready(alertmanager.server()))).containsOnlyKeys("latency");
    }
}
