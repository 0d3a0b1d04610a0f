package dev.postflight.http;

import dev.postflight.api.Probe;
import dev.postflight.api.spi.ProbeArguments;
import dev.postflight.api.spi.ProbeFactory;
import dev.postflight.api.spi.ProbeParameter;
import dev.postflight.api.spi.ProbeParameter.Kind;
import java.util.List;

/**
 * Makes probes of what scripts of other origins may do from text, by the type {@code http-cors}.
 *
 * @since 0.1
 */
public final class CorsProbeFactory implements ProbeFactory {

    /** For the service loader. */
    public CorsProbeFactory() {}

    @Override
    public String type() {
        return "http-cors";
    }

    @Override
    public String text() {
        return "Whether scripts of other origins may call a URL, by the preflight request of browsers, with `failed`.";
    }

    @Override
    public List<ProbeParameter> parameters() {
        return HttpParameters.plus(
                HttpParameters.plus(List.of(HttpParameters.url()), HttpParameters.settings()),
                List.of(
                        ProbeParameter.optional("allows", Kind.TEXTS, "origins whose scripts may call"),
                        ProbeParameter.optional("refuses", Kind.TEXTS, "origins whose scripts may not call"),
                        ProbeParameter.optional(HttpParameters.METHOD, Kind.TEXT, "the method of the call")
                                .orElse("GET"),
                        ProbeParameter.optional("requestHeaders", Kind.TEXTS, "the names of headers of the call"),
                        ProbeParameter.optional(
                                "withCredentials", Kind.BOOLEAN, "whether it is made with credentials")));
    }

    @Override
    public Probe create(ProbeArguments arguments) {
        List<String> allowed = arguments.texts("allows");
        List<String> refused = arguments.texts("refuses");
        if (allowed.isEmpty() && refused.isEmpty()) {
            throw Texts.fault("allows", "missing", "an origin at least, in allows or refuses");
        }
        CorsProbe probe = HttpParameters.settings(HttpProbes.cors(arguments.text(HttpParameters.URL)), arguments)
                .method(arguments.text(HttpParameters.METHOD))
                .requestHeaders(arguments.texts("requestHeaders").toArray(new String[0]));
        for (String origin : allowed) {
            probe = probe.allows(origin);
        }
        for (String origin : refused) {
            probe = probe.refuses(origin);
        }
        return arguments.flag("withCredentials") ? probe.withCredentials() : probe;
    }
}
