package dev.postflight.http;

import static dev.postflight.http.AnsweringServer.answer;
import static dev.postflight.http.Results.down;
import static dev.postflight.http.Results.figures;
import static dev.postflight.http.Results.up;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.postflight.api.ProbeResult;
import java.net.http.HttpClient;
import java.nio.charset.Charset;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** S0.1, S2.1, S4.3, S4.4: the answers of a real server. */
class HttpProbeAnswerTest {

    @Nested
    class The_status {

        @ParameterizedTest
        @ValueSource(ints = {200, 201, 204, 299})
        void is_any_2xx_by_default(int status) throws Exception {
            try (AnsweringServer server = AnsweringServer.answering(status, "")) {
                assertThat(figures(up(HttpProbes.get(server.url())).measurements()))
                        .containsEntry("status", (double) status)
                        .containsEntry("size", 0.0);
            }
        }

        @ParameterizedTest
        @ValueSource(ints = {304, 400, 404, 500, 503})
        void is_nothing_else_by_default(int status) throws Exception {
            try (AnsweringServer server = AnsweringServer.answering(status, "")) {
                assertThat(down(HttpProbes.get(server.url())).reason())
                        .isEqualTo("GET " + server.url() + ": status " + status + " (expected: 2xx), empty body");
            }
        }

        @Test
        void may_be_one_that_says_no() throws Exception {
            // S4.4, S4.6: a negative check
            try (AnsweringServer server = AnsweringServer.answering(403, "no")) {
                up(HttpProbes.get(server.url()).expectStatus(401, 403));
            }
        }

        @Test
        void is_the_one_of_the_last_call() throws Exception {
            try (AnsweringServer server = AnsweringServer.answering(200, "")) {
                HttpProbe probe = HttpProbes.get(server.url()).expectStatus(200);
                assertThat(down(probe.expectStatus(401, 403)).reason()).contains("status 200 (expected: 401 or 403)");
                up(probe);
            }
        }

        @Test
        void of_a_redirect_is_the_answer() throws Exception {
            try (AnsweringServer server = AnsweringServer.with(exchange -> {
                exchange.getResponseHeaders().set("Location", "https://ann:s3cr3t@sso.example.org/login?state=s3cr3t");
                exchange.sendResponseHeaders(302, -1);
            })) {
                assertThat(down(HttpProbes.get(server.url())).reason())
                        .isEqualTo("GET " + server.url() + ": status 302 to "
                                + "https://***@sso.example.org/login?state=*** (expected: 2xx), empty body");
                up(HttpProbes.get(server.url()).expectStatus(302));
            }
        }

        @Test
        void of_a_redirect_is_not_seen_by_a_client_that_follows_it() throws Exception {
            try (AnsweringServer server = AnsweringServer.with(exchange -> {
                boolean there = exchange.getRequestURI().getPath().equals("/there");
                exchange.getResponseHeaders().set("Location", "/there");
                exchange.sendResponseHeaders(there ? 200 : 302, -1);
            })) {
                HttpClient following = HttpClient.newBuilder()
                        .followRedirects(HttpClient.Redirect.NORMAL)
                        .build();
                up(HttpProbes.get(server.url()).client(following));
            }
        }
    }

    @Nested
    class The_body {

        static Stream<Arguments> charsets() {
            return Stream.of(
                    Arguments.of("text/html", UTF_8),
                    Arguments.of("text/html; charset=utf-8", UTF_8),
                    Arguments.of("text/html; Charset=\"ISO-8859-1\"; q=1", ISO_8859_1),
                    Arguments.of("text/html;charset=utf-16", UTF_16),
                    Arguments.of("text/html; charset=no-such-charset", UTF_8),
                    Arguments.of("text/html; charset=", UTF_8),
                    Arguments.of("text/html; charset= %$!", UTF_8),
                    Arguments.of(";;;", UTF_8));
        }

        @ParameterizedTest
        @MethodSource("charsets")
        void is_read_in_its_charset_or_else_as_utf_8(String contentType, Charset charset) throws Exception {
            try (AnsweringServer server = AnsweringServer.with(answer(200, contentType, "<h1>Grüße</h1>", charset))) {
                up(HttpProbes.get(server.url()).expectBody("Grüße"));
            }
        }

        @Test
        void may_have_a_byte_order_mark() throws Exception {
            try (AnsweringServer server = AnsweringServer.answering(200, "\uFEFF{\"a\":1}")) {
                up(HttpProbes.get(server.url()).expectJson("/a", 1));
            }
        }

        @ParameterizedTest
        @CsvSource({"99, false", "100, true", "101, true"})
        void may_be_as_large_as_allowed(long maxBody, boolean allowed) throws Exception {
            try (AnsweringServer server = AnsweringServer.answering(200, "x".repeat(100))) {
                HttpProbe probe = HttpProbes.get(server.url()).maxBody(maxBody);
                assertThat(probe.run(Results.AMPLE))
                        .isInstanceOf(allowed ? ProbeResult.Up.class : ProbeResult.Down.class);
            }
        }

        @Test
        void that_is_larger_is_an_answer_that_was_not_read_to_its_end() throws Exception {
            try (AnsweringServer server = AnsweringServer.answering(500, "x".repeat(2_000_000))) {
                ProbeResult.Down down = down(HttpProbes.get(server.url()).expectJson("/a", 1));
                assertThat(down.reason())
                        .isEqualTo("GET " + server.url() + ": status 500 (expected: 2xx); body larger than 1 MiB"
                                + " (maxBody), not read further, body: " + "x".repeat(200) + "…");
                assertThat(figures(down.measurements())).containsOnlyKeys("status");
            }
        }
    }

    @Nested
    class The_measurements {

        @Test
        void are_time_status_and_bytes_of_the_body() throws Exception {
            try (AnsweringServer server = AnsweringServer.answering(200, "Grüße")) {
                HttpProbe probe = HttpProbes.get(server.url());
                ProbeResult.Up up = up(probe);
                assertThat(figures(up.measurements()))
                        .containsEntry("status", 200.0)
                        .containsEntry("size", 7.0)
                        .hasEntrySatisfying(
                                "latency", seconds -> assertThat(seconds).isPositive());
                assertThat(up.measurements())
                        .allSatisfy(measurement ->
                                assertThat(probe.metrics()).containsEntry(measurement.metric(), measurement.unit()));
            }
        }
    }

    @Nested
    class The_request {

        @Test
        void carries_every_header_and_the_whole_url() throws Exception {
            try (AnsweringServer server = AnsweringServer.with(exchange -> {
                List<String> accepted = exchange.getRequestHeaders().get("Accept");
                answer(200, exchange.getRequestMethod() + ' ' + exchange.getRequestURI() + ' ' + accepted)
                        .handle(exchange);
            })) {
                up(HttpProbes.get(server.url() + "?a=1&b=%20")
                        .header("Accept", "text/html")
                        .header("accept", "text/plain")
                        .expectBody("GET /health?a=1&b=%20 [text/html, text/plain]"));
            }
        }

        @Test
        void asks_for_no_upgrade() throws Exception {
            try (AnsweringServer server = AnsweringServer.with(
                    exchange -> answer(exchange.getRequestHeaders().containsKey("Upgrade") ? 400 : 200, "")
                            .handle(exchange))) {
                up(HttpProbes.get(server.url()));
            }
        }
    }
}
