package dev.postflight.redis;

import static dev.postflight.redis.Asking.AMPLE;
import static dev.postflight.redis.Asking.down;
import static dev.postflight.redis.Asking.figures;
import static dev.postflight.redis.Asking.silence;
import static dev.postflight.redis.Asking.told;
import static dev.postflight.redis.Asking.up;
import static dev.postflight.redis.Infos.PRIMARY;
import static dev.postflight.redis.Infos.bulk;
import static dev.postflight.redis.Infos.with;
import static org.assertj.core.api.Assertions.assertThat;

import dev.postflight.api.ProbeResult;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import redis.clients.jedis.Jedis;

/** A node of a cluster, which answers to PING and INFO whatever has become of the cluster. */
@Timeout(value = 120, threadMode = ThreadMode.SEPARATE_THREAD)
class RedisClusterTest {

    private static final String NODE = with(PRIMARY, "cluster_enabled", "1");
    private static final int SLOTS = 16_384;

    @Test
    void a_real_node_is_down_until_its_cluster_has_all_slots() throws Exception {
        try (Redis redis = Redis.start("cluster-enabled yes");
                Jedis jedis = redis.jedis()) {
            RedisProbe probe = RedisProbes.of(redis.address());
            ProbeResult.Down down = down(probe);
            assertThat(down.reason()).endsWith(": its cluster is down (cluster_state \"fail\")");
            assertThat(figures(down.measurements())).containsKeys("memory_used", "ping", "slowlog");
            assertThat(up(RedisProbes.info(jedis::info)))
                    .as("INFO alone does not tell")
                    .containsKey("memory_used");
            jedis.clusterAddSlots(IntStream.range(0, SLOTS).toArray());
            while (!(probe.run(AMPLE) instanceof ProbeResult.Up)) {
                Thread.onSpinWait(); // it takes some time to see that it is complete
            }
            jedis.clusterDelSlots(7);
            assertThat(down(probe).reason()).endsWith(": its cluster is down (cluster_state \"fail\")");
        }
    }

    @Test
    void a_real_node_that_does_not_let_its_user_ask_is_silent() throws Exception {
        try (Redis redis = Redis.start("cluster-enabled yes");
                Jedis jedis = redis.jedis()) {
            RedisProbe probe =
                    RedisProbes.of(redis.address().user(() -> "probe").password(() -> "hunter2"));
            jedis.aclSetUser("probe", "on", ">hunter2", "+ping", "+info", "+slowlog|len");
            assertThat(silence(probe)).endsWith(": its user may not do CLUSTER INFO (NOPERM)");
            jedis.aclSetUser("probe", "+cluster|info");
            assertThat(down(probe).reason()).contains(": its cluster is down");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "cluster_enabled:1     | SILENT CLUSTER INFO: no cluster_state (expected: all of what Redis says to it)",
                "xcluster_state:ok     | SILENT CLUSTER INFO: no cluster_state (expected: all of what Redis says to it)",
                "cluster_state:        | DOWN its cluster is down (cluster_state \"\")",
                "cluster_state:okay    | DOWN its cluster is down (cluster_state \"okay\")"
            })
    void a_node_that_says_anything_but_ok_is_not_up(String answer, String told) throws Exception {
        try (FakeRedis redis = new FakeRedis().say("INFO", bulk(NODE)).say("CLUSTER", bulk(answer + "\r\n"))) {
            assertThat(told(redis.probe().run(AMPLE)))
                    .isEqualTo(told.replaceFirst(" ", " Redis at localhost:" + redis.port() + ": "));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "+OK                                | SILENT CLUSTER INFO: \"OK\" (expected: a text)",
                "-ERR This instance has cluster off | SILENT CLUSTER INFO: \"ERR This instance has cluster off\" (expected: an answer)",
                "-CLUSTERDOWN The cluster is down   | DOWN its cluster is down (CLUSTERDOWN)"
            })
    void a_node_that_gives_no_answer_is_not_up(String answer, String told) throws Exception {
        try (FakeRedis redis = new FakeRedis().say("INFO", bulk(NODE)).say("CLUSTER", answer + "\r\n")) {
            assertThat(told(redis.probe().run(AMPLE)))
                    .isEqualTo(told.replaceFirst(" ", " Redis at localhost:" + redis.port() + ": "));
        }
    }

    @Test
    void a_node_is_asked_once_and_what_is_none_is_not() throws Exception {
        try (FakeRedis redis = new FakeRedis().say("CLUSTER", bulk("cluster_state:ok\r\ncluster_size:3\r\n"))) {
            up(redis.probe());
            assertThat(redis.asked()).doesNotContain("CLUSTER INFO");
            redis.say("INFO", bulk(NODE));
            up(redis.probe());
            assertThat(redis.asked()).endsWith("PING", "INFO", "CLUSTER INFO", "SLOWLOG LEN");
        }
    }
}
