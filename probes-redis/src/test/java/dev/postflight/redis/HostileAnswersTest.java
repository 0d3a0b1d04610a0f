package dev.postflight.redis;

import static dev.postflight.redis.Asking.AMPLE;
import static dev.postflight.redis.Asking.told;
import static dev.postflight.redis.FakeRedis.Then.CLOSE;
import static dev.postflight.redis.FakeRedis.Then.DRIP;
import static dev.postflight.redis.FakeRedis.Then.GO_ON;
import static dev.postflight.redis.FakeRedis.Then.STALL;
import static dev.postflight.redis.Infos.PRIMARY;
import static dev.postflight.redis.Infos.REPLICA;
import static dev.postflight.redis.Infos.bulk;
import static dev.postflight.redis.Infos.with;
import static dev.postflight.redis.Infos.without;
import static org.assertj.core.api.Assertions.assertThat;

import dev.postflight.redis.FakeRedis.Then;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a server could say, and the whole sentence that people see then. S2.1: the Redis of a go / no-go verification. */
class HostileAnswersTest {

    private static final Duration SHORT = Duration.ofSeconds(1);
    private static final String WHOLE = "all of what one Redis says to INFO";

    /** An answer to a command, and what is told of it after the name of the server. */
    record Hostile(String command, String text, Then then, String told) {

        @Override
        public String toString() {
            String shown = text.length() > 50 ? text.substring(0, 50) + "…" : text;
            return command + ": " + shown.replace("\r\n", " ").replace("\n", " ") + " " + then;
        }
    }

    private static Hostile pong(String text, String told) {
        return new Hostile("PING", text, GO_ON, told);
    }

    private static Hostile raw(String text, Then then, String told) {
        return new Hostile("INFO", text, then, told);
    }

    private static Hostile info(String info, String told) {
        return new Hostile("INFO", bulk(info), GO_ON, told);
    }

    static List<Hostile> protocol() {
        return List.of(
                raw("", CLOSE, "SILENT connection closed without an answer to INFO"),
                raw("", STALL, "SILENT no answer to INFO within 1 s"),
                raw("$", STALL, "SILENT only 1 B of an answer to INFO within 1 s"),
                raw("$4118\r\n# Server\r\n", CLOSE, "SILENT cut off after 17 B of an answer to INFO"),
                raw("$4118\r\n# Server\r\n", STALL, "SILENT only 17 B of an answer to INFO within 1 s"),
                raw(bulk(PRIMARY).substring(0, 4000), CLOSE, "SILENT cut off after 3.91 KiB of an answer to INFO"),
                raw("$1073741824\r\n", GO_ON, "SILENT INFO: 1 GiB announced (expected: 1 MiB at most)"),
                raw("$-1\r\n", GO_ON, "SILENT INFO: nothing (expected: a text)"),
                raw("$-7\r\n", GO_ON, "SILENT INFO: -7 B announced (expected: a length)"),
                raw("$4118abc\r\n", GO_ON, "SILENT INFO: \"4118abc\" (expected: a whole number)"),
                raw(
                        "$99999999999999999999\r\n",
                        GO_ON,
                        "SILENT INFO: \"99999999999999999999\" (expected: a whole number)"),
                raw("$\r\n", GO_ON, "SILENT INFO: \"\" (expected: a whole number)"),
                raw(
                        "$3\r\nabcdef\r\n",
                        GO_ON,
                        "SILENT INFO: goes on after the 3 B that were announced (expected: its end)"),
                raw(":6379\r\n", GO_ON, "SILENT INFO: the number \"6379\" (expected: a text)"),
                raw("*2\r\n:1\r\n:2\r\n", GO_ON, "SILENT INFO: an array (expected: a text or a number)"),
                raw(
                        "+" + "x".repeat(5_000) + "\r\n",
                        GO_ON,
                        "SILENT INFO: a line of more than 4096 characters (expected: its end)"),
                pong(
                        "HTTP/1.1 400 Bad Request\r\nContent-Type: text/html\r\n\r\n<html><h1>400</h1></html>",
                        "SILENT PING: begins with \"HTTP/1.1 400 Bad Request\" (expected: the protocol of Redis)"),
                pong("<html>", "SILENT PING: begins with \"<html>\" (expected: the protocol of Redis)"),
                pong(
                        "\u0015\u0003\u0003\u0000\u0002\u0002P",
                        "SILENT PING: the port speaks TLS (expected: the protocol of Redis in the clear)"),
                pong(
                        "\u00ff\u00fe\u001b[2J\r\n",
                        "SILENT PING: begins with \"???[2J\" (expected: the protocol of Redis)"),
                pong("+OK\r\n", "SILENT PING: \"OK\" (expected: PONG)"),
                pong(":1\r\n", "SILENT PING: the number \"1\" (expected: PONG)"),
                pong("+PONG\n", "SILENT PING: the line \"PONG\" ends in a strange way (expected: CR LF)"),
                new Hostile("PING", "+P", DRIP, "SILENT only \\d+ B of an answer to PING within 1 s"),
                new Hostile("INFO", "$900000\r\nx", DRIP, "SILENT only \\d+ B of an answer to INFO within 1 s"),
                new Hostile(
                        "SLOWLOG",
                        ":-3\r\n",
                        GO_ON,
                        "SILENT SLOWLOG LEN: -3 (expected: a number that is not negative)"),
                new Hostile("SLOWLOG", "+many\r\n", GO_ON, "SILENT SLOWLOG LEN: \"many\" (expected: a number)"),
                new Hostile("SLOWLOG", "", STALL, "SILENT no answer to SLOWLOG LEN within 1 s"));
    }

    static List<Hostile> refusals() {
        return List.of(
                pong(
                        "-LOADING Redis is loading the dataset in memory\r\n",
                        "DOWN it is loading its data into memory (LOADING)"),
                pong(
                        "-MASTERDOWN Link with MASTER is down and replica-serve-stale-data is set to 'no'.\r\n",
                        "DOWN it has lost its primary and must not answer from stale data (MASTERDOWN)"),
                pong(
                        "-MISCONF Redis is configured to save RDB snapshots, but it's currently unable to persist to disk.\r\n",
                        "DOWN it cannot save its data to disk and refuses to write (MISCONF)"),
                pong(
                        "-BUSY Redis is busy running a script. You can only call SCRIPT KILL or SHUTDOWN NOSAVE.\r\n",
                        "DOWN a script keeps it busy (BUSY)"),
                pong("-CLUSTERDOWN The cluster is down\r\n", "DOWN its cluster is down (CLUSTERDOWN)"),
                new Hostile(
                        "PING",
                        "-ERR max number of clients reached\r\n",
                        CLOSE,
                        "DOWN it takes no more clients (max number of clients reached)"),
                pong("-NOAUTH Authentication required.\r\n", "SILENT it wants a password (NOAUTH)"),
                raw("-NOAUTH Authentication required.\r\n", GO_ON, "SILENT it wants a password (NOAUTH)"),
                pong(
                        "-WRONGPASS invalid username-password pair or user is disabled.\r\n",
                        "SILENT it does not accept user and password (WRONGPASS)"),
                raw(
                        "-NOPERM this user has no permissions to run the 'info' command or its subcommand\r\n",
                        GO_ON,
                        "SILENT its user may not do INFO (NOPERM)"),
                new Hostile(
                        "PING",
                        "-DENIED Redis is running in protected mode because protected mode is enabled\r\n",
                        CLOSE,
                        "SILENT it is in protected mode and answers its own machine alone (DENIED)"),
                pong(
                        "-ERR unknown command `PING`, with args beginning with: \r\n",
                        "SILENT PING: \"ERR unknown command `PING`, with args beginning with: \" (expected: an answer)"),
                pong("-\r\n", "SILENT PING: \"\" (expected: an answer)"),
                raw(
                        "-LOADING Redis is loading the dataset in memory\r\n",
                        GO_ON,
                        "DOWN it is loading its data into memory (LOADING)"));
    }

    static List<Hostile> infos() {
        return List.of(
                info("", "SILENT INFO: no redis_version (expected: " + WHOLE + ")"),
                info("<html>\r\nrole:master\r\n", "SILENT INFO: no redis_version (expected: " + WHOLE + ")"),
                info("# Server\r\nredis_version:6.2.11\r\n", "SILENT INFO: no role (expected: " + WHOLE + ")"),
                info(
                        "# Server\r\nredis_version:6.2.11",
                        "SILENT INFO: cut off at redis_version (expected: " + WHOLE + ")"),
                info(
                        PRIMARY.substring(0, PRIMARY.indexOf("used_memory:") + 15),
                        "SILENT INFO: cut off at used_memory (expected: " + WHOLE + ")"),
                info(PRIMARY + PRIMARY, "SILENT redis_version: twice (expected: each field once: " + WHOLE + ")"),
                info(
                        PRIMARY + "used_memory:1\r\n",
                        "SILENT used_memory: twice (expected: each field once: " + WHOLE + ")"),
                info(with(PRIMARY, "role", "king"), "SILENT role: \"king\" (expected: master or slave)"),
                info(with(PRIMARY, "role", ""), "SILENT role: \"\" (expected: master or slave)"),
                info(with(PRIMARY, "used_memory", "much"), "SILENT used_memory: \"much\" (expected: a number)"),
                info(with(PRIMARY, "used_memory", ""), "SILENT used_memory: \"\" (expected: a number)"),
                info(
                        with(PRIMARY, "used_memory", "9".repeat(400)),
                        "SILENT used_memory: \"" + "9".repeat(80) + "…\" (expected: a number)"),
                info(with(PRIMARY, "used_memory", "1e400"), "SILENT used_memory: \"1e400\" (expected: a number)"),
                info(with(PRIMARY, "used_memory", "NaN"), "SILENT used_memory: \"NaN\" (expected: a number)"),
                info(with(PRIMARY, "used_memory", "0x1p3"), "SILENT used_memory: \"0x1p3\" (expected: a number)"),
                info(with(PRIMARY, "used_memory", " 5"), "SILENT used_memory: \" 5\" (expected: a number)"),
                info(with(PRIMARY, "used_memory", "1\u00e9\u00ff"), "SILENT used_memory: \"1??\" (expected: a number)"),
                info(
                        with(PRIMARY, "used_memory", "-1"),
                        "SILENT used_memory: \"-1\" (expected: a number that is not negative)"),
                info(
                        with(PRIMARY, "connected_clients", "1.2.3"),
                        "SILENT connected_clients: \"1.2.3\" (expected: a number)"),
                info(with(PRIMARY, "loading", "yes"), "SILENT loading: \"yes\" (expected: a number)"),
                info(
                        with(PRIMARY, "slave0", "ip=10.0.0.2,port=6379,state=online,offset=x,lag=1"),
                        "SILENT offset of a replica: \"x\" (expected: a number)"),
                info(
                        without(REPLICA, "master_link_status"),
                        "SILENT INFO: no master_link_status (expected: " + WHOLE + ")"),
                info(with(PRIMARY, "loading", "1"), "DOWN it is loading its data into memory"),
                info(
                        with(with(REPLICA, "master_link_status", "down"), "master_last_io_seconds_ago", "-1"),
                        "DOWN its link to the primary is down"),
                info(
                        with(
                                with(REPLICA, "master_sync_in_progress", "1"),
                                "master_link_status",
                                "down\r\n" + "master_link_down_since_seconds:90"),
                        "DOWN its link to the primary is down for 1 min 30 s, and it is copying all data"),
                info(with(PRIMARY, "rdb_last_bgsave_status", "err"), "DOWN its last save to disk failed"),
                info(
                        with(with(PRIMARY, "aof_enabled", "1"), "aof_last_write_status", "err"),
                        "DOWN its last write to the append-only file failed"));
    }

    @ParameterizedTest
    @MethodSource({"protocol", "refusals", "infos"})
    void are_told_in_one_sentence_and_are_never_up(Hostile hostile) throws Exception {
        try (FakeRedis redis = new FakeRedis().say(hostile.command(), hostile.text(), hostile.then())) {
            boolean waits = hostile.then() == STALL || hostile.then() == DRIP;
            String told = told(redis.probe().run(waits ? SHORT : AMPLE));
            String expected = hostile.told().replaceFirst(" ", " Redis at localhost:" + redis.port() + ": ");
            if (hostile.then() == DRIP) {
                assertThat(told).matches(expected);
            } else {
                assertThat(told).isEqualTo(expected);
            }
            assertThat(redis.wasHungUpOn()).as("the connection is closed").isTrue();
        }
    }

    @Test
    void are_more_than_enough() {
        List<Hostile> all = new ArrayList<>(protocol());
        all.addAll(refusals());
        all.addAll(infos());
        assertThat(all).hasSizeGreaterThan(60);
    }

    @Test
    void more_than_was_asked_for_is_no_answer_to_the_next_question() throws Exception {
        try (FakeRedis redis = new FakeRedis().say("PING", "+PONG\r\n+PONG\r\n")) {
            assertThat(told(redis.probe().run(AMPLE))).endsWith(": INFO: \"PONG\" (expected: a text)");
        }
    }

    @Test
    void what_a_client_hands_on_is_read_as_strictly() throws Exception {
        List<String> differing = new ArrayList<>();
        for (Hostile hostile : infos()) {
            String info = hostile.text().substring(hostile.text().indexOf('\n') + 1);
            String expected = hostile.told().replaceFirst(" ", " Redis: ");
            String told = told(
                    RedisProbes.info(() -> info.substring(0, info.length() - 2)).run(AMPLE));
            if (!told.equals(expected)) {
                differing.add(told);
            }
        }
        assertThat(differing).isEmpty();
    }
}
