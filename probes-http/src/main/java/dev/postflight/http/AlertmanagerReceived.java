package dev.postflight.http;

import dev.postflight.api.Measurement;
import dev.postflight.api.Probe;
import dev.postflight.api.ProbeResult;
import dev.postflight.api.SilenceRule;
import dev.postflight.api.Unit;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What Alertmanager was told since it was started, by the counters of its metrics page. */
record AlertmanagerReceived(MonitorServer server) implements Probe {

    private static final String PATH = "/metrics";
    private static final Pattern RECEIVED = Pattern.compile("alertmanager_alerts_received_total\\{(.*)\\} (\\S+)");
    private static final Pattern INVALID = Pattern.compile("alertmanager_alerts_invalid_total(\\{.*\\})? (\\S+)");
    private static final Pattern STATUS = Pattern.compile("(?:^|,)status=\"(firing|resolved)\"(?:,|$)");

    @Override
    public ProbeResult run(Duration timeout) throws InterruptedException {
        try {
            MonitorAnswer answer = server.get(new Exchange(timeout), PATH);
            return answer.isOk() ? read(answer) : ProbeResult.silent(this + ": " + answer.statusAndBody());
        } catch (MonitorException e) {
            return ProbeResult.silent(this + ": " + e.text());
        }
    }

    /** Each version of the API that alerts came by has its own counters. */
    private ProbeResult read(MonitorAnswer answer) throws MonitorException {
        Map<String, Double> sums = new LinkedHashMap<>();
        for (String line : answer.text().split("\n", -1)) {
            Matcher received = RECEIVED.matcher(line.strip());
            Matcher invalid = INVALID.matcher(line.strip());
            if (received.matches()) {
                Matcher status = STATUS.matcher(received.group(1));
                if (status.find()) {
                    sums.merge(status.group(1), count(received.group(2)), Double::sum);
                }
            } else if (invalid.matches()) {
                sums.merge("invalid", count(invalid.group(2)), Double::sum);
            }
        }
        Measurement[] measurements = new Measurement[3];
        int i = 0;
        for (String name : metrics().keySet()) {
            Double sum = sums.get(name);
            if (sum == null) {
                throw answer.strange("no counter of " + name + " alerts");
            }
            measurements[i++] = Measurement.of(name, sum, Unit.COUNT);
        }
        return ProbeResult.up(measurements);
    }

    private static double count(String text) throws MonitorException {
        try {
            double count = Double.parseDouble(text);
            if (count >= 0 && Double.isFinite(count)) {
                return count;
            }
        } catch (NumberFormatException e) {
            // the same sentence
        }
        throw MonitorException.of("a counter of alerts that is " + Texts.quoted(Texts.cut(text)));
    }

    @Override
    public Map<String, Unit> metrics() {
        return MonitorCounts.of("firing", "resolved", "invalid").units();
    }

    @Override
    public SilenceRule silence() {
        return SilenceRule.HOLD;
    }

    @Override
    public String wanted() {
        return "counters of alerts";
    }

    @Override
    public String toString() {
        return "GET " + server + PATH;
    }
}
