package dev.postflight.http;

import dev.postflight.api.Probe;
import java.time.Duration;

class HealthEndpointContractTest extends MonitorContract {

    @Override
    Probe probe(MonitorServer server) {
        return HealthEndpoint.spring(server).sharedFor(Duration.ZERO);
    }

    @Override
    MonitorTestServer.Reply good() {
        return MonitorTestServer.Reply.json(200, "{\"status\":\"UP\",\"components\":{\"ping\":{\"status\":\"UP\"}}}");
    }

    @Override
    MonitorTestServer.Reply bad() {
        return MonitorTestServer.Reply.json(503, "{\"status\":\"DOWN\",\"components\":{\"db\":{\"status\":\"DOWN\"}}}");
    }
}
