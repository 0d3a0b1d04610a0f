package dev.postflight.http;

import dev.postflight.api.Probe;
import dev.postflight.api.spi.ProbeArguments;
import dev.postflight.api.spi.ProbeFactory;
import dev.postflight.api.spi.ProbeParameter;
import dev.postflight.api.spi.ProbeParameter.Kind;
import java.util.List;

/**
 * Makes probes of health endpoints from text, by the type {@code health-endpoint}.
 *
 * @since 0.1
 */
public final class HealthEndpointFactory implements ProbeFactory {

    private static final String ENDPOINT = "endpoint";
    private static final String FORMAT = "format";
    private static final String COMPONENT = "component";
    private static final String ALSO_UP = "alsoUp";
    private static final String ALLOW_EMPTY = "allowEmpty";
    private static final String SHARED_FOR = "sharedFor";

    /** For the service loader. */
    public HealthEndpointFactory() {}

    @Override
    public String type() {
        return "health-endpoint";
    }

    @Override
    public String text() {
        return "The health endpoint of Spring Boot, MicroProfile or Dropwizard as a whole, with `components`, `components_down` and"
                + " `latency`; or one component of it, with `latency`.";
    }

    @Override
    public List<ProbeParameter> parameters() {
        return MonitorParameters.server(List.of(
                ProbeParameter.optional(MonitorParameters.URL, Kind.TEXT, "the URL of the endpoint itself"),
                ProbeParameter.optionalResource(
                        ENDPOINT, HealthEndpoint.class, "an endpoint whose checks share requests, in place of a URL"),
                ProbeParameter.optional(FORMAT, Kind.TEXT, "how it answers")
                        .oneOf("auto", "spring", "microprofile", "dropwizard")
                        .orElse("auto"),
                ProbeParameter.optional(
                        COMPONENT, Kind.TEXT, "the component, such as db or db/replica; else the whole"),
                ProbeParameter.optional(ALSO_UP, Kind.TEXTS, "statuses that count as up beside UP"),
                ProbeParameter.optional(ALLOW_EMPTY, Kind.BOOLEAN, "whether an endpoint without components is believed")
                        .orElse("false"),
                ProbeParameter.optional(
                        SHARED_FOR, Kind.DURATION, "how long after its request was sent an answer may be used again")));
    }

    @Override
    public Probe create(ProbeArguments arguments) {
        if (arguments.has(ENDPOINT) == arguments.has(MonitorParameters.URL)) {
            throw Texts.fault(
                    MonitorParameters.URL,
                    arguments.has(ENDPOINT) ? "beside endpoint" : "missing",
                    "a URL, or the name of an endpoint");
        }
        HealthEndpoint endpoint =
                arguments.has(ENDPOINT) ? arguments.resource(ENDPOINT, HealthEndpoint.class) : of(arguments);
        return arguments.has(COMPONENT) ? endpoint.component(arguments.text(COMPONENT)) : endpoint;
    }

    private static HealthEndpoint of(ProbeArguments arguments) {
        MonitorServer server = MonitorParameters.server(arguments);
        HealthEndpoint endpoint = switch (arguments.text(FORMAT)) {
            case "spring" -> HealthEndpoint.spring(server);
            case "microprofile" -> HealthEndpoint.microProfile(server);
            case "dropwizard" -> HealthEndpoint.dropwizard(server);
            default -> HealthEndpoint.of(server);
        };
        if (arguments.has(ALSO_UP)) {
            endpoint = endpoint.alsoUp(arguments.texts(ALSO_UP).toArray(new String[0]));
        }
        // one component is there or is not
        if (!arguments.has(COMPONENT) && arguments.flag(ALLOW_EMPTY)) {
            endpoint = endpoint.allowEmpty();
        }
        return arguments.has(SHARED_FOR) ? endpoint.sharedFor(arguments.duration(SHARED_FOR)) : endpoint;
    }
}
