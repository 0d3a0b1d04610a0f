package dev.postflight.http;

import dev.postflight.api.Probe;
import dev.postflight.api.spi.ProbeArguments;
import dev.postflight.api.spi.ProbeFactory;
import dev.postflight.api.spi.ProbeParameter;
import java.util.List;

/**
 * Makes probes of one request from text, by the type {@code http}.
 *
 * @since 0.1
 */
public final class HttpProbeFactory implements ProbeFactory {

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
        return HttpParameters.plus(HttpParameters.request(), HttpParameters.measures());
    }

    @Override
    public Probe create(ProbeArguments arguments) {
        return HttpParameters.measures(HttpParameters.request(arguments), arguments);
    }
}
