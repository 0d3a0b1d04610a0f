package dev.postflight.verify.readiness;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postflight.api.Decision;
import dev.postflight.api.Verdict;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CyclicBarrier;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Many clients at once, slow ones, and those that go away. */
class ClientsTest {

    private static final Verdict GO = Told.of(Decision.GO);

    private static Readiness ready() {
        return new Readiness(() -> GO, Shape.SPRING_BOOT, false);
    }

    private static String head(String method, int length) {
        return method + " " + ReadyServer.PATH + " HTTP/1.1\r\nHost: localhost\r\nContent-Length: " + length
                + "\r\n\r\n";
    }

    @ParameterizedTest
    @EnumSource(HeldExchange.Lost.class)
    void a_client_that_has_gone_away_is_not_an_error(HeldExchange.Lost moment) {
        HeldExchange exchange = new HeldExchange(moment);
        ready().withDetails().handle(exchange);
        assertThat(exchange.closed).isTrue();
    }

    private interface Traffic {
        void to(ReadyServer server) throws Exception;
    }

    /** What anybody logged at INFO or above meanwhile, the server of the JDK included. */
    private static List<String> logged(Traffic traffic) throws Exception {
        List<String> messages = new CopyOnWriteArrayList<>();
        Handler listening = new Handler() {
            @Override
            public void publish(LogRecord message) {
                if (message.getLevel().intValue() >= Level.INFO.intValue()) {
                    messages.add(message.getMessage());
                }
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        Logger root = Logger.getLogger("");
        root.addHandler(listening);
        try (ReadyServer server = new ReadyServer(ready().withDetails())) {
            traffic.to(server);
        } finally {
            root.removeHandler(listening);
        }
        return messages;
    }

    @Test
    void clients_that_go_away_leave_nothing_in_the_log_and_disturb_nobody() throws Exception {
        assertThat(logged(server -> {
                    for (int i = 0; i < 100; i++) {
                        try (Socket leaving = server.connected(head("GET", 0))) {
                            leaving.setSoLinger(true, 0); // resets the connection
                        }
                    }
                    assertThat(server.get().statusCode()).isEqualTo(200);
                }))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "HEAD", "POST"})
    void the_server_has_nothing_to_complain_of(String method) throws Exception {
        assertThat(logged(server -> {
                    server.send(server.request(ReadyServer.PATH).method(method, BodyPublishers.noBody()));
                    server.send(server.request(ReadyServer.PATH + "/below").method(method, BodyPublishers.noBody()));
                }))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "POST"})
    void a_client_is_answered_before_it_has_sent_its_body_and_does_not_hold_up_others(String method) throws Exception {
        try (ReadyServer server = new ReadyServer(ready())) {
            List<Socket> slow = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                slow.add(server.connected(head(method, 1_000_000) + "the first of many bytes"));
            }
            for (Socket socket : slow) {
                BufferedReader answer =
                        new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
                assertThat(answer.readLine()).startsWith(method.equals("GET") ? "HTTP/1.1 200" : "HTTP/1.1 405");
            }
            assertThat(server.get().statusCode()).isEqualTo(200);
            for (Socket socket : slow) {
                socket.close();
            }
        }
    }

    @Test
    void a_verdict_is_rendered_once_however_many_ask_at_once() throws Exception {
        Readiness readiness = ready().withDetails();
        Set<byte[]> answers = Collections.newSetFromMap(new IdentityHashMap<>());
        int clients = 16;
        CyclicBarrier together = new CyclicBarrier(clients);
        Set<byte[]> seen = Collections.synchronizedSet(answers);
        Set<Throwable> failures = ConcurrentHashMap.newKeySet();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < clients; i++) {
            Thread thread = new Thread(() -> {
                try {
                    together.await();
                    for (int j = 0; j < 100; j++) {
                        seen.add(HeldExchange.answeredBy(readiness));
                    }
                } catch (Throwable thrown) {
                    failures.add(thrown);
                }
            });
            threads.add(thread);
            thread.start();
        }
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(failures).isEmpty();
        assertThat(answers).hasSize(1);
    }
}
