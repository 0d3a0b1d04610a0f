package dev.postflight.http;

import static dev.postflight.http.AnsweringServer.answer;
import static dev.postflight.http.Results.AMPLE;
import static dev.postflight.http.Results.down;
import static dev.postflight.http.Results.figures;
import static dev.postflight.http.Results.silence;
import static dev.postflight.http.Results.up;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.http.HttpClient;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** S2.3: a rate limit of 120 a minute and address. */
class RateLimitProbeTest {

    private final AtomicInteger requests = new AtomicInteger();

    private AnsweringServer limiting(int limit) throws Exception {
        return AnsweringServer.with(exchange -> {
            boolean refused = requests.incrementAndGet() > limit;
            if (refused) {
                exchange.getResponseHeaders().set("Retry-After", "42");
            }
            answer(refused ? 429 : 200, "").handle(exchange);
        });
    }

    private static RateLimitProbe probe(AnsweringServer server) {
        return HttpProbes.rateLimit(HttpProbes.get(server.url()), "localhost");
    }

    @Test
    void a_limit_where_it_is_due_is_up() throws Exception {
        try (AnsweringServer server = limiting(120)) {
            RateLimitProbe probe = probe(server).expectLimit(110, 120);
            assertThat(figures(up(probe).measurements()))
                    .containsEntry("allowed", 120.0)
                    .containsEntry("retry_after", 42.0);
            assertThat(requests).hasValue(121);
            assertThat(probe.wanted()).isEqualTo("status 429 after 110 to 120 requests");
        }
    }

    @Test
    void no_limit_is_down_after_no_more_requests_than_needed() throws Exception {
        try (AnsweringServer server = limiting(1_000)) {
            assertThat(down(probe(server).expectLimit(1, 10)).reason())
                    .isEqualTo("GET " + server.url() + ": no status 429 in 11 requests (expected: after 1 to 10)");
            assertThat(requests).hasValue(11);
        }
    }

    @Test
    void a_limit_that_comes_too_early_is_down() throws Exception {
        try (AnsweringServer server = limiting(5)) {
            assertThat(down(probe(server).expectLimit(6, 10)).reason())
                    .isEqualTo("GET " + server.url() + ": status 429 after 5 requests (expected: after 6 to 10)");
        }
    }

    @Test
    void an_error_instead_of_a_refusal_is_down() throws Exception {
        try (AnsweringServer server = AnsweringServer.with(exchange ->
                answer(requests.incrementAndGet() > 3 ? 503 : 200, "").handle(exchange))) {
            assertThat(down(probe(server).expectLimit(1, 10)).reason())
                    .isEqualTo("request 4: GET " + server.url() + ": status 503 (expected: 2xx), empty body");
        }
    }

    @Test
    void what_took_longer_than_the_window_is_not_known() throws Exception {
        try (AnsweringServer server = limiting(1_000)) {
            assertThat(silence(probe(server).expectLimit(1, 3).per(Duration.ofNanos(1)), AMPLE))
                    .matches("GET \\S+: no status 429 in 4 requests, but they took .* \\(expected: within 1 ns\\)");
        }
    }

    @Test
    void a_limit_that_was_reached_after_the_window_is_not_known() throws Exception {
        try (AnsweringServer server = limiting(3)) {
            RateLimitProbe probe = probe(server).per(Duration.ofNanos(1));
            assertThat(silence(probe.expectLimit(1, 5), AMPLE))
                    .matches("GET \\S+: status 429 after 3 requests, but they took .* \\(expected: within 1 ns\\)");
        }
    }

    @Test
    void what_is_not_over_in_time_is_not_known() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        try (AnsweringServer server = AnsweringServer.with(exchange -> {
            assertThat(never.await(requests.incrementAndGet() > 2 ? 5_000 : 0, TimeUnit.MILLISECONDS))
                    .isFalse();
            answer(200, "").handle(exchange);
        })) {
            assertThat(silence(probe(server).expectLimit(1, 10), Duration.ofSeconds(3)))
                    .isEqualTo("GET " + server.url() + ": only 2 requests within 3 s, and no status 429 until then"
                            + " (expected: up to 11; give the check a longer timeout)");
        }
    }

    @ParameterizedTest
    @CsvSource({"'', none", "other.example.org, other.example.org"})
    void a_host_that_the_plan_does_not_name_is_not_burdened(String host, String shown) {
        HttpProbe request = HttpProbes.get("http://Shop.example.org/");
        String[] hosts = host.isEmpty() ? new String[0] : new String[] {host};
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HttpProbes.rateLimit(request, hosts))
                .withMessage("allowedHosts: " + shown
                        + " (expected: shop.example.org among them, as requests are sent until they are refused)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "*", "*.example.org", "http://shop.example.org/"})
    void a_host_is_named_in_full(String host) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HttpProbes.rateLimit(HttpProbes.get("http://shop.example.org/"), host))
                .withMessage("hosts: \"" + host + "\" (expected: names of hosts, without scheme, port or wildcard)");
    }

    @Test
    void another_host_is_not_burdened_by_redirects() throws Exception {
        HttpClient following = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NORMAL)
                .build();
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        HttpProbes.rateLimit(HttpProbes.get("http://localhost/").client(following), "localhost"))
                .withMessage("client: one that follows redirects (expected: one that burdens no other host)");
        try (AnsweringServer server = AnsweringServer.with(exchange -> {
            exchange.getResponseHeaders().set("Location", "http://127.0.0.1:1/");
            exchange.sendResponseHeaders(302, -1);
        })) {
            HttpProbe request = HttpProbes.get(server.url()).followRedirects(5, "127.0.0.1");
            assertThat(down(HttpProbes.rateLimit(request, "localhost")).reason())
                    .contains("request 1: GET " + server.url() + ": status 302 to http://127.0.0.1:1/");
        }
    }

    @ParameterizedTest
    @CsvSource({"0, 5", "6, 5", "1, 1000"})
    void a_limit_is_a_range_up_to_a_thousand(int least, int most) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HttpProbes.rateLimit(HttpProbes.get("http://localhost/"), "localhost")
                        .expectLimit(least, most))
                .withMessage("limit: " + least + " to " + most + " (expected: a range from 1 to 999 requests)");
    }
}
