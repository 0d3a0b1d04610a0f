package dev.postflight.http;

import static dev.postflight.http.AnsweringServer.answer;

import dev.postflight.api.Probe;

/** The contract of all probes, for what scripts of other origins may do. */
class CorsProbeContractTest extends HttpContract {

    private static final String ORIGIN = "https://app.example.org";

    @Override
    Probe probe(String url) {
        return HttpProbes.cors(url).bearer(() -> SECRET).allows(ORIGIN).refuses("null");
    }

    @Override
    AnsweringServer.Handler good() {
        return exchange -> {
            if (ORIGIN.equals(exchange.getRequestHeaders().getFirst("Origin"))) {
                exchange.getResponseHeaders().set("Access-Control-Allow-Origin", ORIGIN);
            }
            answer(200, "").handle(exchange);
        };
    }
}
