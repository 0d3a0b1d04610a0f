package dev.postflight.http;

import dev.postflight.api.Probe;
import dev.postflight.api.spi.ProbeArguments;
import dev.postflight.api.spi.ProbeFactory;
import dev.postflight.api.spi.ProbeParameter;
import dev.postflight.api.spi.ProbeParameter.Kind;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes probes of Prometheus from text, by the type {@code prometheus}.
 *
 * @since 0.1
 */
public final class PrometheusProbeFactory implements ProbeFactory {

    private static final String QUERY = "query";
    private static final String ACCEPT_WARNINGS = "acceptWarnings";
    private static final String MAX_AGE = "maxAge";
    private static final String SAMPLES = "samples";

    /** For the service loader. */
    public PrometheusProbeFactory() {}

    @Override
    public String type() {
        return "prometheus";
    }

    @Override
    public String text() {
        return "The value of an expression in PromQL, as `value` or by its own name, with `series` and `warnings`; or whether"
                + " Prometheus is ready or healthy, or the counts of its targets or rules.";
    }

    @Override
    public List<ProbeParameter> parameters() {
        List<ProbeParameter> special = new ArrayList<>();
        special.add(ProbeParameter.required(MonitorParameters.URL, Kind.TEXT, "where Prometheus is"));
        special.add(ProbeParameter.optional(MonitorParameters.ASKS, Kind.TEXT, "what it is asked")
                .oneOf(QUERY, "ready", "healthy", "targets", "rules")
                .orElse(QUERY));
        special.add(ProbeParameter.optional(QUERY, Kind.TEXT, "the expression in PromQL"));
        special.addAll(MonitorParameters.figure());
        special.add(
                ProbeParameter.optional(ACCEPT_WARNINGS, Kind.BOOLEAN, "whether an answer that may be partial will do")
                        .orElse("false"));
        special.add(ProbeParameter.optional(MAX_AGE, Kind.DURATION, "the oldest that the samples may be"));
        special.add(ProbeParameter.optional(
                SAMPLES, Kind.TEXT, "the selector of the samples whose age it is; the expression when it is one"));
        return MonitorParameters.server(special);
    }

    @Override
    public Probe create(ProbeArguments arguments) {
        MonitorServer server = MonitorParameters.server(arguments);
        return switch (arguments.text(MonitorParameters.ASKS)) {
            case "ready" -> PrometheusProbes.ready(server);
            case "healthy" -> PrometheusProbes.healthy(server);
            case "targets" -> PrometheusProbes.targets(server);
            case "rules" -> PrometheusProbes.rules(server);
            default -> query(server, arguments);
        };
    }

    private static Probe query(MonitorServer server, ProbeArguments arguments) {
        String expression = MonitorParameters.needed(arguments, QUERY);
        PrometheusProbe probe = PrometheusProbes.query(server, expression).with(MonitorParameters.figure(arguments));
        if (arguments.flag(ACCEPT_WARNINGS)) {
            probe = probe.acceptWarnings();
        }
        if (!arguments.has(MAX_AGE)) {
            if (arguments.has(SAMPLES)) {
                throw Texts.fault(SAMPLES, "without " + MAX_AGE, "both, or " + MAX_AGE + " alone");
            }
            return probe;
        }
        return arguments.has(SAMPLES)
                ? probe.maxAge(arguments.duration(MAX_AGE), arguments.text(SAMPLES))
                : probe.maxAge(arguments.duration(MAX_AGE));
    }
}
