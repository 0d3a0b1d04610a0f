package dev.postflight.http;

import dev.postflight.api.Probe;
import dev.postflight.api.spi.ProbeArguments;
import dev.postflight.api.spi.ProbeFactory;
import dev.postflight.api.spi.ProbeParameter;
import dev.postflight.api.spi.ProbeParameter.Kind;
import java.util.List;

/**
 * Makes probes of rate limits from text, by the type {@code http-rate-limit}.
 *
 * @since 0.1
 */
public final class HttpRateLimitFactory implements ProbeFactory {

    /** For the service loader. */
    public HttpRateLimitFactory() {}

    @Override
    public String type() {
        return "http-rate-limit";
    }

    @Override
    public String text() {
        return "One request over HTTP until it is refused with status 429, to see that there is a limit and where, with `allowed` and"
                + " `retry_after`. All requests share the check's timeout, which must suffice for one more than the limit.";
    }

    @Override
    public List<ProbeParameter> parameters() {
        return HttpParameters.plus(
                HttpParameters.direct(),
                List.of(
                        ProbeParameter.required(
                                "allowedHosts",
                                Kind.TEXTS,
                                "the hosts that may be burdened so, that of the URL among them"),
                        ProbeParameter.optional("least", Kind.INTEGER, "how many requests are let through at least")
                                .between(1, 999)
                                .orElse("1")
                                .unit("requests"),
                        ProbeParameter.required("most", Kind.INTEGER, "how many requests are let through at most")
                                .between(1, 999)
                                .unit("requests"),
                        ProbeParameter.optional("window", Kind.DURATION, "the time that the limit is for")
                                .orElse("1min")));
    }

    @Override
    public Probe create(ProbeArguments arguments) {
        String[] hosts = arguments.texts("allowedHosts").toArray(new String[0]);
        return HttpProbes.rateLimit(HttpParameters.direct(arguments), hosts)
                .expectLimit((int) arguments.integer("least"), (int) arguments.integer("most"))
                .per(arguments.duration("window"));
    }
}
