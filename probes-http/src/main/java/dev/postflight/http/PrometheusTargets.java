package dev.postflight.http;

import dev.postflight.api.Measurement;
import dev.postflight.api.Probe;
import dev.postflight.api.ProbeResult;
import dev.postflight.api.SilenceRule;
import dev.postflight.api.Unit;
import java.time.Duration;
import java.util.Map;

/** How many targets Prometheus scrapes with success. */
record PrometheusTargets(MonitorServer server) implements Probe {

    private static final String PATH = "/api/v1/targets";

    @Override
    public ProbeResult run(Duration timeout) throws InterruptedException {
        try {
            MonitorAnswer answer = server.get(new Exchange(timeout), PATH + "?state=active");
            JsonTree targets = MonitorData.whole(answer).get("activeTargets");
            if (!targets.isArray()) {
                throw answer.strange("no list of targets");
            }
            MonitorCounts counts = MonitorCounts.of("up", "down", "unknown");
            for (JsonTree target : targets.elements()) {
                String health = target.get("health").text();
                if (health == null || !counts.has(health)) {
                    throw answer.strange("a target whose health is " + target.get("health"));
                }
                counts.add(health);
            }
            return targets.size() == 0
                    ? ProbeResult.silent(this + ": Prometheus has no targets")
                    : new ProbeResult.Up(counts.measurements(Measurement.of("targets", targets.size(), Unit.COUNT)));
        } catch (MonitorException e) {
            return ProbeResult.silent(this + ": " + e.text());
        }
    }

    @Override
    public Map<String, Unit> metrics() {
        return MonitorCounts.of("targets", "up", "down", "unknown").units();
    }

    @Override
    public SilenceRule silence() {
        return SilenceRule.HOLD;
    }

    @Override
    public String wanted() {
        return "a list of targets";
    }

    @Override
    public String toString() {
        return "GET " + server + PATH;
    }
}
