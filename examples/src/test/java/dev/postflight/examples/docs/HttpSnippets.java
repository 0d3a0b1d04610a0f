package dev.postflight.examples.docs;

import dev.postflight.api.Check;
import dev.postflight.api.Probe;
import dev.postflight.api.Scale;
import dev.postflight.api.Unit;
import dev.postflight.http.HttpProbe;
import dev.postflight.http.HttpProbes;
import dev.postflight.http.JsonRule;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/** The code of docs/probes-http.md, so that it compiles. */
final class HttpSnippets {

    private HttpSnippets() {}

    /** What supplies secrets. */
    interface Vault {
        String token();

        String password();

        String wrongPassword();

        String key();
    }

    static Probe expectations() {
        return HttpProbes.post("https://shop.example.org/api/search")
                .body("application/json", "{\"q\":\"lamp\"}")
                .expectStatus("200-299, 304")
                .expectHeaderContaining("Content-Type", "json")
                .expectJson("/version", "1.4.2")
                .expectJson("/hits", JsonRule.number(">= 1"))
                .expectJson("/debug", JsonRule.absent())
                .expectJson("/generatedAt", JsonRule.age("< 5m"))
                .expectBodyWithout("stack trace")
                .expectSize("<= 100KiB")
                .measureJson("hits", "/hits", Unit.COUNT)
                .measureJson("search_time", "/tookMs", Scale.of("ms"));
    }

    static List<Probe> credentials(String url, Vault vault) {
        HttpProbe byToken = HttpProbes.get(url).bearer(vault::token);
        HttpProbe byPassword = HttpProbes.get(url).basic("monitor", vault::password);
        HttpProbe byKey = HttpProbes.get(url).header("X-Api-Key", vault::key);
        HttpProbe wrongLogin = HttpProbes.post(url)
                .formField("user", "ann")
                .formField("password", vault::wrongPassword)
                .expectRefused();
        return List.of(byToken, byPassword, byKey, wrongLogin);
    }

    static Check samples() {
        return Check.of(
                        "front page",
                        HttpProbes.get("https://shop.example.org/").sampled(20))
                .timeout(Duration.ofSeconds(60))
                .threshold("mean: MEDIUM > 500ms, HIGH > 2s");
    }

    static Check certificate() {
        return Check.of(
                        "certificate",
                        HttpProbes.tls("https://shop.example.org").atLeast("TLSv1.3"))
                .threshold("expires_in: MEDIUM < 30d, CRITICAL < 7d");
    }

    static Probe identities(Supplier<String> manager7, Supplier<String> manager8) {
        return HttpProbes.identities(HttpProbes.get("https://shop.example.org/stores/7/orders"))
                .identity("nobody", HttpProbe::expectRefused)
                .identity("manager of store 8", probe -> probe.bearer(manager8).expectStatus(403))
                .identity("manager of store 7", probe -> probe.bearer(manager7).expectStatus(200));
    }

    static Check rateLimit() {
        return Check.of(
                        "rate limit",
                        HttpProbes.rateLimit(HttpProbes.get("https://staging.example.org/api"), "staging.example.org")
                                .expectLimit(110, 125)
                                .per(Duration.ofMinutes(1)))
                .timeout(Duration.ofSeconds(50));
    }

    static Probe counters(MeterRegistry registry) {
        return HttpProbes.counters(HttpProbes.get("http://localhost:8080/catalogue"), 5)
                .expectCounter(
                        "upstream", () -> registry.counter("upstream.calls").count(), "= 1");
    }

    static Probe cors() {
        return HttpProbes.cors("https://api.example.org/orders")
                .allows("https://app.example.org")
                .refuses("https://app.example.org.evil.example")
                .refuses("null")
                .method("PUT")
                .requestHeaders("content-type")
                .withCredentials();
    }

    static Probe webSocket(Supplier<String> token) {
        return HttpProbes.webSocket("wss://shop.example.org/live")
                .bearer(token)
                .subprotocol("v2")
                .expectReply("ping", "pong");
    }
}
