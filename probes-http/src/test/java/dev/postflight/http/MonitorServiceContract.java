package dev.postflight.http;

import dev.postflight.api.Probe;
import dev.postflight.contracts.ProbeContract;
import java.util.Map;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** The contract of all probes, for one that asks a real monitoring system. */
abstract class MonitorServiceContract extends ProbeContract {

    private MonitorProcess process;

    abstract MonitorProcess start() throws Exception;

    /** A question that is answered well. */
    abstract Probe good(MonitorServer server);

    /** A question that is not. */
    abstract Probe bad(MonitorServer server);

    @BeforeEach
    void startIt() throws Exception {
        process = start();
    }

    @AfterEach
    void stop() throws Exception {
        process.close();
    }

    @Override
    protected Probe sound() {
        return good(process.server());
    }

    @Override
    protected Map<Situation, Callable<Probe>> faults() {
        return Map.of(
                Situation.DEAD, () -> good(MonitorServer.of(MonitorTestServer.deadUrl())),
                Situation.SLOW,
                        () -> {
                            process.freeze();
                            return good(process.server());
                        },
                Situation.WRONG,
                        () -> {
                            process.thaw();
                            return bad(process.server());
                        });
    }
}
