package dev.postflight.http;

import dev.postflight.api.Measurement;
import dev.postflight.api.Probe;
import dev.postflight.api.ProbeResult;
import dev.postflight.api.SilenceRule;
import dev.postflight.api.Unit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The rules of Prometheus or Grafana, by state and by whether they can be evaluated. A rule that cannot is silent about what
 * it watches, so that the probe is down then.
 *
 * @param path where they are listed
 */
record MonitorRules(MonitorServer server, String path) implements Probe {

    private static final String RULES = "rules";
    private static final String OTHER = "other";
    private static final String FAILING = "failing";
    private static final String NO_DATA = "no_data";
    private static final String UNEVALUATED = "unevaluated";
    private static final Set<String> STATES = Set.of("firing", "pending", "inactive");
    private static final String[] KINDS = {"firing", "pending", "inactive", OTHER, FAILING, NO_DATA, UNEVALUATED};

    @Override
    public ProbeResult run(Duration timeout) throws InterruptedException {
        try {
            return read(server.get(new Exchange(timeout), path));
        } catch (MonitorException e) {
            return ProbeResult.silent(this + ": " + e.text());
        }
    }

    private ProbeResult read(MonitorAnswer answer) throws MonitorException {
        JsonTree data = MonitorData.whole(answer);
        if (!data.get("groups").isArray()) {
            throw answer.strange("no list of groups of rules");
        }
        String next = data.get("groupNextToken").scalar();
        if (next != null && !next.isEmpty()) {
            throw MonitorException.of("only a part of the rules");
        }
        MonitorCounts counts = MonitorCounts.of(KINDS);
        List<String> failing = new ArrayList<>();
        int size = 0;
        for (JsonTree group : data.get("groups").elements()) {
            if (!group.get(RULES).isArray()) {
                throw answer.strange("a group without a list of rules");
            }
            for (JsonTree rule : group.get(RULES).elements()) {
                size++;
                count(answer, group, rule, counts, failing);
            }
        }
        if (size == 0) {
            throw MonitorException.of("no rules, or none that may be read");
        }
        List<Measurement> measurements = counts.measurements(Measurement.of(RULES, size, Unit.COUNT));
        return failing.isEmpty()
                ? new ProbeResult.Up(measurements)
                : new ProbeResult.Down(
                        answer.hidden(this + ": " + failing.size() + " of " + size + " rules cannot be evaluated: "
                                + MonitorData.shown(failing)),
                        measurements);
    }

    private static void count(
            MonitorAnswer answer, JsonTree group, JsonTree rule, MonitorCounts counts, List<String> failing)
            throws MonitorException {
        String name = rule.get("name").text();
        String health = rule.get("health").text();
        String state = rule.get("state").text();
        if (name == null
                || health == null
                || state == null && "alerting".equals(rule.get("type").text())) {
            throw answer.strange("a rule without name, health or state");
        }
        if (state != null) {
            counts.add(STATES.contains(state) ? state : OTHER);
        }
        switch (health) {
            case "ok" -> {
                // counted by its state alone
            }
            case "nodata" -> counts.add(NO_DATA);
            case "unknown" -> counts.add(UNEVALUATED);
            default -> {
                counts.add(FAILING);
                String error = rule.get("lastError").text();
                failing.add(Texts.cut(group.get("name").text() + "/" + name) + " is " + Texts.cut(health)
                        + (error == null || error.isBlank() ? "" : ": " + Texts.cut(error)));
            }
        }
    }

    @Override
    public Map<String, Unit> metrics() {
        List<String> names = new ArrayList<>(List.of(RULES));
        names.addAll(List.of(KINDS));
        return MonitorCounts.of(names).units();
    }

    @Override
    public SilenceRule silence() {
        return SilenceRule.HOLD;
    }

    @Override
    public String wanted() {
        return "rules that can be evaluated";
    }

    @Override
    public String toString() {
        return "GET " + server + path;
    }
}
