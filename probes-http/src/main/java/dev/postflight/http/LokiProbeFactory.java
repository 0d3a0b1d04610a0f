package dev.postflight.http;

import dev.postflight.api.Probe;
import dev.postflight.api.spi.ProbeArguments;
import dev.postflight.api.spi.ProbeFactory;
import dev.postflight.api.spi.ProbeParameter;
import dev.postflight.api.spi.ProbeParameter.Kind;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes probes of Loki from text, by the type {@code loki}.
 *
 * @since 0.1
 */
public final class LokiProbeFactory implements ProbeFactory {

    private static final String QUERY = "query";
    private static final String SELECTOR = "selector";
    private static final String FILTER = "filter";
    private static final String WINDOW = "window";
    private static final String TENANT = "tenant";
    private static final String ACCEPT_WARNINGS = "acceptWarnings";

    /** For the service loader. */
    public LokiProbeFactory() {}

    @Override
    public String type() {
        return "loki";
    }

    @Override
    public String text() {
        return "The lines of a log that pass a filter, as `matched`, `lines` and `ratio`; or the value of an expression in LogQL, as"
                + " `value` or by its own name, with `series` and `warnings`; or whether Loki is ready.";
    }

    @Override
    public List<ProbeParameter> parameters() {
        List<ProbeParameter> special = new ArrayList<>();
        special.add(ProbeParameter.required(MonitorParameters.URL, Kind.TEXT, "where Loki is"));
        special.add(ProbeParameter.optional(MonitorParameters.ASKS, Kind.TEXT, "what it is asked")
                .oneOf("lines", QUERY, "ready")
                .orElse("lines"));
        special.add(ProbeParameter.optional(SELECTOR, Kind.TEXT, "the streams, for lines"));
        special.add(ProbeParameter.optional(FILTER, Kind.TEXT, "what lines are counted, for lines"));
        special.add(ProbeParameter.optional(WINDOW, Kind.DURATION, "how far back, for lines")
                .orElse("5min"));
        special.add(ProbeParameter.optional(QUERY, Kind.TEXT, "the expression in LogQL, for query"));
        special.addAll(MonitorParameters.figure());
        special.add(
                ProbeParameter.optional(ACCEPT_WARNINGS, Kind.BOOLEAN, "whether an answer that may be partial will do")
                        .orElse("false"));
        special.add(ProbeParameter.optional(TENANT, Kind.TEXT, "the tenant, where there are several"));
        return MonitorParameters.server(special);
    }

    @Override
    public Probe create(ProbeArguments arguments) {
        MonitorServer server = MonitorParameters.server(arguments);
        if (arguments.has(TENANT)) {
            String tenant = arguments.text(TENANT);
            server = server.header("X-Scope-OrgID", () -> tenant);
        }
        return switch (arguments.text(MonitorParameters.ASKS)) {
            case "ready" -> LokiProbes.ready(server);
            case QUERY -> query(server, arguments);
            default ->
                LokiProbes.lines(
                        server,
                        MonitorParameters.needed(arguments, SELECTOR),
                        MonitorParameters.needed(arguments, FILTER),
                        arguments.duration(WINDOW));
        };
    }

    private static Probe query(MonitorServer server, ProbeArguments arguments) {
        LokiProbe probe = LokiProbes.query(server, MonitorParameters.needed(arguments, QUERY))
                .with(MonitorParameters.figure(arguments));
        return arguments.flag(ACCEPT_WARNINGS) ? probe.acceptWarnings() : probe;
    }
}
