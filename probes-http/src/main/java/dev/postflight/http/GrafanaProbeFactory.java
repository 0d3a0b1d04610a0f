package dev.postflight.http;

import dev.postflight.api.Probe;
import dev.postflight.api.spi.ProbeArguments;
import dev.postflight.api.spi.ProbeFactory;
import dev.postflight.api.spi.ProbeParameter;
import dev.postflight.api.spi.ProbeParameter.Kind;
import java.util.List;

/**
 * Makes probes of Grafana from text, by the type {@code grafana}.
 *
 * @since 0.1
 */
public final class GrafanaProbeFactory implements ProbeFactory {

    private static final String HEALTH = "health";

    /** For the service loader. */
    public GrafanaProbeFactory() {}

    @Override
    public String type() {
        return "grafana";
    }

    @Override
    public String text() {
        return "Whether Grafana and its database are well, with `latency`; or its alert rules, as `rules`, `firing`, `pending`,"
                + " `inactive`, `other`, `failing`, `no_data` and `unevaluated`.";
    }

    @Override
    public List<ProbeParameter> parameters() {
        return MonitorParameters.server(List.of(
                ProbeParameter.required(MonitorParameters.URL, Kind.TEXT, "where Grafana is"),
                ProbeParameter.optional(MonitorParameters.ASKS, Kind.TEXT, "what it is asked")
                        .oneOf(HEALTH, "rules")
                        .orElse(HEALTH)));
    }

    @Override
    public Probe create(ProbeArguments arguments) {
        MonitorServer server = MonitorParameters.server(arguments);
        return arguments.text(MonitorParameters.ASKS).equals(HEALTH)
                ? GrafanaProbes.health(server)
                : GrafanaProbes.rules(server);
    }
}
