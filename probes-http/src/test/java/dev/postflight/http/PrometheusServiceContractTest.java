package dev.postflight.http;

import dev.postflight.api.Probe;
import org.junit.jupiter.api.Tag;

@Tag("services")
class PrometheusServiceContractTest extends MonitorServiceContract {

    @Override
    MonitorProcess start() throws Exception {
        return MonitorProcess.prometheus(MonitorProcess.folder(), "groups: []");
    }

    @Override
    Probe good(MonitorServer server) {
        return PrometheusProbes.query(server, "vector(1)");
    }

    @Override
    Probe bad(MonitorServer server) {
        return PrometheusProbes.query(server, "nothing{");
    }
}
