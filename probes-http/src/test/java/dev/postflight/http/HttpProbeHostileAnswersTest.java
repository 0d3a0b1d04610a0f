package dev.postflight.http;

import static dev.postflight.http.Results.AMPLE;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.postflight.api.ProbeResult;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** R1: what servers should not answer, and the whole sentence that people see then. */
class HttpProbeHostileAnswersTest {

    private static final Duration SOME = Duration.ofSeconds(1);
    private static final String JSON = "Content-Type: application/json\r\n";

    private static Arguments row(String name, String answer, String sentence) {
        return Arguments.of(name, answer, sentence);
    }

    private static String ok(String headers, String body) {
        return "HTTP/1.1 200 OK\r\n" + headers + "Content-Length: " + body.length() + "\r\n\r\n" + body;
    }

    private static String packed(String body) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(body.getBytes(UTF_8));
        }
        return bytes.toString(ISO_8859_1);
    }

    /** Each is answered to a probe that wants status 200 and {"status":"UP"}. */
    static Stream<Arguments> answers() throws IOException {
        String up = "{\"status\":\"UP\"}";
        return Stream.of(
                row(
                        "a page",
                        ok("Content-Type: text/html\r\n", "<html>Log in</html>"),
                        "Down: the body is not JSON: Unexpected character ('<' (code 60)): expected a valid value"
                                + " (JSON String, Number, Array, Object or token 'null', 'true' or 'false') at line 1,"
                                + " column 1, body: <html>Log in</html>"),
                row(
                        "no content",
                        "HTTP/1.1 204 No Content\r\n\r\n",
                        "Down: status 204 (expected: 200); the body is not JSON: it is empty, empty body"),
                row("an empty body", ok(JSON, ""), "Down: the body is not JSON: it is empty, empty body"),
                row(
                        "a truncated document",
                        ok(JSON, "{\"status\":"),
                        "Down: the body is not JSON: Unexpected end-of-input within/between Object entries at line 1,"
                                + " column 11, body: {\"status\":"),
                row(
                        "a body cut off",
                        "HTTP/1.1 200 OK\r\nContent-Length: 20\r\n\r\n{\"status\"",
                        "Silent: cut off after status 200 and 9 B of the body: fixed content-length: 20, bytes received: 9:"
                                + " EOF reached while reading"),
                row(
                        "a chunk cut off",
                        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n9\r\n{\"sta",
                        "Silent: cut off after status 200 and 5 B of the body: chunked transfer encoding, state:"
                                + " READING_DATA: EOF reached while reading"),
                row(
                        "a chunk of a strange length",
                        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n",
                        "Silent: cut off after status 200 and 0 B of the body: Illegal character in chunk size: 120"),
                row(
                        "invalid UTF-8",
                        ok(JSON, "{\"status\":\"UP\",\"a\":\"\u00e4\"}"),
                        "Down: the body is not JSON: it is not valid UTF-8, body: {\"status\":\"UP\",\"a\":\"\uFFFD\"}"),
                row(
                        "1 GiB announced",
                        "HTTP/1.1 200 OK\r\nContent-Length: 1073741824\r\n\r\n" + up,
                        "Silent: cut off after status 200 and 15 B of the body: fixed content-length: 1073741824, bytes"
                                + " received: 15: EOF reached while reading"),
                row("a negative length", "HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\n" + up, "Silent: …"),
                row(
                        "two lengths",
                        "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 15\r\n\r\n" + up,
                        "Down: the body is not JSON: Unexpected end-of-input in field name at line 1, column 3, body: {\""),
                row(
                        "a key twice",
                        ok(JSON, "{\"status\":\"UP\",\"status\":\"DOWN\"}"),
                        "Down: the body is not JSON: a key is there twice at line 1, column 24,"
                                + " body: {\"status\":\"UP\",\"status\":\"DOWN\"}"),
                row(
                        "a number instead of a text",
                        ok(JSON, "{\"status\":1e999}"),
                        "Down: /status is 1E+999 (expected: \"UP\"), body: {\"status\":1e999}"),
                row(
                        "null",
                        ok(JSON, "{\"status\":null}"),
                        "Down: /status is null (expected: \"UP\"), body: {\"status\":null}"),
                row(
                        "another case",
                        ok(JSON, "{\"status\":\"up\"}"),
                        "Down: /status is \"up\" (expected: \"UP\"), body: {\"status\":\"up\"}"),
                row(
                        "a list",
                        ok(JSON, "[" + up + "]"),
                        "Down: /status is absent (expected: \"UP\"), body: [{\"status\":\"UP\"}]"),
                row(
                        "two documents",
                        ok(JSON, up + up),
                        "Down: the body is not JSON: something follows the document at line 1, column 16,"
                                + " body: {\"status\":\"UP\"}{\"status\":\"UP\"}"),
                row(
                        "an error with a sound body",
                        "HTTP/1.1 500 Error\r\nContent-Length: 15\r\n\r\n" + up,
                        "Down: status 500 (expected: 200), body: {\"status\":\"UP\"}"),
                row(
                        "a redirect to a page for logging in",
                        "HTTP/1.1 302 Found\r\nLocation: /login?next=x\r\nContent-Length: 15\r\n\r\n" + up,
                        "Down: status 302 to /login?next=*** (expected: 200), body: {\"status\":\"UP\"}"),
                row(
                        "a status that nobody knows",
                        "HTTP/1.1 999 Who knows\r\nContent-Length: 15\r\n\r\n" + up,
                        "Down: status 999 (expected: 200), body: {\"status\":\"UP\"}"),
                row(
                        "a status of two digits",
                        "HTTP/1.1 20 OK\r\nContent-Length: 15\r\n\r\n" + up,
                        "Silent: no HTTP answer: Invalid status line: \"HTTP/1.1 20 OK\""),
                row(
                        "an interim answer and no other",
                        "HTTP/1.1 100 Continue\r\n\r\n",
                        "Silent: connection closed without an answer"),
                row(
                        "another protocol",
                        "SSH-2.0-OpenSSH_9.2\r\n\r\n",
                        "Silent: no HTTP answer: Invalid status line: \"SSH-2.0-OpenSSH_9.2\""),
                row("nothing", "", "Silent: connection closed without an answer"),
                row("a packed body", ok("Content-Encoding: gzip\r\n", packed(up)), "Up"),
                row(
                        "a body that is not packed",
                        ok("Content-Encoding: gzip\r\n", up),
                        "Down: the body is not the gzip that it is said to be: Not in GZIP format, 15 bytes of body"),
                row(
                        "a packed body cut off",
                        ok("Content-Encoding: gzip\r\n", packed(up).substring(0, 20)),
                        "Down: the body is not the gzip that it is said to be: Unexpected end of ZLIB input stream,"
                                + " 20 bytes of body"),
                row(
                        "a bomb",
                        ok("Content-Encoding: gzip\r\n", packed(" ".repeat(50_000_000))),
                        "Down: body larger than 1 MiB (maxBody), not read further, empty body"),
                row(
                        "packed twice",
                        ok("Content-Encoding: gzip, gzip\r\n", packed(packed(up))),
                        "Down: the body is encoded as \"gzip, gzip\" (expected: gzip, or as it is), 59 bytes of body"),
                row(
                        "another encoding",
                        ok("Content-Encoding: br\r\n", "\u000b\u0002\u0080"),
                        "Down: the body is encoded as \"br\" (expected: gzip, or as it is), 3 bytes of body"),
                row(
                        "a secret in an error",
                        "HTTP/1.1 500 Error\r\n\r\npassword=hunter2; jdbc:mysql://ann:hunter2@db",
                        "Down: status 500 (expected: 200); the body is not JSON: Unrecognized token 'password': *** …"),
                row(
                        "characters that steer a terminal",
                        ok(JSON, "\u001b[2J\u0007"),
                        "Down: the body is not JSON: Illegal character ((CTRL-CHAR, code 27)): …"),
                row(
                        "nesting without end",
                        ok(JSON, "[".repeat(100_000)),
                        "Down: the body is not JSON: Document nesting depth (1001) exceeds the maximum allowed (1000, …"),
                row("headers without end", "HTTP/1.1 200 OK\r\n" + "X-A: b\r\n".repeat(500_000), "Silent: …"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("answers")
    void is_not_up_and_says_why(String name, String answer, String sentence) throws Exception {
        try (FaultyServer server = FaultyServer.sending(answer)) {
            ProbeResult result = HttpProbes.get(server.url())
                    .expectStatus(200)
                    .expectJson("/status", "UP")
                    .run(AMPLE);
            String shown = shown(result, server.url());
            // the rest is of the JDK or of Jackson, whose versions word it differently
            boolean isWhole = !sentence.endsWith("…");
            String told = isWhole ? shown : shown.substring(0, sentence.length() - 1) + "…";
            assertThat(told).as(shown).isEqualTo(sentence);
            assertThat(shown).doesNotContain("hunter2", "\u001b");
        }
    }

    private static String shown(ProbeResult result, String url) {
        String question = "GET " + url + ": ";
        return result instanceof ProbeResult.Down down
                ? "Down: " + down.reason().replace(question, "")
                : result instanceof ProbeResult.Silent silent
                        ? "Silent: " + silent.cause().replace(question, "")
                        : "Up";
    }

    @Test
    void a_bomb_is_not_unpacked_any_further_than_is_allowed() throws Exception {
        try (FaultyServer server =
                FaultyServer.sending(ok("Content-Encoding: gzip\r\n", packed(" ".repeat(50_000_000))))) {
            ProbeResult result = HttpProbes.get(server.url()).maxBody(100_000).run(AMPLE);
            assertThat(shown(result, server.url()))
                    .isEqualTo("Down: body larger than 97.7 KiB (maxBody), not read further, empty body");
        }
    }

    @Test
    void headers_that_come_one_by_one_are_given_up_at_the_deadline() throws Exception {
        try (FaultyServer server = FaultyServer.dripping("HTTP/1.1 200 OK\r\n", "X-A: b\r\n")) {
            assertThat(Results.silence(HttpProbes.get(server.url()), SOME))
                    .isEqualTo("GET " + server.url() + ": no answer within 1 s");
            assertThat(server.wasHungUpOn()).isTrue();
        }
    }
}
