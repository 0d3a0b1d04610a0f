package dev.postflight.http;

import dev.postflight.api.Probe;
import dev.postflight.api.spi.ProbeArguments;
import dev.postflight.api.spi.ProbeFactory;
import dev.postflight.api.spi.ProbeParameter;
import dev.postflight.api.spi.ProbeParameter.Kind;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes probes of one request from text, by the type {@code http}.
 *
 * @since 0.1
 */
public final class HttpProbeFactory implements ProbeFactory {

    private static final String DNS = "dns";

    /** For the service loader. */
    public HttpProbeFactory() {}

    @Override
    public String type() {
        return "http";
    }

    @Override
    public String text() {
        return "One request over HTTP, and everything that its answer must be, with `latency`, `first_byte`, `status` and `size`.";
    }

    @Override
    public List<ProbeParameter> parameters() {
        List<ProbeParameter> all = new ArrayList<>(HttpParameters.request());
        all.add(ProbeParameter.optional(DNS, Kind.BOOLEAN, "whether looking up the host is timed, as `dns`"));
        all.addAll(JsonParameters.measures());
        return List.copyOf(all);
    }

    @Override
    public Probe create(ProbeArguments arguments) {
        HttpProbe probe = JsonParameters.measuring(HttpParameters.request(arguments), arguments);
        return arguments.flag(DNS) ? probe.measureDns() : probe;
    }
}
