package dev.postflight.redis;

import static dev.postflight.redis.Asking.AMPLE;
import static dev.postflight.redis.Asking.told;
import static dev.postflight.redis.Asking.up;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lettuce.core.RedisCommandTimeoutException;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulRedisConnection;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.exceptions.JedisDataException;

/** Through Lettuce, as the documentation says, to a real Redis. The time limit is only a last resort. */
@Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
final class LettuceTest {

    private static final String PASSWORD = "hunter2-of-redis";

    private final Redis redis = Redis.withPassword(PASSWORD, "lua-time-limit 1");
    private final io.lettuce.core.RedisClient client = io.lettuce.core.RedisClient.create(RedisURI.builder()
            .withHost("127.0.0.1")
            .withPort(redis.port())
            .withPassword(PASSWORD.toCharArray())
            .build());
    private final StatefulRedisConnection<String, String> connection = client.connect();
    private final RedisProbe probe =
            RedisProbes.of(Snippets.lettuce(connection)).expectPrimary().atLeast("6");

    @AfterEach
    void stop() {
        client.shutdown(Duration.ZERO, Duration.ofSeconds(2));
        redis.close();
    }

    @Test
    void all_is_measured() throws Exception {
        assertThat(up(probe)).containsKeys("ping", "info", "slowlog", "memory_used", "uptime");
        assertThat(probe.metrics().keySet()).containsAll(up(probe).keySet());
    }

    @Test
    void what_redis_says_instead_of_an_answer_is_understood() throws Exception {
        try (Jedis busy = redis.jedis();
                Jedis end = redis.jedis()) {
            CompletableFuture<Void> script = CompletableFuture.runAsync(() -> {
                try {
                    busy.eval("while true do end");
                } catch (JedisDataException killed) {
                    // that is how it ends
                }
            });
            String told = told(probe.run(AMPLE));
            while (told.equals("UP")) {
                told = told(probe.run(AMPLE));
            }
            end.scriptKill();
            script.join();

            assertThat(told).isEqualTo("DOWN Redis: a script keeps it busy (BUSY)");
        }
        up(probe);
    }

    @Test
    void its_own_timeout_ends_a_run() {
        connection.setTimeout(Duration.ofMillis(100));
        redis.freeze();

        assertThatThrownBy(() -> probe.run(AMPLE)).isInstanceOf(RedisCommandTimeoutException.class);
        redis.thaw();
    }

    @Test
    void a_connection_that_was_closed_gives_no_answer() {
        connection.close();

        assertThatThrownBy(() -> probe.run(AMPLE))
                .hasMessageContaining("closed")
                .hasMessageNotContaining(PASSWORD);
    }
}
