package dev.postflight.http;

import static dev.postflight.http.Results.AMPLE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.postflight.api.Probe;
import dev.postflight.api.ProbeResult;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** R1: what a user reads when those who are asked several times answer what they should not. */
class HttpSeveralHostileAnswersTest {

    private static final String BEARER = "hunter2-hunter2";

    private static Probe probe(String kind, String url) {
        HttpProbe request = HttpProbes.get(url).bearer(() -> BEARER);
        return switch (kind) {
            case "samples" -> request.expectJson("/status", "UP").sampled(2);
            case "identities" ->
                HttpProbes.identities(HttpProbes.get(url))
                        .identity("nobody", HttpProbe::expectRefused)
                        .identity("ann", ann -> ann.bearer(() -> BEARER).expectStatus(200));
            case "limit" -> HttpProbes.rateLimit(request, "localhost").expectLimit(1, 2);
            case "counter" -> HttpProbes.counters(request, 1).expectJsonCounter("calls", request, "/calls", "= 0");
            case "series" -> HttpProbes.counters(request, 1).expectSeries("calls", request, "calls_total", "= 0");
            case "allows" ->
                HttpProbes.cors(url)
                        .bearer(() -> BEARER)
                        .allows("https://a.example")
                        .method("PUT")
                        .requestHeaders("x-a")
                        .withCredentials();
            case "refuses" -> HttpProbes.cors(url).bearer(() -> BEARER).refuses("https://b.example");
            default -> throw new IllegalArgumentException(kind);
        };
    }

    /** How: a status and headers, or {@code raw} for what is sent as it is, with a bar for the end of a line. */
    @ParameterizedTest
    @CsvSource(delimiter = '¦', quoteCharacter = '§', textBlock = """
        samples ¦ 503 ¦ {"status":"DOWN"} ¦ down: 2 of 2 requests failed; the first: GET URL: status 503 (expected: 2xx); /status is "DOWN" (expected: "UP"), body: {"status":"DOWN"}
        samples ¦ 200 ¦ <html>Log in</html> ¦ down: 2 of 2 requests failed; the first: GET URL: the body is not JSON: Unexpected character ('<' (code 60)): expected a valid value (JSON String, Number, Array, Object or token 'null', 'true' or 'false') at line 1, column 1, body: <html>Log in</html>
        samples ¦ 302; Location: /login ¦ §§ ¦ down: 2 of 2 requests failed; the first: GET URL: status 302 to /login (expected: 2xx); the body is not JSON: it is empty, empty body
        samples ¦ raw ¦ hello ¦ silent: no answer to any of 2 requests; the first: GET URL: no HTTP answer: parsing HTTP/1.1 status line, receiving [hello], parser state [STATUS_LINE]: EOF reached while reading
        samples ¦ raw ¦ HTTP/1.1 200 OK|Connection: close|Content-Length: 90||{"status" ¦ silent: no answer to any of 2 requests; the first: GET URL: cut off after status 200 and 9 B of the body: fixed content-length: 90, bytes received: 9: EOF reached while reading
        identities ¦ 200 ¦ welcome ¦ down: as nobody: GET URL: status 200 (expected: 401 or 403), body: welcome
        identities ¦ 401 ¦ Bearer hunter2-hunter2 is not known ¦ down: as ann: GET URL: status 401 (expected: 200), body: Bearer *** is not known
        identities ¦ 404 ¦ §§ ¦ down: as nobody: GET URL: status 404 (expected: 401 or 403), empty body; as ann: GET URL: status 404 (expected: 200), empty body
        identities ¦ raw ¦ §§ ¦ silent: as nobody: GET URL: connection closed without an answer; as ann: GET URL: connection closed without an answer
        limit ¦ 200 ¦ fine ¦ down: GET URL: no status 429 in 3 requests (expected: after 1 to 2)
        limit ¦ 429; Retry-After: soon ¦ slow down ¦ down: GET URL: status 429 after 0 requests (expected: after 1 to 2)
        limit ¦ 500 ¦ §§ ¦ down: request 1: GET URL: status 500 (expected: 2xx), empty body
        limit ¦ 302; Location: http://other.example/ ¦ §§ ¦ down: request 1: GET URL: status 302 to http://other.example/ (expected: 2xx), empty body
        limit ¦ raw ¦ §§ ¦ silent: GET URL: request 1: connection closed without an answer
        counter ¦ 200 ¦ {"calls":"7"} ¦ silent: GET URL, 1 time: counter calls: no number at /calls
        counter ¦ 200 ¦ {} ¦ silent: GET URL, 1 time: counter calls: no number at /calls
        counter ¦ 200 ¦ {"calls":1e400} ¦ silent: GET URL, 1 time: counter calls: no number at /calls
        counter ¦ 200 ¦ calls ¦ silent: GET URL, 1 time: counter calls: no number at /calls
        counter ¦ 401 ¦ who is hunter2-hunter2 ¦ silent: GET URL, 1 time: counter calls: GET URL: status 401 (expected: 2xx), body: who is ***
        counter ¦ 200; Content-Encoding: br ¦ x ¦ silent: GET URL, 1 time: counter calls: GET URL: the body is encoded as "br" (expected: gzip, or as it is), 1 bytes of body
        series ¦ 200 ¦ §§ ¦ silent: GET URL, 1 time: counter calls: no series calls_total
        series ¦ 200 ¦ calls_total NaN ¦ silent: GET URL, 1 time: counter calls is not a number
        series ¦ 200 ¦ calls_total many ¦ silent: GET URL, 1 time: counter calls is not a number
        series ¦ 200 ¦ <html>calls_total</html> ¦ silent: GET URL, 1 time: counter calls: no series calls_total
        series ¦ 503 ¦ calls_total 7 ¦ silent: GET URL, 1 time: counter calls: GET URL: status 503 (expected: 2xx), body: calls_total 7
        allows ¦ 200 ¦ §§ ¦ down: OPTIONS URL: origin https://a.example: header Access-Control-Allow-Origin is absent (expected: "https://a.example")
        allows ¦ 403; Access-Control-Allow-Origin: https://a.example ¦ §§ ¦ down: OPTIONS URL: origin https://a.example: status 403 (expected: 2xx)
        allows ¦ 204; Access-Control-Allow-Origin: * ¦ §§ ¦ down: OPTIONS URL: origin https://a.example: header Access-Control-Allow-Origin is "*" (expected: "https://a.example")
        allows ¦ 204; Access-Control-Allow-Origin: *; Access-Control-Allow-Credentials: true ¦ §§ ¦ down: OPTIONS URL: origin https://a.example: any origin is allowed together with credentials
        allows ¦ 204; Access-Control-Allow-Origin: https://a.example; Access-Control-Allow-Origin: https://b.example ¦ §§ ¦ down: OPTIONS URL: origin https://a.example: header Access-Control-Allow-Origin is "https://a.example, https://b.example" (expected: one value)
        allows ¦ 204; Access-Control-Allow-Origin: https://a.example ¦ §§ ¦ down: OPTIONS URL: origin https://a.example: header Access-Control-Allow-Credentials is absent (expected: "true")
        allows ¦ 204; Access-Control-Allow-Origin: https://a.example; Access-Control-Allow-Credentials: true ¦ §§ ¦ down: OPTIONS URL: origin https://a.example: header Access-Control-Allow-Methods is absent (expected: PUT)
        allows ¦ 204; Access-Control-Allow-Origin: https://a.example; Access-Control-Allow-Credentials: true; Access-Control-Allow-Methods: PUT ¦ §§ ¦ down: OPTIONS URL: origin https://a.example: header Access-Control-Allow-Headers is absent (expected: x-a)
        allows ¦ 204; Access-Control-Allow-Origin: https://a.example.evil.example; Access-Control-Allow-Credentials: true ¦ §§ ¦ down: OPTIONS URL: origin https://a.example: header Access-Control-Allow-Origin is "https://a.example.evil.example" (expected: "https://a.example")
        refuses ¦ 500 ¦ §§ ¦ down: OPTIONS URL: origin https://b.example: status 500 (expected: a refusal, and no error)
        refuses ¦ 404 ¦ §§ ¦ down: OPTIONS URL: origin https://b.example: GET has status 404 (expected: an answer to the call)
        refuses ¦ 204; Access-Control-Allow-Origin: * ¦ §§ ¦ down: OPTIONS URL: origin https://b.example: any origin is allowed
        refuses ¦ 200; Access-Control-Allow-Origin: https://b.example; Access-Control-Allow-Credentials: true ¦ §§ ¦ down: OPTIONS URL: origin https://b.example: it is allowed, with credentials (expected: refused)
        refuses ¦ raw ¦ hello ¦ silent: OPTIONS URL: origin https://b.example: no HTTP answer: parsing HTTP/1.1 status line, receiving [hello], parser state [STATUS_LINE]: EOF reached while reading
        """)
    void are_never_up(String kind, String how, String body, String told) throws Exception {
        if (how.equals("raw")) {
            try (FaultyServer server = FaultyServer.sending(body.replace("|", "\r\n"))) {
                assertThat(told(kind, server.url())).isEqualTo(told);
            }
            return;
        }
        String[] parts = how.split("; ", -1);
        byte[] sent = body.getBytes(UTF_8);
        try (AnsweringServer server = AnsweringServer.with(exchange -> {
            for (int i = 1; i < parts.length; i++) {
                String[] header = parts[i].split(": ", 2);
                exchange.getResponseHeaders().add(header[0], header[1]);
            }
            exchange.sendResponseHeaders(Integer.parseInt(parts[0]), sent.length == 0 ? -1 : sent.length);
            exchange.getResponseBody().write(sent);
        })) {
            assertThat(told(kind, server.url())).isEqualTo(told);
        }
    }

    private static String told(String kind, String url) throws Exception {
        ProbeResult result = probe(kind, url).run(AMPLE);
        String text = result instanceof ProbeResult.Silent silent
                ? "silent: " + silent.cause()
                : result instanceof ProbeResult.Down down ? "down: " + down.reason() : "up";
        return text.replace(url, "URL");
    }
}
