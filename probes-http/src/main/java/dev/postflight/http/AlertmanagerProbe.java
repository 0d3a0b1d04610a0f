package dev.postflight.http;

import dev.postflight.api.Probe;
import dev.postflight.api.ProbeResult;
import dev.postflight.api.SilenceRule;
import dev.postflight.api.Unit;
import java.time.Duration;
import java.util.Map;

/**
 * Counts the alerts that Alertmanager has now, by its API version 2. Every method that takes a setting returns a new probe and
 * leaves this one as it is.
 *
 * <p>Measured are {@code active}, {@code unprocessed} (not looked at yet) and {@code suppressed} alerts, of the suppressed
 * ones those that are {@code silenced}, {@code inhibited} or {@code muted} by the time of day, and of those that are
 * <em>not</em> suppressed {@code critical}, {@code warning}, {@code info} and {@code other}, by severity. An alert for several
 * receivers counts once.
 *
 * <ul>
 *   <li>The probe is up whatever the counts are, so that thresholds judge them, unless there is something
 *       {@linkplain #expectNone that must not be}.
 *   <li>No alert at all is zero, and looks the same when Prometheus has lost Alertmanager: name an alert that always fires
 *       as the {@link #watchdog}.
 *   <li>Resolved alerts are not there: Alertmanager forgets them, and its API never shows them. {@link AlertmanagerProbes#received} measures
 *       what it was told of them.
 *   <li>Whatever goes wrong is silence, and silence of this probe means {@link SilenceRule#HOLD}.
 * </ul>
 *
 * <pre>{@code
 * Check.of("alerts", AlertmanagerProbes.alerts("http://localhost:9093").watchdog("Watchdog").matching("team=\"orders\""))
 *     .threshold("critical: CRITICAL > 0")
 *     .threshold("warning: MEDIUM > 5");
 * }</pre>
 *
 * <p>A probe may be used by many threads at once.
 *
 * @since 0.1
 */
public final class AlertmanagerProbe implements Probe {

    private final MonitorServer server;
    private final AlertmanagerFilter filter;
    private final AlertmanagerSeverities severities;

    private AlertmanagerProbe(MonitorServer server, AlertmanagerFilter filter, AlertmanagerSeverities severities) {
        this.server = server;
        this.filter = filter;
        this.severities = severities;
    }

    static AlertmanagerProbe of(MonitorServer server) {
        return new AlertmanagerProbe(
                MonitorServer.given(server).asBase(), AlertmanagerFilter.NONE, AlertmanagerSeverities.USUAL);
    }

    /**
     * Counts only alerts whose labels match, beside the matchers of earlier calls.
     *
     * @param matcher as Alertmanager writes it: {@code team="orders"}, {@code service=~"api|web"}
     * @return the new probe
     * @throws IllegalArgumentException if it has no name or no operator
     */
    public AlertmanagerProbe matching(String matcher) {
        return new AlertmanagerProbe(server, filter.matching(matcher), severities);
    }

    /**
     * Counts only alerts that are routed to some receivers.
     *
     * @param expression a regular expression (RE2) that the whole name of a receiver must match
     * @return the new probe
     * @throws IllegalArgumentException if it is blank
     */
    public AlertmanagerProbe receiver(String expression) {
        return new AlertmanagerProbe(server, filter.receiver(expression), severities);
    }

    /**
     * The label that has the severity; {@code severity} by default.
     *
     * @param label its name
     * @return the new probe
     * @throws IllegalArgumentException if it is blank
     */
    public AlertmanagerProbe severityLabel(String label) {
        return new AlertmanagerProbe(server, filter, severities.label(label));
    }

    /**
     * The values of that label, in any case, that count as one severity: in place of its own name, which alone is one by default.
     *
     * @param metric {@code critical}, {@code warning}, {@code info} or a new one
     * @param values one or more, such as {@code page} and {@code P1}
     * @return the new probe
     * @throws IllegalArgumentException if the name is no metric name or is one that the probe has already, there is no value, or
     *     one counts as another severity already
     */
    public AlertmanagerProbe severity(String metric, String... values) {
        return new AlertmanagerProbe(server, filter, severities.with(metric, values));
    }

    /**
     * Is down when there is an alert of some severity that is not suppressed, and names it.
     *
     * @param metrics one or more severities, by the names of their metrics: {@code critical}, {@code other}
     * @return the new probe
     * @throws IllegalArgumentException if there is none, or one that the probe does not know (yet)
     */
    public AlertmanagerProbe expectNone(String... metrics) {
        return new AlertmanagerProbe(server, filter, severities.without(metrics));
    }

    /**
     * Is silent unless some alert is there, which always fires to show that alerts arrive. It is looked for among all alerts,
     * and not counted.
     *
     * @param alertname the name of the alert, such as {@code Watchdog}
     * @return the new probe
     * @throws IllegalArgumentException if it is blank
     */
    public AlertmanagerProbe watchdog(String alertname) {
        return new AlertmanagerProbe(server, filter.watchdog(alertname), severities);
    }

    /**
     * Asks, and waits for the whole answer.
     *
     * @param timeout the time for everything; positive
     * @return the counts, or why there are none
     * @throws IllegalArgumentException if the timeout is not positive
     * @throws InterruptedException if the thread is interrupted; the request is cancelled then
     */
    @Override
    public ProbeResult run(Duration timeout) throws InterruptedException {
        Exchange exchange = new Exchange(timeout);
        try {
            if (!filter.watchdog().isEmpty()) {
                AlertmanagerAlerts.of(server.get(exchange, filter.watchdogQuery()), "")
                        .expectActive(filter.watchdog());
            }
            MonitorAnswer answer = server.get(exchange, filter.query());
            return severities.judge(toString(), answer, AlertmanagerAlerts.of(answer, filter.watchdog()));
        } catch (MonitorException e) {
            return ProbeResult.silent(this + ": " + e.text());
        }
    }

    /**
     * What is counted.
     *
     * @return states and severities
     */
    @Override
    public Map<String, Unit> metrics() {
        return severities.counts().units();
    }

    @Override
    public SilenceRule silence() {
        return SilenceRule.HOLD;
    }

    @Override
    public String wanted() {
        return severities.wanted();
    }

    /**
     * The question for people.
     *
     * @return where it is asked, and which alerts are counted
     */
    @Override
    public String toString() {
        return filter.shown() + " at " + server;
    }
}
