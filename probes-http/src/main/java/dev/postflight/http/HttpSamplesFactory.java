package dev.postflight.http;

import dev.postflight.api.Probe;
import dev.postflight.api.spi.ProbeArguments;
import dev.postflight.api.spi.ProbeFactory;
import dev.postflight.api.spi.ProbeParameter;
import dev.postflight.api.spi.ProbeParameter.Kind;
import java.util.List;

/**
 * Makes probes of several equal requests from text, by the type {@code http-samples}.
 *
 * @since 0.1
 */
public final class HttpSamplesFactory implements ProbeFactory {

    /** For the service loader. */
    public HttpSamplesFactory() {}

    @Override
    public String type() {
        return "http-samples";
    }

    @Override
    public String text() {
        return "One request over HTTP, several times: the distribution of its times as `min`, `mean`, `p50`, `p95` and `max`, with"
                + " `samples` and `failed`. All share the check's timeout, which must exceed as many times the slowest acceptable answer.";
    }

    @Override
    public List<ProbeParameter> parameters() {
        return HttpParameters.plus(
                HttpParameters.request(),
                List.of(
                        ProbeParameter.optional("samples", Kind.INTEGER, "how many requests, one after another")
                                .between(1, 1_000)
                                .orElse("5")
                                .unit("requests"),
                        ProbeParameter.optional("allowFailed", Kind.INTEGER, "how many of them may fail")
                                .between(0, 999)
                                .orElse("0")
                                .unit("requests")));
    }

    @Override
    public Probe create(ProbeArguments arguments) {
        return HttpParameters.request(arguments)
                .sampled((int) arguments.integer("samples"))
                .allowFailed((int) arguments.integer("allowFailed"));
    }
}
