package dev.postflight.http;

import dev.postflight.api.Probe;

class PrometheusContractTest extends MonitorContract {

    @Override
    Probe probe(MonitorServer server) {
        return PrometheusProbes.query(server, "up").max();
    }

    @Override
    MonitorTestServer.Reply good() {
        return MonitorTestServer.Reply.json(
                200,
                "{\"status\":\"success\",\"data\":{\"resultType\":\"vector\",\"result\":["
                        + "{\"metric\":{\"__name__\":\"up\",\"job\":\"self\"},\"value\":[1795277169.663,\"1\"]}]}}");
    }

    @Override
    MonitorTestServer.Reply bad() {
        return MonitorTestServer.Reply.json(
                422,
                "{\"status\":\"error\",\"errorType\":\"execution\",\"error\":\"many-to-many matching not allowed\"}");
    }
}
