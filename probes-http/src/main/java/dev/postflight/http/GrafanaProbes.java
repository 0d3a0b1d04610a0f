package dev.postflight.http;

import dev.postflight.api.Probe;

/**
 * Makes probes that ask Grafana.
 *
 * @since 0.1
 */
public final class GrafanaProbes {

    private GrafanaProbes() {}

    /**
     * A probe of Grafana itself: up when it says that its database is well, with its {@code latency}. The reason for which it is
     * down has the version of Grafana, where that is shown.
     *
     * @param url where Grafana is, with the path that its own come after
     * @return the probe
     * @throws IllegalArgumentException if it is no such URL, or it has a query
     */
    public static Probe health(String url) {
        return health(MonitorServer.of(url));
    }

    /**
     * A probe of Grafana itself: up when it says that its database is well, with its {@code latency}. The reason for which it is
     * down has the version of Grafana, where that is shown.
     *
     * @param server where Grafana is; no credentials are needed
     * @return the probe
     * @throws IllegalArgumentException if the URL of the server has a query
     */
    public static Probe health(MonitorServer server) {
        return new GrafanaHealth(MonitorServer.given(server).asBase());
    }

    /**
     * A probe of the alert rules that Grafana evaluates: {@code rules}, how many are {@code firing}, {@code pending},
     * {@code inactive} or in an {@code other} state, and {@code failing}, {@code no_data} and {@code unevaluated}. It is down
     * when a rule cannot be evaluated, and names it; no rules are silence, as that is what one sees without the permission
     * to read them, which a {@link MonitorServer} with a token has.
     *
     * @param url where Grafana is, with the path that its own come after
     * @return the probe
     * @throws IllegalArgumentException if it is no such URL, or it has a query
     */
    public static Probe rules(String url) {
        return rules(MonitorServer.of(url));
    }

    /**
     * A probe of the alert rules that Grafana evaluates: {@code rules}, how many are {@code firing}, {@code pending},
     * {@code inactive} or in an {@code other} state, and {@code failing}, {@code no_data} and {@code unevaluated}. It is down
     * when a rule cannot be evaluated, and names it; no rules are silence, as that is what one sees without the permission
     * to read them, which a {@link MonitorServer} with a token has.
     *
     * @param server where Grafana is, with the token of a service account that may read alert rules
     * @return the probe
     * @throws IllegalArgumentException if the URL of the server has a query
     */
    public static Probe rules(MonitorServer server) {
        return new MonitorRules(MonitorServer.given(server).asBase(), "/api/prometheus/grafana/api/v1/rules");
    }
}
