package dev.postflight.redis;

import static dev.postflight.redis.Asking.figures;
import static dev.postflight.redis.Asking.silence;
import static dev.postflight.redis.Asking.up;
import static dev.postflight.redis.Infos.PRIMARY;
import static dev.postflight.redis.Infos.REPLICA;
import static dev.postflight.redis.Infos.with;
import static dev.postflight.redis.Infos.without;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import dev.postflight.api.ProbeResult;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is made of the answer to INFO. S0.8: hits, S2.2: the figures of a cache. */
@SuppressWarnings("NullAway") // nulls are among what is tested
class InfoTest {

    private static Map<String, Double> measured(String info) throws Exception {
        return up(RedisProbes.info(() -> info));
    }

    /** S0.1: a report names the cause. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            maxmemory        | 0 | memory_usage       | maxmemory is not set, or not told
            maxmemory        | 0 | memory_max         | maxmemory is not set, or not told
            keyspace_hits    | 0 | hit_ratio          | no key was looked up yet, or it is not told
            connected_slaves | 2 | replication_lag    | there is no replica, or it is not known how far one is
            connected_slaves | 2 | replication_behind | there is no replica, or it is not known how far one is
            uptime_in_days   | 0 | evictions_rate     | it takes a second look, and something that was counted since
            """)
    void why_a_figure_is_absent_is_told(String field, String value, String metric, String why) throws Exception {
        String info = with(with(PRIMARY, "keyspace_misses", "0"), field, value);
        RedisProbe probe = RedisProbes.info(() -> info);
        assertThat(up(probe)).doesNotContainKey(metric);
        assertThat(probe.absence(metric)).isEqualTo(why);
        assertThat(probe.absence("uptime")).isEmpty();
    }

    @Nested
    class A_real_answer {

        @Test
        void of_a_primary_is_measured() throws Exception {
            Map<String, Double> figures = measured(PRIMARY);
            assertThat(figures.remove("info")).isNotNegative();
            assertThat(figures.remove("save_age")).isCloseTo(3.748461, within(1e-6));
            assertThat(figures.remove("memory_usage")).isCloseTo(1945832 / 67108864.0, within(1e-12));
            assertThat(figures)
                    .isEqualTo(Map.ofEntries(
                            Map.entry("hit_ratio", 0.75),
                            Map.entry("operations", 0.0),
                            Map.entry("memory_used", 1945832.0),
                            Map.entry("memory_max", 67108864.0),
                            Map.entry("evictions", 0.0),
                            Map.entry("clients_connected", 1.0),
                            Map.entry("clients_blocked", 0.0),
                            Map.entry("clients_max", 10000.0),
                            Map.entry("clients_usage", 0.0001),
                            Map.entry("primary", 1.0),
                            Map.entry("replication_replicas", 1.0),
                            Map.entry("replication_lag", 1.0),
                            Map.entry("replication_behind", 0.0),
                            Map.entry("save_changes", 0.0),
                            Map.entry("save_failed", 0.0),
                            Map.entry("aof_enabled", 0.0),
                            Map.entry("uptime", 7.0),
                            Map.entry("restarts", 0.0),
                            Map.entry("version_major", 6.0),
                            Map.entry("version_minor", 2.0)));
        }

        @Test
        void of_a_replica_tells_of_its_link() throws Exception {
            assertThat(measured(REPLICA))
                    .containsEntry("primary", 0.0)
                    .containsEntry("replication_link", 1.0)
                    .containsEntry("replication_lag", 5.0)
                    .containsEntry("replication_replicas", 0.0)
                    .doesNotContainKeys("replication_behind", "memory_max", "memory_usage");
        }

        @Test
        void has_nothing_that_was_not_announced() throws Exception {
            RedisProbe probe = RedisProbes.info(() -> PRIMARY);
            probe.run(Duration.ofSeconds(1));
            assertThat(probe.metrics().keySet()).containsAll(up(probe).keySet());
        }

        @ParameterizedTest
        @ValueSource(strings = {"\r\n", "\n"})
        void may_have_lines_of_either_kind(String end) throws Exception {
            assertThat(measured(PRIMARY.replace("\r\n", end))).containsEntry("uptime", 7.0);
        }

        @Test
        void may_come_without_its_last_line_break() throws Exception {
            assertThat(measured(PRIMARY.strip())).containsEntry("uptime", 7.0);
        }

        @Test
        void may_come_taken_apart() throws Exception {
            Map<String, String> fields = new LinkedHashMap<>();
            Properties properties = new Properties();
            for (String line : PRIMARY.split("\r\n", -1)) {
                if (line.indexOf(':') > 0) {
                    fields.put(line.substring(0, line.indexOf(':')), line.substring(line.indexOf(':') + 1));
                }
            }
            properties.putAll(fields);
            Map<String, Double> whole = measured(PRIMARY);
            whole.remove("info");
            assertThat(up(RedisProbes.of(RedisClient.fields(() -> fields)))).containsAllEntriesOf(whole);
            assertThat(up(RedisProbes.of(RedisClient.fields(() -> properties)))).containsAllEntriesOf(whole);
        }

        @Test
        void may_be_a_large_one() throws Exception {
            StringBuilder keyspace = new StringBuilder(PRIMARY);
            for (int i = 1; keyspace.length() < 1_000_000; i++) {
                keyspace.append("db").append(i).append(":keys=1,expires=0,avg_ttl=0\r\n");
            }
            assertThat(measured(keyspace.toString())).containsEntry("uptime", 7.0);
            keyspace.append("x".repeat(100_000));
            assertThat(Asking.silence(RedisProbes.info(keyspace::toString)))
                    .isEqualTo(
                            "Redis: INFO: more than 1048576 characters (expected: all of what one Redis says to INFO)");
        }

        @Test
        void of_a_sentinel_has_no_role() throws Exception {
            String sentinel = "# Server\r\nredis_version:7.2.4\r\nredis_mode:sentinel\r\nuptime_in_seconds:9\r\n";
            assertThat(measured(sentinel)).containsEntry("uptime", 9.0).doesNotContainKey("primary");
            assertThat(Asking.told(
                            RedisProbes.info(() -> sentinel).expectPrimary().run(Asking.AMPLE)))
                    .isEqualTo("DOWN Redis: role: sentinel (expected: primary)");
        }
    }

    @Nested
    class What_is_absent_is_absent {

        @Test
        void no_hit_ratio_when_nothing_was_asked_for() throws Exception {
            String quiet = with(with(PRIMARY, "keyspace_hits", "0"), "keyspace_misses", "0");
            assertThat(measured(quiet)).doesNotContainKey("hit_ratio");
        }

        @Test
        void a_hit_ratio_of_zero_is_a_number() throws Exception {
            assertThat(measured(with(PRIMARY, "keyspace_hits", "0"))).containsEntry("hit_ratio", 0.0);
        }

        @Test
        void no_use_of_memory_without_a_limit() throws Exception {
            assertThat(measured(with(PRIMARY, "maxmemory", "0")))
                    .containsKey("memory_used")
                    .doesNotContainKeys("memory_max", "memory_usage");
        }

        @ParameterizedTest
        @CsvSource({
            "server_time_usec,       save_age",
            "rdb_last_save_time,     save_age",
            "rdb_last_bgsave_status, save_failed",
            "aof_enabled,            aof_enabled",
            "maxclients,             clients_usage",
            "maxclients,             clients_max",
            "keyspace_misses,        hit_ratio",
            "used_memory,            memory_usage",
            "evicted_keys,           evictions",
            "instantaneous_ops_per_sec, operations",
            "slave0,                 replication_lag",
            "slave0,                 replication_behind",
            "uptime_in_seconds,      uptime"
        })
        void what_a_server_does_not_tell_is_not_measured(String field, String metric) throws Exception {
            assertThat(measured(PRIMARY)).containsKey(metric);
            assertThat(measured(without(PRIMARY, field))).doesNotContainKey(metric);
        }

        @Test
        void a_save_of_the_future_is_one_of_now() throws Exception {
            assertThat(measured(with(PRIMARY, "rdb_last_save_time", "1999999999")))
                    .containsEntry("save_age", 0.0);
        }
    }

    @Nested
    class A_replica_that_is_not_online {

        private static final String SEEDED = "ip=10.0.0.2,port=6379,state=%s,offset=0,lag=0";

        @ParameterizedTest
        @ValueSource(strings = {"wait_bgsave", "send_bulk", "send_bulk_and_stream", ""})
        void is_no_replica_and_has_no_lag(String state) throws Exception {
            assertThat(measured(with(PRIMARY, "slave0", SEEDED.formatted(state))))
                    .containsEntry("replication_replicas", 0.0)
                    .doesNotContainKeys("replication_lag", "replication_behind");
        }

        @Test
        void leaves_others_to_be_counted() throws Exception {
            String two = with(PRIMARY, "connected_slaves", "2\r\nslave1:" + SEEDED.formatted("send_bulk"));
            assertThat(measured(two))
                    .containsEntry("replication_replicas", 1.0)
                    .doesNotContainKeys("replication_lag", "replication_behind");
            assertThat(measured(two.replace("send_bulk", "online")))
                    .containsEntry("replication_replicas", 2.0)
                    .containsEntry("replication_lag", 1.0)
                    .containsKey("replication_behind");
        }

        @Test
        void could_be_one_that_there_is_no_line_of() throws Exception {
            assertThat(measured(with(PRIMARY, "connected_slaves", "2")))
                    .doesNotContainKeys("replication_replicas", "replication_lag", "replication_behind");
        }
    }

    @Nested
    class What_is_expected {

        @ParameterizedTest
        @CsvSource({"6.2.11, 6", "6.2.11, 6.2", "6.2.11, 6.2.11", "8.0, 8.0", "7.4.0-rc1, 7.4", "7, 7"})
        void a_version_begins_with_what_is_expected(String has, String expected) throws Exception {
            up(RedisProbes.info(() -> with(PRIMARY, "redis_version", has)).expectVersionPrefix(expected));
        }

        @ParameterizedTest
        @CsvSource({
            "6.2.11, 6",
            "6.2.11, 6.2.11",
            "6.10.0, 6.9",
            "7.4, 7.4.0",
            "8.0, 7.2",
            "10, 9.9.9",
            "7.4.0-rc1, 7.4"
        })
        void a_version_is_at_least_the_lowest_that_will_do(String has, String least) throws Exception {
            up(RedisProbes.info(() -> with(PRIMARY, "redis_version", has)).atLeast(least));
        }

        @ParameterizedTest
        @CsvSource({"6.2.11, 6.2.12", "6.2.11, 7", "6.9, 6.10", "6, 6.0.1"})
        void a_lower_version_is_down(String has, String least) throws Exception {
            ProbeResult.Down down = Asking.down(
                    RedisProbes.info(() -> with(PRIMARY, "redis_version", has)).atLeast(least));
            assertThat(down.reason()).isEqualTo("Redis: version: \"" + has + "\" (expected: at least " + least + ")");
            assertThat(figures(down.measurements())).containsKey("memory_used");
        }

        @ParameterizedTest
        @ValueSource(strings = {"new", "v7.4", " 7.4", "99999999999"})
        void a_version_without_numbers_is_no_answer_to_who_expects_one(String has) throws Exception {
            RedisProbe probe = RedisProbes.info(() -> with(PRIMARY, "redis_version", has));
            up(probe);
            for (RedisProbe expecting : List.of(probe.atLeast("6"), probe.expectVersionPrefix("6"))) {
                assertThat(silence(expecting))
                        .isEqualTo("Redis: redis_version: \"" + has
                                + "\" (expected: numbers with dots between them, such as 7.4)");
            }
        }

        @ParameterizedTest
        @CsvSource({"6.2.11, 6.2.1", "6.2.11, 7", "60.1, 6", "6.20, 6.2", "6, 6.2"})
        void another_version_is_down(String has, String expected) throws Exception {
            ProbeResult.Down down = Asking.down(
                    RedisProbes.info(() -> with(PRIMARY, "redis_version", has)).expectVersionPrefix(expected));
            assertThat(down.reason())
                    .isEqualTo("Redis: version: \"" + has + "\" (expected: one that begins with " + expected + ")");
            assertThat(figures(down.measurements())).containsKey("memory_used");
        }

        @Test
        void another_role_is_down_with_everything_else_that_is_wrong() throws Exception {
            String info = with(with(PRIMARY, "rdb_last_bgsave_status", "err"), "redis_version", "7.0.0");
            RedisProbe probe = RedisProbes.info(() -> info).expectReplica().expectVersionPrefix("6.2");
            assertThat(Asking.down(probe).reason())
                    .isEqualTo("Redis: its last save to disk failed; role: primary (expected: replica);"
                            + " version: \"7.0.0\" (expected: one that begins with 6.2)");
            assertThat(probe.wanted()).isEqualTo("role replica, version that begins with 6.2");
        }

        @Test
        void failed_saves_can_be_left_to_thresholds() throws Exception {
            String info = with(
                    with(with(PRIMARY, "rdb_last_bgsave_status", "err"), "aof_enabled", "1"),
                    "aof_last_bgrewrite_status",
                    "err");
            assertThat(up(RedisProbes.info(() -> info).ignoreSaves()))
                    .containsEntry("save_failed", 1.0)
                    .containsEntry("aof_enabled", 1.0)
                    .containsEntry("aof_failed", 1.0);
        }

        @Test
        void an_append_only_file_that_is_off_cannot_fail() throws Exception {
            assertThat(measured(with(PRIMARY, "aof_last_write_status", "err"))).doesNotContainKey("aof_failed");
        }
    }

    @Nested
    class What_happened_since {

        private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 5);
        private final AtomicReference<String> info = new AtomicReference<>(PRIMARY);
        private final RedisProbe probe =
                new RedisProbe(RedisClient.text(info::get).source(now::get), now::get);

        private Map<String, Double> after(String next) throws Exception {
            now.addAndGet(10_000_000_000L);
            info.set(next);
            return up(probe);
        }

        @Test
        void is_not_known_at_first() throws Exception {
            assertThat(up(probe))
                    .containsEntry("restarts", 0.0)
                    .doesNotContainKeys("hit_ratio_recent", "evictions_rate");
        }

        @Test
        void is_counted_from_the_look_before() throws Exception {
            up(probe);
            String later = with(with(PRIMARY, "keyspace_hits", "4"), "keyspace_misses", "4");
            assertThat(after(with(later, "evicted_keys", "50")))
                    .containsEntry("hit_ratio_recent", 0.25)
                    .containsEntry("evictions_rate", 5.0)
                    .containsEntry("restarts", 0.0);
        }

        @Test
        void is_no_ratio_when_nothing_was_asked_for_since() throws Exception {
            up(probe);
            assertThat(after(PRIMARY)).containsEntry("evictions_rate", 0.0).doesNotContainKey("hit_ratio_recent");
        }

        @Test
        void is_not_told_when_counters_were_reset() throws Exception {
            up(probe);
            after(with(PRIMARY, "evicted_keys", "50"));
            assertThat(after(with(PRIMARY, "keyspace_hits", "0")))
                    .doesNotContainKeys("hit_ratio_recent", "evictions_rate");
        }

        @Test
        void is_a_restart_when_the_run_is_another() throws Exception {
            up(probe);
            String other = with(with(PRIMARY, "run_id", "f".repeat(40)), "evicted_keys", "50");
            assertThat(after(other))
                    .containsEntry("restarts", 1.0)
                    .doesNotContainKeys("hit_ratio_recent", "evictions_rate");
            assertThat(after(other)).containsEntry("restarts", 1.0).containsEntry("evictions_rate", 0.0);
            assertThat(after(PRIMARY)).containsEntry("restarts", 2.0);
        }

        @Test
        void is_a_restart_when_the_uptime_is_shorter_and_runs_have_no_names() throws Exception {
            String nameless = without(PRIMARY, "run_id");
            assertThat(after(nameless)).containsEntry("restarts", 0.0);
            assertThat(after(with(nameless, "uptime_in_seconds", "8"))).containsEntry("restarts", 0.0);
            assertThat(after(with(nameless, "uptime_in_seconds", "2"))).containsEntry("restarts", 1.0);
        }

        @Test
        void is_that_of_one_probe_alone() throws Exception {
            up(probe);
            now.addAndGet(1_000);
            assertThat(up(probe.ignoreSaves())).doesNotContainKey("evictions_rate");
        }

        @Test
        void is_not_mixed_up_by_an_answer_that_came_late() throws Exception {
            AtomicReference<String> late = new AtomicReference<>();
            RedisProbe overtaken = new RedisProbe(
                    RedisClient.text(() -> {
                                String held = late.getAndSet(null);
                                if (held != null) {
                                    return held;
                                }
                                return info.get();
                            })
                            .source(now::get),
                    now::get);
            up(overtaken);
            now.addAndGet(-1_000);
            late.set(with(PRIMARY, "run_id", "e".repeat(40)));
            assertThat(up(overtaken)).containsEntry("restarts", 0.0);
            now.addAndGet(2_000);
            assertThat(up(overtaken)).containsEntry("restarts", 0.0).containsEntry("evictions_rate", 0.0);
        }
    }

    @Test
    void names_of_fields_are_found_however_they_hash() {
        for (Field field : Field.values()) {
            String line = "\n" + field.key() + ":";
            assertThat(Field.find(line, 1, line.length() - 1, field.key().hashCode()))
                    .isEqualTo(field);
            assertThat(Field.find("x" + line, 0, 4, field.key().hashCode())).isNull();
        }
    }

    /** What comes after a dot is a label. */
    @Test
    void no_name_of_a_metric_has_a_dot() {
        assertThat(RedisProbes.info(() -> PRIMARY).metrics().keySet()).noneMatch(name -> name.contains("."));
    }

    @Test
    void a_version_is_made_of_numbers() {
        for (String version : new String[] {null, "", "seven", "7.", "7..2", "7.2.4-rc1", " 7", "7.2.4.1.1"}) {
            assertThatExceptionOfType(IllegalArgumentException.class)
                    .isThrownBy(() -> RedisProbes.info(() -> PRIMARY).atLeast(version))
                    .withMessageContaining("(expected: numbers with dots between them, such as 7.4)");
            assertThatExceptionOfType(IllegalArgumentException.class)
                    .isThrownBy(() -> RedisProbes.info(() -> PRIMARY).expectVersionPrefix(version))
                    .withMessageContaining("(expected: numbers with dots between them, such as 7.4)");
        }
    }
}
