package dev.postflight.http;

import dev.postflight.api.Probe;
import java.time.Duration;

class LokiContractTest extends MonitorContract {

    @Override
    Probe probe(MonitorServer server) {
        return LokiProbes.lines(server, "{app=\"a\"}", "|= \"ERROR\"", Duration.ofMinutes(5));
    }

    @Override
    MonitorTestServer.Reply good() {
        return MonitorTestServer.Reply.json(
                200,
                "{\"status\":\"success\",\"data\":{\"resultType\":\"vector\",\"result\":["
                        + "{\"metric\":{},\"value\":[1588889221,\"12\"]}]}}");
    }

    @Override
    MonitorTestServer.Reply bad() {
        return MonitorTestServer.Reply.text(429, "too many outstanding requests");
    }
}
