package dev.postflight.redis;

import static dev.postflight.redis.Asking.AMPLE;
import static dev.postflight.redis.Asking.silence;
import static dev.postflight.redis.Asking.told;
import static dev.postflight.redis.Asking.up;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.postflight.redis.FakeRedis.Then;
import java.io.EOFException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The connection of the probe's own. */
@SuppressWarnings("NullAway") // nulls are among what is tested
@Timeout(value = 120, threadMode = ThreadMode.SEPARATE_THREAD)
class RedisServerTest {

    private static final Duration SHORT = Duration.ofSeconds(1);

    @Nested
    class Nobody {

        @Test
        void listens() throws Exception {
            int port;
            try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                port = closed.getLocalPort();
            }
            assertThat(silence(RedisProbes.server("localhost", port)))
                    .isEqualTo("Redis at localhost:" + port + ": connection refused");
        }

        @Test
        void has_the_name() throws Exception {
            assertThat(silence(RedisProbes.server("no-such-host.invalid", 6379)))
                    .isEqualTo("Redis at no-such-host.invalid:6379: unknown host");
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
                assertThat(silence(RedisProbes.server("127.0.0.1", full.getLocalPort()), SHORT))
                        .endsWith(": no connection within 1 s");
            } finally {
                for (SocketChannel waiting : queue) {
                    waiting.close();
                }
            }
        }
    }

    @Nested
    class A_thread_that_is_interrupted {

        @Test
        void hangs_up_at_once() throws Exception {
            try (FakeRedis redis = new FakeRedis().say("INFO", "$100\r\nx", Then.STALL)) {
                AtomicReference<Object> outcome = new AtomicReference<>();
                Thread waiting = new Thread(() -> {
                    try {
                        outcome.set(redis.probe().run(AMPLE));
                    } catch (Exception e) {
                        outcome.set(e);
                    }
                });
                waiting.start();
                assertThat(redis.hasStalled()).isTrue();
                waiting.interrupt();
                assertThat(redis.wasHungUpOn()).isTrue();
                waiting.join();
                assertThat(outcome.get()).isInstanceOf(InterruptedException.class);
            }
        }

        @Test
        void asks_nothing_when_it_was_interrupted_before() throws Exception {
            try (FakeRedis redis = new FakeRedis()) {
                Thread.currentThread().interrupt();
                assertThatExceptionOfType(InterruptedException.class)
                        .isThrownBy(() -> redis.probe().run(AMPLE));
                assertThat(Thread.currentThread().isInterrupted()).isFalse();
                assertThat(redis.asked()).isEmpty();
            }
        }
    }

    @Nested
    class Credentials {

        private static final String PASSWORD = "p\u00e4ssw\u00f6rd hunter2";

        @Test
        void are_asked_for_at_each_run_and_sent_once() throws Exception {
            try (FakeRedis redis = new FakeRedis()) {
                AtomicInteger asked = new AtomicInteger();
                RedisServer server =
                        redis.server().database(3).user(() -> "probe").password(() -> "pw" + asked.incrementAndGet());
                RedisProbe probe = RedisProbes.of(server);
                assertThat(asked).hasValue(0);
                up(probe);
                up(probe);
                assertThat(redis.asked())
                        .containsExactly(
                                "AUTH probe pw1",
                                "SELECT 3",
                                "PING",
                                "INFO",
                                "SLOWLOG LEN",
                                "AUTH probe pw2",
                                "SELECT 3",
                                "PING",
                                "INFO",
                                "SLOWLOG LEN");
            }
        }

        @ParameterizedTest
        @ValueSource(strings = {"AUTH", "PING", "INFO"})
        void are_in_no_text_even_when_the_server_repeats_them(String command) throws Exception {
            String[] texts = {
                "$18\r\n%s\r\n",
                "-ERR unknown command `AUTH`, with args beginning with: `%s`, \r\n",
                "+%s\r\n",
                "$%s\r\n",
                "%s",
                "-%s\r\n"
            };
            for (String text : texts) {
                String utf8 = new String(
                        PASSWORD.getBytes(java.nio.charset.StandardCharsets.UTF_8),
                        java.nio.charset.StandardCharsets.ISO_8859_1);
                try (FakeRedis redis = new FakeRedis().say(command, text.formatted(utf8), Then.CLOSE)) {
                    String told = told(RedisProbes.of(redis.server().password(() -> PASSWORD))
                            .run(AMPLE));
                    assertThat(told)
                            .startsWith("SILENT ")
                            .doesNotContain("hunter2")
                            .doesNotContain("ssw");
                }
            }
        }

        @ParameterizedTest
        @CsvSource({"app, app-secret", "secret, app-secret", "p\u00e4, p\u00e4-secret", "app-secret, app"})
        void are_hidden_whole_where_one_is_a_part_of_the_other(String user, String password) throws Exception {
            String repeated = "-ERR nothing for `" + user + "`, `" + password + "`";
            String utf8 = new String(
                    repeated.getBytes(java.nio.charset.StandardCharsets.UTF_8),
                    java.nio.charset.StandardCharsets.ISO_8859_1);
            try (FakeRedis redis = new FakeRedis().say("PING", utf8 + "\r\n")) {
                assertThat(silence(
                                RedisProbes.of(redis.server().user(() -> user).password(() -> password))))
                        .endsWith(": PING: \"ERR nothing for `***`, `***`\" (expected: an answer)");
            }
        }

        @ParameterizedTest
        @ValueSource(strings = {"role", "redis_version", "used_memory", "slave0", "cluster_enabled"})
        void are_in_no_text_even_when_they_are_the_value_of_a_field(String field) throws Exception {
            String info = Infos.with(Infos.PRIMARY, field, "offset=hunter2,state=online,hunter2");
            try (FakeRedis redis = new FakeRedis().say("INFO", Infos.bulk(info))) {
                RedisProbe probe =
                        RedisProbes.of(redis.server().password(() -> "hunter2")).expectVersionPrefix("7");
                assertThat(told(probe.run(AMPLE))).contains("***").doesNotContain("hunter2");
            }
        }

        @ParameterizedTest
        @ValueSource(strings = {"3", "OK", "PONG", "master", "redis", "NOPERM"})
        void do_no_harm_where_answers_happen_to_have_them(String password) throws Exception {
            try (FakeRedis redis = new FakeRedis()) {
                assertThat(up(RedisProbes.of(redis.server().password(() -> password))))
                        .containsEntry("slowlog", 3.0);
                redis.say("INFO", "-NOPERM this user has no permissions\r\n");
                assertThat(silence(RedisProbes.of(redis.server().password(() -> password))))
                        .endsWith(": its user may not do INFO (NOPERM)");
            }
        }

        @ParameterizedTest
        @NullSource
        @ValueSource(strings = "")
        void that_are_nothing_are_no_credentials(String nothing) throws Exception {
            try (FakeRedis redis = new FakeRedis()) {
                assertThat(silence(RedisProbes.of(redis.server().password(() -> nothing))))
                        .isEqualTo("Redis at localhost:" + redis.port() + ": password: "
                                + (nothing == null ? "null" : "empty") + " (expected: a text)");
                assertThat(redis.asked()).isEmpty();
            }
        }

        @Test
        void that_cannot_be_had_are_an_error_before_anything_is_opened() throws Exception {
            IllegalStateException thrown = new IllegalStateException("the vault is sealed");
            try (FakeRedis redis = new FakeRedis()) {
                RedisProbe probe = RedisProbes.of(redis.server().password(() -> {
                    throw thrown;
                }));
                assertThatExceptionOfType(IllegalStateException.class)
                        .isThrownBy(() -> probe.run(AMPLE))
                        .isSameAs(thrown);
                assertThat(redis.asked()).isEmpty();
            }
        }

        @Test
        void are_refused_in_the_words_of_older_servers_too() throws Exception {
            try (FakeRedis redis = new FakeRedis().say("AUTH", "-ERR invalid password\r\n")) {
                assertThat(silence(RedisProbes.of(redis.server().password(() -> "x"))))
                        .endsWith(": it does not accept the password");
                redis.say("AUTH", "-ERR Client sent AUTH, but no password is set\r\n");
                assertThat(silence(RedisProbes.of(redis.server().password(() -> "x"))))
                        .endsWith(": it has no password, but was given one");
                redis.say("AUTH", "+QUEUED\r\n");
                assertThat(silence(RedisProbes.of(redis.server().password(() -> "x"))))
                        .endsWith(": AUTH: *** (expected: OK)"); // redacted, because of what stands before it
            }
        }
    }

    @Nested
    class Trouble {

        @Test
        void is_told_with_the_figures_that_can_be_had() throws Exception {
            try (FakeRedis redis = new FakeRedis().say("PING", "-MISCONF Errors writing to the AOF file\r\n")) {
                assertThat(Asking.figures(Asking.down(redis.probe()).measurements()))
                        .containsKeys("connect", "memory_used", "slowlog")
                        .doesNotContainKey("ping");
            }
        }

        @Test
        void is_not_made_smaller_by_what_goes_wrong_later() throws Exception {
            try (FakeRedis redis = new FakeRedis()
                    .say("PING", "-LOADING Redis is loading the dataset in memory\r\n")
                    .say("INFO", "$5\r\n", Then.STALL)) {
                assertThat(told(redis.probe().run(SHORT))).endsWith(": it is loading its data into memory (LOADING)");
            }
        }

        @Test
        void of_the_slow_log_that_it_has_become_unwell_is_down() throws Exception {
            try (FakeRedis redis = new FakeRedis().say("SLOWLOG", "-BUSY Redis is busy running a script.\r\n")) {
                assertThat(told(redis.probe().run(SHORT)))
                        .startsWith("DOWN ")
                        .endsWith(": a script keeps it busy (BUSY)");
            }
        }

        @Test
        void of_the_slow_log_alone_is_none() throws Exception {
            try (FakeRedis redis = new FakeRedis().say("SLOWLOG", "-ERR unknown command 'SLOWLOG'\r\n")) {
                assertThat(up(redis.probe())).doesNotContainKey("slowlog");
            }
        }
    }

    @Nested
    class Arguments {

        @ParameterizedTest
        @NullSource
        @ValueSource(
                strings = {
                    "",
                    " ",
                    "redis://app:hunter2@cache:6379",
                    "app:hunter2@cache",
                    "cache/0",
                    "c\u00e4che",
                    "a b"
                })
        void hosts_are_names_or_addresses(String host) {
            assertThatExceptionOfType(IllegalArgumentException.class)
                    .isThrownBy(() -> RedisProbes.server(host, 6379))
                    .withMessage("host: " + (host == null ? "null" : "something else")
                            + " (expected: the name or address of a host)");
        }

        @ParameterizedTest
        @ValueSource(ints = {-1, 0, 65_536})
        void ports_are_ports(int port) {
            assertThatExceptionOfType(IllegalArgumentException.class)
                    .isThrownBy(() -> RedisProbes.server("cache", port))
                    .withMessage("port: " + port + " (expected: 1 to 65535)");
        }

        @ParameterizedTest
        @ValueSource(ints = {-1, 1_000_001})
        void databases_have_numbers(int database) {
            assertThatExceptionOfType(IllegalArgumentException.class)
                    .isThrownBy(() -> RedisServer.of("cache", 6379).database(database))
                    .withMessage("database: " + database + " (expected: 0 to 1000000)");
        }

        @Test
        void what_is_given_is_there() {
            RedisServer server = RedisServer.of("cache", 6379);
            assertThatExceptionOfType(IllegalArgumentException.class)
                    .isThrownBy(() -> server.user(null))
                    .withMessage("user: null (expected: what supplies it)");
            assertThatExceptionOfType(IllegalArgumentException.class)
                    .isThrownBy(() -> server.password(null))
                    .withMessage("password: null (expected: what supplies it)");
            assertThatExceptionOfType(IllegalArgumentException.class)
                    .isThrownBy(() -> server.tls(null))
                    .withMessage("tls: null (expected: an SSLContext)");
            assertThatExceptionOfType(IllegalArgumentException.class)
                    .isThrownBy(() -> RedisProbes.of((RedisServer) null))
                    .withMessage("server: null (expected: a server)");
            assertThatExceptionOfType(IllegalArgumentException.class)
                    .isThrownBy(() -> RedisProbes.of(server.user(() -> "probe")))
                    .withMessage("user: without a password (expected: both, or a password alone)");
            assertThat(server).hasToString("cache:6379");
        }

        @ParameterizedTest
        @ValueSource(strings = {"127.0.0.1", "localhost"})
        void an_address_is_as_good_as_a_name(String host) throws Exception {
            try (FakeRedis redis = new FakeRedis()) {
                up(RedisProbes.server(host, redis.port()));
            }
        }

        @Test
        void a_very_long_time_is_a_time() throws Exception {
            try (FakeRedis redis = new FakeRedis()) {
                assertThat(told(redis.probe().run(Duration.ofSeconds(Long.MAX_VALUE))))
                        .isEqualTo("UP");
            }
        }
    }

    @Test
    void an_answer_may_come_in_pieces() throws Exception {
        String[] pieces = {"$", "5", "\r", "\n", "he", "llo", "\r", "\n", "+", "OK", "\r", "\n"};
        ReplyReader reader = new ReplyReader(new Pieces(pieces), 10, text -> text);
        assertThat(reader.read()).isEqualTo(new Reply('$', "hello"));
        assertThat(reader.read()).isEqualTo(new Reply('+', "OK"));
        assertThatExceptionOfType(EOFException.class).isThrownBy(reader::read);
    }

    /** Gives one piece at a time. */
    private static final class Pieces extends java.io.InputStream {

        private final String[] pieces;
        private int next;

        Pieces(String[] pieces) {
            this.pieces = pieces;
        }

        @Override
        public int read() {
            throw new UnsupportedOperationException();
        }

        @Override
        public int read(byte[] bytes, int offset, int length) {
            if (next == pieces.length) {
                return -1;
            }
            byte[] piece = pieces[next++].getBytes(java.nio.charset.StandardCharsets.US_ASCII);
            System.arraycopy(piece, 0, bytes, offset, piece.length);
            return piece.length;
        }
    }
}
