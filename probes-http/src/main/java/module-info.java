/** Probes over HTTP, on the JDK's own client. */
module dev.postflight.http {
    requires transitive dev.postflight.api;
    requires transitive java.net.http;
    requires com.fasterxml.jackson.databind;
    requires static transitive org.jspecify;

    exports dev.postflight.http;

    provides dev.postflight.api.spi.ProbeFactory with
            dev.postflight.http.AlertmanagerProbeFactory,
            dev.postflight.http.CorsProbeFactory,
            dev.postflight.http.GrafanaProbeFactory,
            dev.postflight.http.HealthEndpointFactory,
            dev.postflight.http.HttpCountersFactory,
            dev.postflight.http.HttpProbeFactory,
            dev.postflight.http.HttpRateLimitFactory,
            dev.postflight.http.HttpSamplesFactory,
            dev.postflight.http.LokiProbeFactory,
            dev.postflight.http.PrometheusProbeFactory,
            dev.postflight.http.TlsProbeFactory,
            dev.postflight.http.WebSocketProbeFactory;
}
