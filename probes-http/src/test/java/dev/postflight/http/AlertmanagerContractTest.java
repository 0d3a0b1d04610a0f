package dev.postflight.http;

import dev.postflight.api.Probe;

class AlertmanagerContractTest extends MonitorContract {

    @Override
    Probe probe(MonitorServer server) {
        return AlertmanagerProbes.alerts(server).expectNone("critical");
    }

    @Override
    MonitorTestServer.Reply good() {
        return MonitorTestServer.Reply.json(200, "[]");
    }

    @Override
    MonitorTestServer.Reply bad() {
        return MonitorTestServer.Reply.json(
                200,
                "[{\"labels\":{\"alertname\":\"A\",\"severity\":\"critical\"},\"status\":{\"state\":\"active\"}}]");
    }
}
