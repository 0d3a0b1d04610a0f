package dev.postflight.http;

import static dev.postflight.http.Results.AMPLE;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.postflight.api.ProbeResult;
import java.io.IOException;
import java.util.HexFormat;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** R1: what a user reads when a WebSocket does not open, does not reply as it should, or does not close. */
class WebSocketHostileAnswersTest {

    private static final int LENGTH_OF_PING = 10;

    private static FaultyServer server(String how, String sent) throws IOException {
        if (how.equals("raw")) {
            return FaultyServer.sending(sent.replace("|", "\r\n"));
        }
        return FaultyServer.connected(connection -> {
            WebSocketProbeTest.accept(connection);
            connection.getInputStream().readNBytes(LENGTH_OF_PING);
            FaultyServer.send(connection, frames(sent));
            while (how.equals("frames") && connection.getInputStream().read() >= 0) {
                // until the other side hangs up
            }
        });
    }

    private static String frames(String hex) {
        return new String(HexFormat.of().parseHex(hex.replace(" ", "")), ISO_8859_1);
    }

    /**
     * How: {@code frames} are sent once the handshake is accepted and the text has come; after those of {@code ends} the
     * connection ends; {@code raw} is sent in place of the acceptance, with a bar for the end of a line.
     */
    @ParameterizedTest
    @CsvSource(delimiter = '¦', quoteCharacter = '§', textBlock = """
        frames ¦ 88 02 03 e8 ¦ down: GET URL: closed with 1000 instead of a reply
        frames ¦ 88 02 03 e9 ¦ down: GET URL: closed with 1001 instead of a reply
        frames ¦ 88 09 03 f0 67 6f 20 61 77 61 79 ¦ down: GET URL: closed with 1008 "go away" instead of a reply
        frames ¦ 88 02 03 f3 ¦ down: GET URL: closed with 1011 instead of a reply
        frames ¦ 88 02 03 f5 ¦ down: GET URL: closed with 1013 instead of a reply
        frames ¦ 88 08 11 31 6e 6f 20 6b 65 79 ¦ down: GET URL: closed with 4401 "no key" instead of a reply
        frames ¦ 88 00 ¦ down: GET URL: closed with 1005 instead of a reply
        frames ¦ 81 04 6e 6f 70 65 88 02 03 e8 ¦ down: GET URL: the reply does not contain "pong", body: nope
        frames ¦ 81 04 70 6f 6e 67 88 02 03 f3 ¦ down: GET URL: closed with 1011 (expected: 1000)
        frames ¦ 81 04 70 6f 6e 67 88 02 03 f0 ¦ down: GET URL: closed with 1008 (expected: 1000)
        frames ¦ 81 00 88 02 03 e8 ¦ down: GET URL: the reply does not contain "pong", empty body
        frames ¦ 82 04 70 6f 6e 67 88 02 03 e8 ¦ down: GET URL: closed with 1000 instead of a reply
        frames ¦ 8a 00 88 02 03 e8 ¦ down: GET URL: closed with 1000 instead of a reply
        frames ¦ 88 02 03 e7 ¦ silent: GET URL: no reply: a frame is not valid: Illegal status code: ϧ
        frames ¦ 88 01 03 ¦ silent: GET URL: no reply: a frame is not valid: Incomplete status code
        frames ¦ 88 02 03 ed ¦ silent: GET URL: no reply: a frame is not valid: Illegal status code: ϭ
        frames ¦ 83 00 ¦ silent: GET URL: no reply: a frame is not valid: Unexpected opcode NON_CONTROL_0x3
        frames ¦ c1 04 70 6f 6e 67 ¦ silent: GET URL: no reply: a frame is not valid: Unexpected rsv1 bit
        frames ¦ 81 84 00 00 00 00 70 6f 6e 67 ¦ silent: GET URL: no reply: a frame is not valid: Masked frame received
        frames ¦ 80 04 70 6f 6e 67 ¦ silent: GET URL: no reply: a frame is not valid: Unexpected frame CONTINUATION (fin=true)
        frames ¦ 89 7e 00 7e ¦ silent: GET URL: no reply: a frame is not valid: PING's payload length 126
        frames ¦ 09 00 ¦ silent: GET URL: no reply: a frame is not valid: Fragmented control frame PING
        frames ¦ 81 02 c3 28 ¦ silent: GET URL: no reply: a frame is not valid: Invalid UTF-8 in frame TEXT
        frames ¦ 81 7f ff ff ff ff ff ff ff ff ¦ silent: GET URL: no reply: a frame is not valid: Negative payload length: -1
        ends ¦ §§ ¦ silent: GET URL: the connection ended without a close
        raw ¦ HTTP/1.1 200 OK|Content-Length: 4||page ¦ down: GET URL: status 200 (expected: 101)
        raw ¦ HTTP/1.1 302 Found|Location: /login|Content-Length: 0|| ¦ down: GET URL: status 302 (expected: 101)
        raw ¦ HTTP/1.1 401 Unauthorized|Content-Length: 0|| ¦ down: GET URL: status 401 (expected: 101)
        raw ¦ HTTP/1.1 404 Not Found|Content-Length: 0|| ¦ down: GET URL: status 404 (expected: 101)
        raw ¦ HTTP/1.1 426 Upgrade Required|Content-Length: 0|| ¦ down: GET URL: status 426 (expected: 101)
        raw ¦ HTTP/1.1 503 Service Unavailable|Content-Length: 0|| ¦ down: GET URL: status 503 (expected: 101)
        raw ¦ HTTP/1.1 101 Switching Protocols|Upgrade: websocket|Connection: Upgrade|Sec-WebSocket-Accept: x|| ¦ down: GET URL: the handshake is not valid: Bad Sec-WebSocket-Accept
        raw ¦ HTTP/1.1 101 Switching Protocols|Upgrade: h2c|Connection: Upgrade|| ¦ down: GET URL: the handshake is not valid: Bad response field: Upgrade
        raw ¦ hello ¦ silent: GET URL: no HTTP answer: parsing HTTP/1.1 status line, receiving [hello], parser state [STATUS_LINE]: EOF reached while reading
        raw ¦ §§ ¦ silent: GET URL: connection closed without an answer
        """)
    void are_never_up(String how, String sent, String told) throws Exception {
        try (FaultyServer server = server(how, sent)) {
            String url = WebSocketProbeTest.ws(server);
            ProbeResult result =
                    HttpProbes.webSocket(url).expectReply("ping", "pong").run(AMPLE);
            String text = result instanceof ProbeResult.Silent silent
                    ? "silent: " + silent.cause()
                    : result instanceof ProbeResult.Down down ? "down: " + down.reason() : "up";
            assertThat(text.replace(url, "URL")).isEqualTo(told);
        }
    }
}
