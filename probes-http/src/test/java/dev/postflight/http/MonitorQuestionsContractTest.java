package dev.postflight.http;

import dev.postflight.api.Probe;
import java.util.function.Function;
import org.junit.jupiter.api.Nested;

/** The contract of all probes, for whatever else monitoring systems are asked. */
class MonitorQuestionsContractTest {

    /** What is asked, and one good and one bad answer. */
    private abstract static class OfAQuestion extends MonitorContract {

        private final Function<MonitorServer, Probe> question;
        private final MonitorTestServer.Reply good;
        private final MonitorTestServer.Reply bad;

        OfAQuestion(
                Function<MonitorServer, Probe> question, MonitorTestServer.Reply good, MonitorTestServer.Reply bad) {
            this.question = question;
            this.good = good;
            this.bad = bad;
        }

        @Override
        Probe probe(MonitorServer server) {
            return question.apply(server);
        }

        @Override
        MonitorTestServer.Reply good() {
            return good;
        }

        @Override
        MonitorTestServer.Reply bad() {
            return bad;
        }
    }

    private static MonitorTestServer.Reply data(String data) {
        return MonitorTestServer.Reply.json(200, "{\"status\":\"success\",\"data\":" + data + "}");
    }

    private static MonitorTestServer.Reply rule(String health) {
        return data(
                "{\"groups\":[{\"name\":\"orders\",\"rules\":[{\"name\":\"Error rate\",\"state\":\"inactive\",\"health\":\""
                        + health + "\",\"type\":\"alerting\"}]}]}");
    }

    private static final MonitorTestServer.Reply REFUSED = MonitorTestServer.Reply.text(503, "not ready");

    @Nested
    class Targets extends OfAQuestion {
        Targets() {
            super(PrometheusProbes::targets, data("{\"activeTargets\":[{\"health\":\"up\"}]}"), REFUSED);
        }
    }

    @Nested
    class RulesOfPrometheus extends OfAQuestion {
        RulesOfPrometheus() {
            super(PrometheusProbes::rules, rule("ok"), rule("err"));
        }
    }

    @Nested
    class RulesOfGrafana extends OfAQuestion {
        RulesOfGrafana() {
            super(GrafanaProbes::rules, rule("ok"), rule("error"));
        }
    }

    @Nested
    class ReadinessOfPrometheus extends OfAQuestion {
        ReadinessOfPrometheus() {
            super(PrometheusProbes::ready, MonitorTestServer.Reply.text(200, "Prometheus Server is Ready.\n"), REFUSED);
        }
    }

    @Nested
    class QueriesOfLoki extends OfAQuestion {
        QueriesOfLoki() {
            super(
                    server -> LokiProbes.query(server, "sum(count_over_time({app=\"a\"}[5m]))"),
                    data("{\"resultType\":\"vector\",\"result\":[{\"metric\":{},\"value\":[1588889221,\"12\"]}]}"),
                    REFUSED);
        }
    }

    @Nested
    class PartsOfAHealthEndpoint extends OfAQuestion {
        PartsOfAHealthEndpoint() {
            super(
                    server -> HealthEndpoint.spring(server).component("db"),
                    MonitorTestServer.Reply.json(
                            200, "{\"status\":\"UP\",\"components\":{\"db\":{\"status\":\"UP\"}}}"),
                    MonitorTestServer.Reply.json(
                            503, "{\"status\":\"DOWN\",\"components\":{\"db\":{\"status\":\"DOWN\"}}}"));
        }
    }
}
