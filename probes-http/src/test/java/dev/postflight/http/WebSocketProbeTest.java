package dev.postflight.http;

import static dev.postflight.http.Results.AMPLE;
import static dev.postflight.http.Results.down;
import static dev.postflight.http.Results.figures;
import static dev.postflight.http.Results.silence;
import static dev.postflight.http.Results.up;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.postflight.api.ProbeResult;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** WebSockets of a real server, and of one that does what it should not. */
class WebSocketProbeTest {

    private static final String KEY = "let me in";
    private static final String SWITCHING = "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n"
            + "Connection: Upgrade\r\nSec-WebSocket-Accept: ";

    @TempDir
    static Path folder = Path.of("");

    private static Certificates certificates;
    private static JettyServer server;

    @BeforeAll
    static void start() throws Exception {
        certificates = Certificates.signed(folder, "dns:localhost");
        server = new JettyServer(certificates.server());
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
    }

    private static WebSocketProbe sound() {
        return HttpProbes.webSocket(server.socketUrl()).header("X-Key", () -> KEY);
    }

    @Nested
    class A_real_server {

        @Test
        void accepts_the_handshake() throws Exception {
            ProbeResult.Up up = up(sound());
            assertThat(figures(up.measurements())).containsOnlyKeys("handshake");
            assertThat(sound().metrics()).containsOnlyKeys("handshake");
            assertThat(sound()).hasToString("GET " + server.socketUrl());
        }

        @Test
        void accepts_it_over_tls() throws Exception {
            up(HttpProbes.webSocket(server.secureSocketUrl())
                    .header("X-Key", () -> KEY)
                    .sslContext(certificates.trusting()));
        }

        @Test
        void replies() throws Exception {
            WebSocketProbe probe = sound().expectReply("ping", "echo of ping");
            assertThat(figures(up(probe).measurements())).containsOnlyKeys("handshake", "round_trip");
            assertThat(down(sound().expectReply("ping", "pong")).reason())
                    .isEqualTo(
                            "GET " + server.socketUrl() + ": the reply does not contain \"pong\", body: echo of ping");
            assertThat(probe.wanted()).isEqualTo("status 101, reply with \"echo of ping\"");
        }

        @Test
        void agrees_on_a_subprotocol() throws Exception {
            up(sound().subprotocol("v2"));
            assertThat(down(sound().subprotocol("v3")).reason())
                    .isEqualTo("GET " + server.socketUrl() + ": subprotocol \"\" (expected: \"v3\")");
        }

        @Test
        void refuses_who_has_no_key() throws Exception {
            assertThat(down(HttpProbes.webSocket(server.socketUrl())).reason())
                    .isEqualTo("GET " + server.socketUrl() + ": status 403 (expected: 101)");
        }

        @Test
        void has_no_socket_there() throws Exception {
            String url = server.socketUrl().replace("/live", "/health");
            assertThat(down(HttpProbes.webSocket(url)).reason())
                    .isEqualTo("GET " + url + ": status 200 (expected: 101)");
        }
    }

    /** Accepts the handshake as it is written in RFC 6455, 4.2.2, and then sends bytes. */
    private static FaultyServer accepting(String frames, boolean stays) throws IOException {
        return FaultyServer.connected(connection -> {
            accept(connection);
            connection.getOutputStream().write(frames.getBytes(ISO_8859_1));
            connection.getOutputStream().flush();
            while (stays && connection.getInputStream().read() >= 0) {
                // until the other side hangs up
            }
        });
    }

    static void accept(Socket connection) throws IOException {
        String head = head(connection.getInputStream());
        String key = head.replaceAll("(?is).*sec-websocket-key: *(\\S+).*", "$1");
        try {
            byte[] hash = MessageDigest.getInstance("SHA-1")
                    .digest((key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11").getBytes(ISO_8859_1));
            FaultyServer.send(connection, SWITCHING + Base64.getEncoder().encodeToString(hash) + "\r\n\r\n");
        } catch (NoSuchAlgorithmException e) {
            throw new IOException(e);
        }
    }

    private static String head(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int c = in.read();
            if (c < 0) {
                throw new IOException("no request");
            }
            head.append((char) c);
        }
        return head.toString();
    }

    static String ws(FaultyServer faulty) {
        return faulty.url().replace("http:", "ws:");
    }

    @Nested
    class A_server_that_should_not {

        @ParameterizedTest
        @CsvSource({
            "1000, '',        ",
            "1001, '',        ",
            "1008, go away,   closed with 1008 \"go away\" (expected: 1000)",
            "1011, '',        closed with 1011 (expected: 1000)",
            "4401, no key,    closed with 4401 \"no key\" (expected: 1000)"
        })
        void closes_at_once_is_judged_by_its_code(int code, String reason, String sentence) throws Exception {
            String close =
                    "" + '\u0088' + (char) (2 + reason.length()) + (char) (code >> 8) + (char) (code & 255) + reason;
            try (FaultyServer faulty = accepting(close, true)) {
                ProbeResult result = HttpProbes.webSocket(ws(faulty)).run(AMPLE);
                if (sentence == null) {
                    assertThat(result).isInstanceOf(ProbeResult.Up.class);
                } else {
                    assertThat(((ProbeResult.Down) result).reason()).isEqualTo("GET " + ws(faulty) + ": " + sentence);
                }
            }
        }

        @Test
        void closes_instead_of_replying_is_down() throws Exception {
            try (FaultyServer faulty = accepting("\u0088\u0002\u0003\u00f3", true)) {
                assertThat(down(HttpProbes.webSocket(ws(faulty)).expectReply("ping", "pong"))
                                .reason())
                        .isEqualTo("GET " + ws(faulty) + ": closed with 1011 instead of a reply");
            }
        }

        @Test
        void hangs_up_without_a_close_is_silence() throws Exception {
            try (FaultyServer faulty = accepting("", false)) {
                assertThat(silence(HttpProbes.webSocket(ws(faulty)), AMPLE)).startsWith("GET " + ws(faulty) + ": ");
            }
        }

        @Test
        void does_not_answer_the_close_is_silence() throws Exception {
            try (FaultyServer faulty = accepting("", true)) {
                assertThat(silence(HttpProbes.webSocket(ws(faulty)), Duration.ofSeconds(3)))
                        .isEqualTo("GET " + ws(faulty) + ": the close was not answered within 3 s");
                assertThat(faulty.wasHungUpOn()).isTrue();
            }
        }

        @Test
        void does_not_reply_is_silence() throws Exception {
            try (FaultyServer faulty = accepting("", true)) {
                assertThat(silence(HttpProbes.webSocket(ws(faulty)).expectReply("ping", "pong"), Duration.ofSeconds(3)))
                        .isEqualTo("GET " + ws(faulty) + ": no reply within 3 s");
            }
        }

        @Test
        void sends_a_frame_that_is_none_is_silence() throws Exception {
            try (FaultyServer faulty = accepting("\u00ff\u00ff\u00ff\u00ff", true)) {
                assertThat(silence(HttpProbes.webSocket(ws(faulty)).expectReply("ping", "pong"), AMPLE))
                        .startsWith("GET " + ws(faulty) + ": ");
            }
        }

        @Test
        void sends_a_text_without_end_is_hung_up_on() throws Exception {
            try (FaultyServer faulty = FaultyServer.connected(connection -> {
                accept(connection);
                // a first part, and no last one
                String part = "x".repeat(100);
                FaultyServer.send(connection, "\u0001" + (char) part.length() + part);
                while (true) {
                    FaultyServer.send(connection, "\u0000" + (char) part.length() + part);
                }
            })) {
                assertThat(HttpProbes.webSocket(ws(faulty))
                                .expectReply("ping", "pong")
                                .run(Duration.ofSeconds(2)))
                        .isNotInstanceOf(ProbeResult.Up.class);
                assertThat(faulty.wasHungUpOn()).isTrue();
            }
        }

        @Test
        void accepts_with_the_wrong_hash_is_down() throws Exception {
            try (FaultyServer faulty = FaultyServer.stallingAfter(SWITCHING + "x\r\n\r\n")) {
                assertThat(down(HttpProbes.webSocket(ws(faulty))).reason())
                        .startsWith("GET " + ws(faulty) + ": the handshake is not valid: ");
            }
        }

        @Test
        void does_not_answer_the_handshake_is_silence() throws Exception {
            try (FaultyServer faulty = FaultyServer.stallingAfter("")) {
                assertThat(silence(HttpProbes.webSocket(ws(faulty)), Duration.ofSeconds(1)))
                        .isEqualTo("GET " + ws(faulty) + ": no answer to the handshake within 1 s");
                assertThat(faulty.wasHungUpOn()).isTrue();
            }
        }

        @Test
        void is_given_up_when_the_thread_is_interrupted() throws Exception {
            try (FaultyServer faulty = FaultyServer.stallingAfter("")) {
                AtomicReference<Object> outcome = new AtomicReference<>();
                Thread waiting = new Thread(() -> {
                    try {
                        outcome.set(HttpProbes.webSocket(ws(faulty)).run(Duration.ofSeconds(5)));
                    } catch (InterruptedException e) {
                        outcome.set(e);
                    }
                });
                waiting.start();
                assertThat(faulty.wasAsked()).isTrue();
                waiting.interrupt();
                waiting.join();
                assertThat(outcome.get()).isInstanceOf(InterruptedException.class);
                assertThat(faulty.wasHungUpOn()).isTrue();
            }
        }
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {"", "http://localhost/", "ws:", "ws://", "ws://a b/", "ws://ann:s3cret@host/", "wsx://host/"})
    void a_url_is_one_of_a_web_socket(String url) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HttpProbes.webSocket(url))
                .withMessageStartingWith("url: ")
                .withMessageEndingWith(
                        " (expected: an absolute ws or wss URL with a host and without user info, such as"
                                + " ws://localhost:8080/live)")
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("s3cret"));
    }
}
