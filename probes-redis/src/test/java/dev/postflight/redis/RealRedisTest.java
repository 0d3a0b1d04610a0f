package dev.postflight.redis;

import static dev.postflight.redis.Asking.AMPLE;
import static dev.postflight.redis.Asking.down;
import static dev.postflight.redis.Asking.figures;
import static dev.postflight.redis.Asking.silence;
import static dev.postflight.redis.Asking.told;
import static dev.postflight.redis.Asking.up;
import static org.assertj.core.api.Assertions.assertThat;

import dev.postflight.api.Probe;
import dev.postflight.api.ProbeResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.exceptions.JedisDataException;

/** A real Redis. S2.1: up, healthy, uptime; S2.2: hit ratio, operations and memory against a baseline. */
@Timeout(value = 120, threadMode = ThreadMode.SEPARATE_THREAD)
class RealRedisTest {

    private static final Duration SHORT = Duration.ofSeconds(1);

    @Nested
    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    class A_sound_one {

        private final Redis redis = Redis.start("maxmemory 100mb", "slowlog-log-slower-than 0");

        @AfterAll
        void stop() {
            redis.close();
        }

        @Test
        void is_measured_over_a_connection_of_the_probes_own() throws Exception {
            RedisProbe probe = RedisProbes.of(redis.address())
                    .expectPrimary()
                    .atLeast("6.2")
                    .expectVersionPrefix("6");
            Map<String, Double> figures = up(probe);
            assertThat(figures)
                    .containsKeys(
                            "connect",
                            "ping",
                            "info",
                            "operations",
                            "memory_used",
                            "memory_usage",
                            "evictions",
                            "clients_blocked",
                            "clients_max",
                            "save_age",
                            "uptime",
                            "slowlog")
                    .containsEntry("memory_max", 104857600.0)
                    .containsEntry("primary", 1.0)
                    .containsEntry("replication_replicas", 0.0)
                    .containsEntry("save_failed", 0.0)
                    .containsEntry("aof_enabled", 0.0)
                    .containsEntry("version_major", 6.0)
                    .containsEntry("version_minor", 2.0)
                    .doesNotContainKeys("replication_lag", "replication_link", "aof_failed");
            assertThat(figures.get("ping")).isPositive();
            assertThat(figures.get("clients_connected")).isPositive();
            assertThat(figures.get("slowlog")).isPositive();
            assertThat(probe.metrics().keySet()).containsAll(figures.keySet());
            assertThat(probe).hasToString("Redis at 127.0.0.1:" + redis.port());
        }

        @Test
        void is_measured_through_a_client() throws Exception {
            try (Jedis jedis = redis.jedis()) {
                RedisClient client =
                        RedisClient.text(jedis::info).ping(jedis::ping).slowLog(jedis::slowlogLen);
                assertThat(up(RedisProbes.of(client)))
                        .containsKeys("ping", "info", "slowlog", "memory_usage")
                        .doesNotContainKey("connect");
            }
        }

        @Test
        void has_a_hit_ratio_of_what_was_asked_for() throws Exception {
            try (Jedis jedis = redis.jedis()) {
                jedis.set("there", "x");
                RedisProbe probe = RedisProbes.of(redis.address());
                up(probe);
                for (int i = 0; i < 7; i++) {
                    jedis.get("there");
                }
                jedis.get("not there");
                assertThat(up(probe)).containsEntry("hit_ratio_recent", 7 / 8.0).containsKey("hit_ratio");
            }
        }

        @Test
        void has_blocked_clients() throws Exception {
            try (Jedis jedis = redis.jedis()) {
                Thread waiting = new Thread(() -> {
                    try {
                        jedis.blpop(10, "nobody pushes this");
                    } catch (RuntimeException ended) {
                        // as it should
                    }
                });
                waiting.start();
                RedisProbe probe = RedisProbes.of(redis.address());
                while (!Double.valueOf(1).equals(up(probe).get("clients_blocked"))) {
                    Thread.onSpinWait();
                }
                assertThat(up(probe)).containsEntry("clients_blocked", 1.0);
                jedis.disconnect();
                waiting.join();
            }
        }

        @Test
        void has_databases_that_can_be_selected() throws Exception {
            up(RedisProbes.of(redis.address().database(15)));
            assertThat(silence(RedisProbes.of(redis.address().database(16))))
                    .isEqualTo("Redis at 127.0.0.1:" + redis.port() + ": it has no database of this number");
        }

        @Test
        void wants_no_password_that_it_does_not_have() throws Exception {
            assertThat(silence(RedisProbes.of(redis.address().password(() -> "hunter2"))))
                    .isEqualTo("Redis at 127.0.0.1:" + redis.port() + ": it has no password, but was given one");
        }

        @Test
        void is_not_the_replica_that_was_expected() throws Exception {
            assertThat(told(RedisProbes.of(redis.address())
                            .expectReplica()
                            .atLeast("7")
                            .run(AMPLE)))
                    .startsWith("DOWN Redis at 127.0.0.1:" + redis.port() + ": role: primary (expected: replica);"
                            + " version: \"6.2.")
                    .endsWith("\" (expected: at least 7)");
        }

        @ParameterizedTest
        @ValueSource(longs = {1, 1_000, 100_000})
        void is_not_up_in_no_time(long nanos) throws Exception {
            ProbeResult result = RedisProbes.of(redis.address()).run(Duration.ofNanos(nanos));
            assertThat(told(result)).contains(" within ");
        }
    }

    @Nested
    class One_that_is_full {

        @Test
        void evicts_and_tells_how_many() throws Exception {
            try (Redis redis = Redis.start("maxmemory 3mb", "maxmemory-policy allkeys-lru");
                    Jedis jedis = redis.jedis()) {
                RedisProbe probe = RedisProbes.of(redis.address());
                assertThat(up(probe)).containsEntry("evictions", 0.0);
                for (int i = 0; i < 5_000; i++) {
                    jedis.set("key " + i, "x".repeat(1_000));
                }
                Map<String, Double> figures = up(probe);
                assertThat(figures.get("evictions")).isPositive();
                assertThat(figures.get("evictions_rate")).isPositive();
                assertThat(figures.get("memory_usage")).isBetween(0.5, 1.5);
            }
        }

        @Test
        void takes_no_more_clients_and_is_down() throws Exception {
            try (Redis redis = Redis.start("maxclients 2");
                    Jedis first = redis.jedis();
                    Jedis second = redis.jedis()) {
                first.ping();
                second.ping();
                assertThat(RedisProbes.of(redis.address()).run(AMPLE)).isNotInstanceOf(ProbeResult.Up.class);
            }
        }
    }

    @Nested
    class One_with_a_password {

        private static final String PASSWORD = "s3cret-\u00e4\u00f6\u00fc-\u2713 pass word";

        @Test
        void is_up_for_who_has_it() throws Exception {
            try (Redis redis = Redis.start();
                    Jedis jedis = redis.jedis()) {
                jedis.aclSetUser("default", "resetpass", ">" + PASSWORD);
                up(RedisProbes.of(redis.address().password(() -> PASSWORD)));
                up(RedisProbes.of(redis.address().user(() -> "default").password(() -> PASSWORD)));
                assertThat(silence(RedisProbes.of(redis.address()))).endsWith(": it wants a password (NOAUTH)");
                ProbeResult wrong = RedisProbes.of(redis.address().password(() -> "wrong-" + PASSWORD))
                        .run(AMPLE);
                assertThat(told(wrong))
                        .endsWith(": it does not accept user and password (WRONGPASS)")
                        .doesNotContain(PASSWORD);
            }
        }

        @Test
        void tells_a_client_without_it_the_same() throws Exception {
            try (Redis redis = Redis.withPassword("hunter2");
                    Jedis jedis = new Jedis("127.0.0.1", redis.port())) {
                assertThat(silence(RedisProbes.info(jedis::info))).isEqualTo("Redis: it wants a password (NOAUTH)");
            }
        }

        @Test
        void lets_a_user_do_what_it_may() throws Exception {
            try (Redis redis = Redis.start();
                    Jedis jedis = redis.jedis()) {
                RedisServer probe = redis.address().user(() -> "probe").password(() -> "hunter2");
                jedis.aclSetUser("probe", "on", ">hunter2", "+ping", "+info");
                assertThat(up(RedisProbes.of(probe)))
                        .as("no slow log for this one")
                        .containsKey("memory_used")
                        .doesNotContainKey("slowlog");
                jedis.aclSetUser("probe", "-info");
                assertThat(silence(RedisProbes.of(probe))).endsWith(": its user may not do INFO (NOPERM)");
                jedis.aclSetUser("probe", "+info", "-ping");
                assertThat(silence(RedisProbes.of(probe))).endsWith(": its user may not do PING (NOPERM)");
                jedis.aclSetUser("probe", "off");
                assertThat(silence(RedisProbes.of(probe))).endsWith(" (WRONGPASS)");
            }
        }
    }

    @Nested
    class One_that_saves {

        @Test
        void is_down_when_it_cannot_and_refuses_to_write() throws Exception {
            try (Redis redis = Redis.start("save 3600 1", "appendonly yes");
                    Jedis jedis = redis.jedis()) {
                RedisProbe probe = RedisProbes.of(redis.address());
                assertThat(up(probe)).containsEntry("aof_enabled", 1.0).containsEntry("aof_failed", 0.0);
                jedis.set("a", "b");
                assertThat(up(probe)).containsEntry("save_changes", 1.0);
                Path inTheWay = Files.createDirectory(redis.folder().resolve("gone"));
                jedis.configSet("dbfilename", "gone");
                Files.createFile(inTheWay.resolve("file"));
                assertThat(failing(jedis::save)).isTrue();
                jedis.bgsave();
                while (Redis.field(jedis.info(), "rdb_last_bgsave_status").equals("ok")) {
                    Thread.onSpinWait();
                }
                ProbeResult.Down down = down(probe);
                assertThat(down.reason())
                        .endsWith(": it cannot save its data to disk and refuses to write (MISCONF);"
                                + " its last save to disk failed");
                assertThat(figures(down.measurements()))
                        .containsEntry("save_failed", 1.0)
                        .containsKey("memory_used");
                jedis.configSet("stop-writes-on-bgsave-error", "no");
                assertThat(down(probe).reason()).endsWith(": its last save to disk failed");
                assertThat(up(probe.ignoreSaves())).containsEntry("save_failed", 1.0);
            }
        }

        private static boolean failing(Runnable action) {
            try {
                action.run();
                return false;
            } catch (JedisDataException e) {
                return true;
            }
        }
    }

    @Nested
    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    class A_replica {

        private Redis primary;
        private Redis replica;
        private RedisProbe probe;

        @BeforeAll
        void start() throws Exception {
            primary = Redis.start("repl-diskless-sync yes", "repl-diskless-sync-delay 0");
            replica = Redis.start("replicaof 127.0.0.1 " + primary.port(), "repl-timeout 2");
            probe = RedisProbes.of(replica.address()).expectReplica();
            while (!(probe.run(AMPLE) instanceof ProbeResult.Up)) {
                Thread.onSpinWait();
            }
        }

        @AfterAll
        void stop() {
            replica.close();
            primary.close();
        }

        @Test
        void has_a_link_to_its_primary_until_that_is_gone() throws Exception {
            assertThat(up(probe)).containsEntry("primary", 0.0).containsEntry("replication_link", 1.0);
            assertThat(up(probe).get("replication_lag")).isBetween(0.0, 60.0);
            RedisProbe other = RedisProbes.of(primary.address()).expectPrimary();
            while (!up(other).containsKey("replication_behind")) {
                Thread.onSpinWait(); // until it is online there too
            }
            assertThat(up(other))
                    .containsEntry("replication_replicas", 1.0)
                    .containsKey("replication_lag")
                    .doesNotContainKey("replication_link");
            assertThat(told(RedisProbes.of(replica.address()).expectPrimary().run(AMPLE)))
                    .endsWith(": role: replica (expected: primary)");
            primary.kill();
            ProbeResult result = probe.run(AMPLE);
            while (!(result instanceof ProbeResult.Down)) {
                Thread.onSpinWait();
                result = probe.run(AMPLE);
            }
            assertThat(((ProbeResult.Down) result).reason()).contains(": its link to the primary is down");
            assertThat(figures(((ProbeResult.Down) result).measurements()))
                    .containsEntry("replication_link", 0.0)
                    .doesNotContainKey("replication_lag");
            try (Jedis jedis = replica.jedis()) {
                jedis.configSet("replica-serve-stale-data", "no");
                assertThat(told(RedisProbes.info(jedis::info).run(AMPLE)))
                        .contains("DOWN Redis: its link to the primary is down");
            }
        }
    }

    @Nested
    class One_that_comes_and_goes {

        @Test
        void is_silent_when_it_was_killed_and_is_another_when_it_is_there_again() throws Exception {
            try (Redis redis = Redis.start();
                    Jedis jedis = redis.jedis()) {
                Probe over = RedisProbes.of(redis.address());
                Probe through = RedisProbes.info(jedis::info);
                up(over);
                up(through);
                redis.kill();
                assertThat(silence(over)).isEqualTo("Redis at 127.0.0.1:" + redis.port() + ": connection refused");
                assertThat(thrownBy(through)).contains("JedisConnectionException");
            }
        }

        private static String thrownBy(Probe probe) {
            try {
                return told(probe.run(AMPLE));
            } catch (Exception e) {
                return e.toString();
            }
        }

        @Test
        @EnabledOnOs({OS.LINUX, OS.MAC})
        void is_silent_at_the_deadline_when_it_is_frozen_and_up_when_it_is_not() throws Exception {
            try (Redis redis = Redis.start()) {
                RedisProbe probe = RedisProbes.of(redis.address());
                up(probe);
                redis.freeze();
                assertThat(silence(probe, SHORT))
                        .isEqualTo("Redis at 127.0.0.1:" + redis.port() + ": no answer to PING within 1 s");
                assertThat(silence(RedisProbes.of(redis.address().password(() -> "hunter2")), SHORT))
                        .endsWith(": no answer to AUTH within 1 s");
                redis.thaw();
                up(probe);
            }
        }
    }

    @Test
    void connections_are_closed_at_the_end_of_each_run() throws Exception {
        try (Redis redis = Redis.start();
                Jedis jedis = redis.jedis()) {
            for (RedisServer server : List.of(redis.address(), redis.address().database(99))) {
                for (int i = 0; i < 50; i++) {
                    assertThat(RedisProbes.of(server).run(AMPLE)).isNotNull();
                }
            }
            while (!Redis.field(jedis.info(), "connected_clients").equals("1")) {
                Thread.onSpinWait(); // the server takes a moment to see that they are closed
            }
        }
    }
}
