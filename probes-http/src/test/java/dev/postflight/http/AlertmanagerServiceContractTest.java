package dev.postflight.http;

import dev.postflight.api.Probe;
import org.junit.jupiter.api.Tag;

@Tag("services")
class AlertmanagerServiceContractTest extends MonitorServiceContract {

    @Override
    MonitorProcess start() throws Exception {
        return MonitorProcess.alertmanager(MonitorProcess.folder());
    }

    @Override
    Probe good(MonitorServer server) {
        return AlertmanagerProbes.alerts(server);
    }

    @Override
    Probe bad(MonitorServer server) {
        return AlertmanagerProbes.alerts(server).watchdog("Watchdog");
    }
}
