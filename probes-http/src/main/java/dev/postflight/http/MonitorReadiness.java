package dev.postflight.http;

import dev.postflight.api.Measurement;
import dev.postflight.api.Probe;
import dev.postflight.api.ProbeResult;
import dev.postflight.api.Unit;
import java.time.Duration;
import java.util.Map;

/**
 * Whether a monitoring system says that it is ready. A page, such as that of a login, is no such word, whatever its status.
 *
 * @param path where it says so
 */
record MonitorReadiness(MonitorServer server, String path) implements Probe {

    private static final String LATENCY = "latency";

    @Override
    public ProbeResult run(Duration timeout) throws InterruptedException {
        try {
            MonitorAnswer answer = server.get(new Exchange(timeout), path);
            if (answer.isOk() && answer.isPlainWord()) {
                return ProbeResult.up(Measurement.of(LATENCY, answer.seconds(), Unit.SECONDS));
            }
            return answer.status() >= 500
                    ? ProbeResult.down(
                            this + ": not ready, " + answer.statusAndBody(),
                            Measurement.of(LATENCY, answer.seconds(), Unit.SECONDS))
                    : ProbeResult.silent(this + ": not its own word, " + answer.statusAndBody());
        } catch (MonitorException e) {
            return ProbeResult.silent(this + ": " + e.text());
        }
    }

    @Override
    public Map<String, Unit> metrics() {
        return Map.of(LATENCY, Unit.SECONDS);
    }

    @Override
    public String wanted() {
        return "status 200 and its own word";
    }

    @Override
    public String toString() {
        return "GET " + server + path;
    }
}
