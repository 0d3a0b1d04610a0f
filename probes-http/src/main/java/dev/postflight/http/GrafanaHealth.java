package dev.postflight.http;

import dev.postflight.api.Measurement;
import dev.postflight.api.Probe;
import dev.postflight.api.ProbeResult;
import dev.postflight.api.Unit;
import java.time.Duration;
import java.util.Map;

/** Whether Grafana says that it is well. */
record GrafanaHealth(MonitorServer server) implements Probe {

    private static final String PATH = "/api/health";
    private static final String LATENCY = "latency";

    @Override
    public ProbeResult run(Duration timeout) throws InterruptedException {
        try {
            MonitorAnswer answer = server.get(new Exchange(timeout), PATH);
            JsonTree root = answer.json();
            String database = root.get("database").text();
            if (database == null) {
                throw answer.strange("no word about the database");
            }
            Measurement latency = Measurement.of(LATENCY, answer.seconds(), Unit.SECONDS);
            if (answer.isOk() && database.equals("ok")) {
                return ProbeResult.up(latency);
            }
            String version = root.get("version").text();
            return ProbeResult.down(
                    answer.hidden(this + ": status " + answer.status() + ", database " + Texts.cut(database)
                            + (version == null ? "" : ", version " + Texts.cut(version))),
                    latency);
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
        return "status 200, database ok";
    }

    @Override
    public String toString() {
        return "GET " + server + PATH;
    }
}
