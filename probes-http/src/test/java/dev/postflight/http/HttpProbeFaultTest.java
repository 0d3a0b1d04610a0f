package dev.postflight.http;

import static dev.postflight.http.Results.AMPLE;
import static dev.postflight.http.Results.down;
import static dev.postflight.http.Results.silence;
import static dev.postflight.http.Results.up;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.postflight.api.ProbeResult;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.net.http.HttpClient;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** R1: where there is no whole answer there is silence, and it says why. */
class HttpProbeFaultTest {

    private static final Duration SHORT = Duration.ofMillis(200);
    private static final Duration SOME = Duration.ofSeconds(1);
    private static final String OK = "HTTP/1.1 200 OK\r\n";

    @Nested
    class Nobody {

        @Test
        void listens() throws Exception {
            int port;
            try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                port = closed.getLocalPort();
            }
            assertThat(silence(HttpProbes.get("http://localhost:" + port + "/health"), AMPLE))
                    .isEqualTo("GET http://localhost:" + port + "/health: connection refused");
        }

        @Test
        void has_the_name() throws Exception {
            assertThat(silence(HttpProbes.get("http://no-such-host.invalid/"), AMPLE))
                    .isEqualTo("GET http://no-such-host.invalid/: unknown host");
        }

        @Test
        @EnabledOnOs(value = OS.LINUX, disabledReason = "other systems do something else when the queue is full")
        void takes_the_connection() throws Exception {
            List<SocketChannel> queue = new ArrayList<>();
            try (ServerSocket full = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                for (int i = 0; i < 4; i++) {
                    SocketChannel waiting = SocketChannel.open();
                    queue.add(waiting);
                    waiting.configureBlocking(false);
                    waiting.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), full.getLocalPort()));
                }
                HttpProbe probe = HttpProbes.get("http://127.0.0.1:" + full.getLocalPort());
                HttpClient impatient =
                        HttpClient.newBuilder().connectTimeout(SHORT).build();
                assertThat(silence(probe.client(impatient), AMPLE)).endsWith(": no connection within 200 ms");
                assertThat(silence(probe, Duration.ofSeconds(2))).endsWith(" within 2 s");
            } finally {
                for (SocketChannel waiting : queue) {
                    waiting.close();
                }
            }
        }
    }

    @Nested
    class A_server_that_is_late {

        /** Made beforehand, as making it takes its part of the time. */
        private final HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

        @ParameterizedTest
        @CsvSource({
            "'',                                                    no answer",
            "'HTTP/1.1 200 OK\r\nConte',                            no answer",
            "'HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n',        only status 200 and 0 B of the body",
            "'HTTP/1.1 503 No\r\nContent-Length: 9\r\n\r\nx',       only status 503 and 1 B of the body",
            "'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nxy\r\n', only status 200 and 2 B of the body",
            "'HTTP/1.1 200 OK\r\n\r\nendless',                      only status 200 and 7 B of the body"
        })
        void is_hung_up_on_at_the_deadline(String sent, String progress) throws Exception {
            try (FaultyServer server = FaultyServer.stallingAfter(sent)) {
                assertThat(silence(HttpProbes.get(server.url()).client(client), SOME))
                        .isEqualTo("GET " + server.url() + ": " + progress + " within 1 s");
                assertThat(server.wasHungUpOn()).isTrue();
            }
        }

        @Test
        void is_not_helped_by_sending_a_little_all_the_time() throws Exception {
            try (FaultyServer server = FaultyServer.doing(connection -> {
                FaultyServer.send(connection, OK + "\r\n");
                connection.setSoTimeout(10);
                while (true) {
                    FaultyServer.send(connection, "x");
                    try {
                        connection.getInputStream().read();
                    } catch (SocketTimeoutException pause) {
                        // the next byte
                    }
                }
            })) {
                assertThat(silence(HttpProbes.get(server.url()).client(client), SOME))
                        .matches(".*: only status 200 and \\d+ B of the body within 1 s");
                assertThat(server.wasHungUpOn()).isTrue();
            }
        }

        @Test
        void need_not_be_the_one_at_fault() throws Exception {
            HttpClient exhausted = HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .executor(task -> {})
                    .build();
            try (AnsweringServer server = AnsweringServer.answering(200, "")) {
                assertThat(silence(HttpProbes.get(server.url()).client(exhausted), SHORT))
                        .isEqualTo("GET " + server.url() + ": no answer within 200 ms");
            }
        }

        @ParameterizedTest
        @ValueSource(longs = {1, 1_000, 1_000_000})
        void is_silent_however_short_the_time(long nanos) throws Exception {
            try (FaultyServer server = FaultyServer.stallingAfter("")) {
                assertThat(silence(HttpProbes.get(server.url()), Duration.ofNanos(nanos)))
                        .contains(" within ");
            }
        }

        @Test
        void is_waited_for_as_long_as_one_likes() throws Exception {
            try (AnsweringServer server = AnsweringServer.answering(200, "")) {
                assertThat(HttpProbes.get(server.url()).run(Duration.ofSeconds(Long.MAX_VALUE)))
                        .isInstanceOf(ProbeResult.Up.class);
            }
        }

        @Test
        void is_hung_up_on_when_the_waiting_thread_is_interrupted() throws Exception {
            try (FaultyServer server = FaultyServer.stallingAfter(OK + "Content-Length: 9\r\n\r\nx")) {
                AtomicReference<Object> outcome = new AtomicReference<>();
                Thread waiting = new Thread(() -> {
                    try {
                        outcome.set(HttpProbes.get(server.url()).run(AMPLE));
                    } catch (InterruptedException e) {
                        outcome.set(e);
                    }
                });
                waiting.start();
                assertThat(server.wasAsked()).isTrue();
                waiting.interrupt();
                assertThat(server.wasHungUpOn()).isTrue();
                waiting.join();
                assertThat(outcome.get()).isInstanceOf(InterruptedException.class);
            }
        }

        @Test
        void is_not_asked_by_a_thread_that_was_interrupted_before() throws Exception {
            try (AnsweringServer server = AnsweringServer.answering(200, "")) {
                Thread.currentThread().interrupt();
                assertThatExceptionOfType(InterruptedException.class)
                        .isThrownBy(() -> HttpProbes.get(server.url()).run(AMPLE));
                assertThat(Thread.currentThread().isInterrupted()).isFalse();
            }
        }
    }

    @Nested
    class A_server_that_breaks_off {

        @Test
        void before_it_answers_is_silent() throws Exception {
            try (FaultyServer server = FaultyServer.sending("")) {
                assertThat(silence(HttpProbes.get(server.url()), AMPLE))
                        .isEqualTo("GET " + server.url() + ": connection closed without an answer");
            }
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "Content-Length: 20\r\n\r\nhello",
                    "Transfer-Encoding: chunked\r\n\r\n9\r\nhello",
                    "Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n"
                })
        void in_the_body_is_silent(String sent) throws Exception {
            try (FaultyServer server = FaultyServer.sending(OK + sent)) {
                assertThat(silence(HttpProbes.get(server.url()), AMPLE))
                        .startsWith("GET " + server.url() + ": cut off after status 200 and 5 B of the body: ");
            }
        }

        @Test
        void where_nobody_said_how_long_the_body_is_has_answered() throws Exception {
            try (FaultyServer server = FaultyServer.sending(OK + "\r\nhello")) {
                up(HttpProbes.get(server.url()).expectBody("hello"));
            }
        }
    }

    @Nested
    class A_server_that_talks_nonsense {

        @ParameterizedTest
        @CsvSource({
            "'SSH-2.0-OpenSSH_9.2\r\n\r\n',                       Invalid status line",
            "'HTTP/1.1 abc OK\r\n\r\n',                           ''",
            "'HTTP/1.1 200 OK\r\nContent-Length: many\r\n\r\n',   many",
            "'HTTP/1.1 200 OK\r\nConte',                          ''",
            "'\u0015\u0003\u0003\u0000\u0002\u0002F',             ''"
        })
        void is_silent(String sent, String why) throws Exception {
            try (FaultyServer server = FaultyServer.sending(sent)) {
                assertThat(silence(HttpProbes.get(server.url()), AMPLE))
                        .startsWith("GET " + server.url() + ": no HTTP answer: ")
                        .contains(why);
            }
        }

        @Test
        void without_end_is_hung_up_on_when_it_is_too_much() throws Exception {
            // R7: bounded bodies
            try (FaultyServer server = FaultyServer.doing(connection -> {
                FaultyServer.send(connection, OK + "\r\n");
                while (true) {
                    FaultyServer.send(connection, "x".repeat(10_000));
                }
            })) {
                assertThat(down(HttpProbes.get(server.url())).reason()).contains("body larger than 1 MiB");
                assertThat(server.wasHungUpOn()).isTrue();
            }
        }

        @Test
        void does_not_make_the_next_run_fail() throws Exception {
            AtomicInteger connections = new AtomicInteger();
            try (FaultyServer server = FaultyServer.doing(connection -> FaultyServer.send(
                    connection,
                    connections.getAndIncrement() == 0 ? "garbage\r\n\r\n" : OK + "Content-Length: 0\r\n\r\n"))) {
                HttpProbe probe = HttpProbes.get(server.url());
                silence(probe, AMPLE);
                up(probe);
            }
        }
    }
}
