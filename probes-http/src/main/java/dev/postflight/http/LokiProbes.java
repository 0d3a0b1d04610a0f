package dev.postflight.http;

import dev.postflight.api.Probe;
import java.time.Duration;

/**
 * Makes probes that ask Loki.
 *
 * <pre>{@code
 * Check.of("log", LokiProbes.lines("http://localhost:3100", "{app=\"orders\"}", "|= \"ERROR\"", Duration.ofMinutes(5)))
 *     .threshold("ratio: CRITICAL > 5%");
 * }</pre>
 *
 * @since 0.1
 */
public final class LokiProbes {

    private LokiProbes() {}

    /**
     * A probe of one expression.
     *
     * @param url where Loki is, with the path that its own come after
     * @param expression in LogQL, with a number as its value
     * @return the probe
     * @throws IllegalArgumentException if it is no such URL, or it has a query, or the expression is blank
     */
    public static LokiProbe query(String url, String expression) {
        return query(MonitorServer.of(url), expression);
    }

    /**
     * A probe of one expression.
     *
     * @param server where Loki is; of several tenants, the header {@code X-Scope-OrgID} says which one
     * @param expression in LogQL, with a number as its value
     * @return the probe
     * @throws IllegalArgumentException if the URL of the server has a query, or the expression is blank
     */
    public static LokiProbe query(MonitorServer server, String expression) {
        return LokiProbe.of(server, expression);
    }

    /**
     * A probe that counts the lines of a log that pass a filter: {@code matched}, of how many {@code lines}, and their
     * {@code ratio}. No line at all is silence; lines of which none passes are zero.
     *
     * @param url where Loki is, with the path that its own come after
     * @param selector the streams: {@code {app="orders"}}
     * @param filter what lines are counted: {@code |= "ERROR"} or {@code | json | level="error"}
     * @param window how far back, at least a second; parts of a second are not counted
     * @return the probe
     * @throws IllegalArgumentException if it is no such URL, or it has a query, the selector has no braces around it,
     *     the filter does not begin with a bar or an exclamation mark, or the window is shorter
     */
    public static Probe lines(String url, String selector, String filter, Duration window) {
        return lines(MonitorServer.of(url), selector, filter, window);
    }

    /**
     * A probe that counts the lines of a log that pass a filter: {@code matched}, of how many {@code lines}, and their
     * {@code ratio}. No line at all is silence; lines of which none passes are zero.
     *
     * @param server where Loki is; of several tenants, the header {@code X-Scope-OrgID} says which one
     * @param selector the streams: {@code {app="orders"}}
     * @param filter what lines are counted: {@code |= "ERROR"} or {@code | json | level="error"}
     * @param window how far back, at least a second; parts of a second are not counted
     * @return the probe
     * @throws IllegalArgumentException if the URL of the server has a query, the selector has no braces around it,
     *     the filter does not begin with a bar or an exclamation mark, or the window is shorter
     */
    public static Probe lines(MonitorServer server, String selector, String filter, Duration window) {
        return LokiLines.of(MonitorServer.given(server).asBase(), selector, filter, window);
    }

    /**
     * A probe of Loki itself: up when it says that it is ready, with its {@code latency}.
     *
     * @param url where Loki is, with the path that its own come after
     * @return the probe
     * @throws IllegalArgumentException if it is no such URL, or it has a query
     */
    public static Probe ready(String url) {
        return ready(MonitorServer.of(url));
    }

    /**
     * A probe of Loki itself: up when it says that it is ready, with its {@code latency}.
     *
     * @param server where Loki is
     * @return the probe
     * @throws IllegalArgumentException if the URL of the server has a query
     */
    public static Probe ready(MonitorServer server) {
        return new MonitorReadiness(MonitorServer.given(server).asBase(), "/ready");
    }
}
