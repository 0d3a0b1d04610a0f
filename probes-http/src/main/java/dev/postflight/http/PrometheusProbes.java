package dev.postflight.http;

import dev.postflight.api.Probe;

/**
 * Makes probes that ask Prometheus, or what speaks its HTTP API.
 *
 * <pre>{@code
 * Check.of("requests", PrometheusProbes.query("http://localhost:9090", "sum(increase(http_requests_total[5m]))"))
 *     .threshold("value: CRITICAL < 1");
 * }</pre>
 *
 * @since 0.1
 */
public final class PrometheusProbes {

    private PrometheusProbes() {}

    /**
     * A probe of one expression.
     *
     * @param url where Prometheus is, with the path that its own come after
     * @param expression in PromQL
     * @return the probe
     * @throws IllegalArgumentException if it is no such URL, or it has a query, or the expression is blank
     */
    public static PrometheusProbe query(String url, String expression) {
        return query(MonitorServer.of(url), expression);
    }

    /**
     * A probe of one expression.
     *
     * @param server where Prometheus is
     * @param expression in PromQL
     * @return the probe
     * @throws IllegalArgumentException if the URL of the server has a query, or the expression is blank
     */
    public static PrometheusProbe query(MonitorServer server, String expression) {
        return PrometheusProbe.of(server, expression);
    }

    /**
     * A probe of Prometheus itself: up when it says that it is ready to answer queries, with its {@code latency}.
     *
     * @param url where Prometheus is, with the path that its own come after
     * @return the probe
     * @throws IllegalArgumentException if it is no such URL, or it has a query
     */
    public static Probe ready(String url) {
        return ready(MonitorServer.of(url));
    }

    /**
     * A probe of Prometheus itself: up when it says that it is ready to answer queries, with its {@code latency}.
     *
     * @param server where Prometheus is
     * @return the probe
     * @throws IllegalArgumentException if the URL of the server has a query
     */
    public static Probe ready(MonitorServer server) {
        return new MonitorReadiness(MonitorServer.given(server).asBase(), "/-/ready");
    }

    /**
     * A probe of Prometheus itself: up when it says that it runs, ready or not, with its {@code latency}.
     *
     * @param url where Prometheus is, with the path that its own come after
     * @return the probe
     * @throws IllegalArgumentException if it is no such URL, or it has a query
     */
    public static Probe healthy(String url) {
        return healthy(MonitorServer.of(url));
    }

    /**
     * A probe of Prometheus itself: up when it says that it runs, ready or not, with its {@code latency}.
     *
     * @param server where Prometheus is
     * @return the probe
     * @throws IllegalArgumentException if the URL of the server has a query
     */
    public static Probe healthy(MonitorServer server) {
        return new MonitorReadiness(MonitorServer.given(server).asBase(), "/-/healthy");
    }

    /**
     * A probe of what Prometheus scrapes: {@code targets}, and how many of them are {@code up}, {@code down} or
     * {@code unknown}, as they are before their first scrape. No target at all is silence.
     *
     * @param url where Prometheus is, with the path that its own come after
     * @return the probe
     * @throws IllegalArgumentException if it is no such URL, or it has a query
     */
    public static Probe targets(String url) {
        return targets(MonitorServer.of(url));
    }

    /**
     * A probe of what Prometheus scrapes: {@code targets}, and how many of them are {@code up}, {@code down} or
     * {@code unknown}, as they are before their first scrape. No target at all is silence.
     *
     * @param server where Prometheus is
     * @return the probe
     * @throws IllegalArgumentException if the URL of the server has a query
     */
    public static Probe targets(MonitorServer server) {
        return new PrometheusTargets(MonitorServer.given(server).asBase());
    }

    /**
     * A probe of the rules that Prometheus evaluates: {@code rules}, how many are {@code firing}, {@code pending},
     * {@code inactive} or in an {@code other} state, and {@code failing}, {@code no_data} and {@code unevaluated}. It is
     * down when a rule cannot be evaluated, and names it.
     *
     * @param url where Prometheus is, with the path that its own come after
     * @return the probe
     * @throws IllegalArgumentException if it is no such URL, or it has a query
     */
    public static Probe rules(String url) {
        return rules(MonitorServer.of(url));
    }

    /**
     * A probe of the rules that Prometheus evaluates: {@code rules}, how many are {@code firing}, {@code pending},
     * {@code inactive} or in an {@code other} state, and {@code failing}, {@code no_data} and {@code unevaluated}. It is
     * down when a rule cannot be evaluated, and names it.
     *
     * @param server where Prometheus is
     * @return the probe
     * @throws IllegalArgumentException if the URL of the server has a query
     */
    public static Probe rules(MonitorServer server) {
        return new MonitorRules(MonitorServer.given(server).asBase(), "/api/v1/rules");
    }
}
