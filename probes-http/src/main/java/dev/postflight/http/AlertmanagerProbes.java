package dev.postflight.http;

import dev.postflight.api.Probe;

/**
 * Makes probes that ask Alertmanager.
 *
 * <pre>{@code
 * Check.of("alerts", AlertmanagerProbes.alerts("http://localhost:9093").watchdog("Watchdog"))
 *     .threshold("critical: CRITICAL > 0");
 * }</pre>
 *
 * @since 0.1
 */
public final class AlertmanagerProbes {

    private AlertmanagerProbes() {}

    /**
     * A probe of all alerts.
     *
     * @param url where Alertmanager is, with the path that its own come after
     * @return the probe
     * @throws IllegalArgumentException if it is no such URL, or it has a query
     */
    public static AlertmanagerProbe alerts(String url) {
        return alerts(MonitorServer.of(url));
    }

    /**
     * A probe of all alerts.
     *
     * @param server where Alertmanager is
     * @return the probe
     * @throws IllegalArgumentException if the URL of the server has a query
     */
    public static AlertmanagerProbe alerts(MonitorServer server) {
        return AlertmanagerProbe.of(server);
    }

    /**
     * A probe of Alertmanager itself: up when it says that it is ready, with its {@code latency}.
     *
     * @param url where Alertmanager is, with the path that its own come after
     * @return the probe
     * @throws IllegalArgumentException if it is no such URL, or it has a query
     */
    public static Probe ready(String url) {
        return ready(MonitorServer.of(url));
    }

    /**
     * A probe of Alertmanager itself: up when it says that it is ready, with its {@code latency}.
     *
     * @param server where Alertmanager is
     * @return the probe
     * @throws IllegalArgumentException if the URL of the server has a query
     */
    public static Probe ready(MonitorServer server) {
        return new MonitorReadiness(MonitorServer.given(server).asBase(), "/-/ready");
    }

    /**
     * A probe of what Alertmanager was told since it was started, by its metrics page: {@code firing} and {@code resolved},
     * and {@code invalid}. Each sender repeats itself, so that they are more than there were alerts: what they show is that
     * resolutions come in.
     *
     * @param url where Alertmanager is, with the path that its own come after
     * @return the probe
     * @throws IllegalArgumentException if it is no such URL, or it has a query
     */
    public static Probe received(String url) {
        return received(MonitorServer.of(url));
    }

    /**
     * A probe of what Alertmanager was told since it was started, by its metrics page: {@code firing} and {@code resolved},
     * and {@code invalid}. Each sender repeats itself, so that they are more than there were alerts: what they show is that
     * resolutions come in.
     *
     * @param server where Alertmanager is
     * @return the probe
     * @throws IllegalArgumentException if the URL of the server has a query
     */
    public static Probe received(MonitorServer server) {
        return new AlertmanagerReceived(MonitorServer.given(server).asBase());
    }
}
