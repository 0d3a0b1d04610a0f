package dev.postflight.http;

import static dev.postflight.http.AnsweringServer.answer;

import dev.postflight.api.Probe;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** The contract of all probes, for rate limits: of one that counts each thread by itself, as no two runs may share a budget. */
class RateLimitProbeContractTest extends HttpContract {

    private static final int LIMIT = 3;

    @Override
    Probe probe(String url) {
        HttpProbe asking = request(url)
                .header("X-Caller", () -> "caller " + Thread.currentThread().getId());
        return HttpProbes.rateLimit(asking, "localhost").expectLimit(LIMIT, LIMIT);
    }

    @Override
    AnsweringServer.Handler good() {
        Map<String, AtomicInteger> counts = new ConcurrentHashMap<>();
        return exchange -> {
            String caller = exchange.getRequestHeaders().getFirst("X-Caller");
            int count = counts.computeIfAbsent(caller, unused -> new AtomicInteger())
                    .incrementAndGet();
            answer(count % (LIMIT + 1) == 0 ? 429 : 200, "{\"status\":\"UP\"}").handle(exchange);
        };
    }
}
