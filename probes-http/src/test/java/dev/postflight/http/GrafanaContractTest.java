package dev.postflight.http;

import dev.postflight.api.Probe;

class GrafanaContractTest extends MonitorContract {

    @Override
    Probe probe(MonitorServer server) {
        return GrafanaProbes.health(server);
    }

    @Override
    MonitorTestServer.Reply good() {
        return MonitorTestServer.Reply.json(200, "{\"database\":\"ok\"}");
    }

    @Override
    MonitorTestServer.Reply bad() {
        return MonitorTestServer.Reply.json(503, "{\"database\":\"failing\"}");
    }
}
