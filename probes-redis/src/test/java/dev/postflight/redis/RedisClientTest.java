package dev.postflight.redis;

import static dev.postflight.redis.Asking.AMPLE;
import static dev.postflight.redis.Asking.silence;
import static dev.postflight.redis.Asking.told;
import static dev.postflight.redis.Asking.up;
import static dev.postflight.redis.Infos.PRIMARY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import redis.clients.jedis.exceptions.JedisAccessControlException;
import redis.clients.jedis.exceptions.JedisDataException;

/** Whatever client there is. */
@SuppressWarnings("NullAway") // nulls are what is tested
class RedisClientTest {

    private static final RedisClient CLIENT = RedisClient.text(() -> PRIMARY);

    @Test
    void gives_what_it_can() throws Exception {
        assertThat(up(RedisProbes.of(CLIENT))).containsKey("info").doesNotContainKeys("ping", "slowlog", "connect");
        assertThat(up(RedisProbes.of(CLIENT.ping(() -> "PONG").slowLog(() -> 7L))))
                .containsKeys("ping", "info")
                .containsEntry("slowlog", 7.0);
        assertThat(RedisProbes.of(CLIENT).metrics()).doesNotContainKeys("ping", "slowlog", "connect");
        assertThat(RedisProbes.of(CLIENT.ping(() -> "PONG").slowLog(() -> 7L)).metrics())
                .containsKeys("ping", "slowlog");
    }

    @Test
    void that_gives_nothing_is_silent() throws Exception {
        assertThat(silence(RedisProbes.info(() -> null))).isEqualTo("Redis: INFO: null (expected: an answer)");
        assertThat(silence(RedisProbes.of(RedisClient.fields(() -> null))))
                .isEqualTo("Redis: INFO: null (expected: an answer)");
        assertThat(silence(RedisProbes.of(RedisClient.fields(Map::of))))
                .isEqualTo("Redis: INFO: no redis_version (expected: all of what one Redis says to INFO)");
        assertThat(silence(RedisProbes.of(CLIENT.ping(() -> null)))).isEqualTo("Redis: PING: null (expected: PONG)");
        assertThat(silence(RedisProbes.of(CLIENT.ping(() -> "OK")))).isEqualTo("Redis: PING: \"OK\" (expected: PONG)");
        assertThat(silence(RedisProbes.of(CLIENT.slowLog(() -> null))))
                .isEqualTo("Redis: SLOWLOG LEN: null (expected: a number that is not negative)");
    }

    /** It was well when it was asked for INFO. */
    @Test
    void that_has_become_unwell_is_down() throws Exception {
        RedisProbe probe = RedisProbes.of(CLIENT.slowLog(() -> {
            throw new JedisDataException("BUSY Redis is busy running a script.");
        }));
        assertThat(told(probe.run(AMPLE))).isEqualTo("DOWN Redis: a script keeps it busy (BUSY)");
    }

    @ParameterizedTest
    @ValueSource(doubles = {-1, Double.NaN, Double.POSITIVE_INFINITY})
    void whose_slow_log_has_no_length_is_silent(double length) throws Exception {
        assertThat(silence(RedisProbes.of(CLIENT.slowLog(() -> length))))
                .isEqualTo("Redis: SLOWLOG LEN: " + length + " (expected: a number that is not negative)");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "NOAUTH Authentication required.    | SILENT Redis: it wants a password (NOAUTH)",
                "WRONGPASS invalid username-password pair | SILENT Redis: it does not accept user and password (WRONGPASS)",
                "NOPERM this user has no permissions | SILENT Redis: its user may not do INFO (NOPERM)",
                "LOADING Redis is loading            | DOWN Redis: it is loading its data into memory (LOADING)",
                "MASTERDOWN Link with MASTER is down | DOWN Redis: it has lost its primary and must not answer from"
                        + " stale data (MASTERDOWN)",
                "MISCONF Redis is configured to      | DOWN Redis: it cannot save its data to disk and refuses to write"
                        + " (MISCONF)"
            })
    void that_throws_what_redis_said_is_understood(String error, String told) throws Exception {
        assertThat(told(RedisProbes.info(() -> {
                            throw new JedisDataException(error);
                        })
                        .run(AMPLE)))
                .isEqualTo(told);
        // as Lettuce and Redisson wrap it
        assertThat(told(RedisProbes.info(() -> {
                            throw new CompletionException(new JedisAccessControlException(error));
                        })
                        .run(AMPLE)))
                .isEqualTo(told);
    }

    @Test
    void that_throws_anything_else_is_left_to_throw_it() {
        IOException thrown = new IOException("broken pipe");
        Callable<String> failing = () -> {
            throw thrown;
        };
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> RedisProbes.info(failing).run(AMPLE))
                .isSameAs(thrown);
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> RedisProbes.of(CLIENT.ping(failing)).run(AMPLE))
                .isSameAs(thrown);
        assertThatExceptionOfType(InterruptedException.class)
                .isThrownBy(() -> RedisProbes.info(() -> {
                            throw new InterruptedException();
                        })
                        .run(AMPLE));
    }

    @Test
    void that_cannot_ping_but_tells_why_is_down_with_its_figures() throws Exception {
        RedisClient client = CLIENT.ping(() -> {
            throw new JedisDataException("MISCONF Redis is configured to save RDB snapshots");
        });
        assertThat(Asking.figures(Asking.down(RedisProbes.of(client)).measurements()))
                .containsKey("memory_used")
                .doesNotContainKey("ping");
        RedisClient mute = RedisClient.text(() -> {
                    throw new IOException("closed");
                })
                .ping(() -> {
                    throw new JedisDataException("LOADING Redis is loading the dataset in memory");
                });
        assertThat(told(RedisProbes.of(mute).run(AMPLE)))
                .isEqualTo("DOWN Redis: it is loading its data into memory (LOADING)");
    }

    @Test
    void is_not_asked_by_a_thread_that_was_interrupted_before() {
        Thread.currentThread().interrupt();
        assertThatExceptionOfType(InterruptedException.class)
                .isThrownBy(() -> RedisProbes.of(CLIENT).run(AMPLE));
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }

    @Test
    void is_given_a_positive_time() {
        for (Duration timeout : new Duration[] {Duration.ZERO, Duration.ofSeconds(-1)}) {
            assertThatExceptionOfType(IllegalArgumentException.class)
                    .isThrownBy(() -> RedisProbes.of(CLIENT).run(timeout))
                    .withMessage("timeout: " + timeout + " (expected: a positive duration)");
        }
    }

    @Test
    void has_calls() {
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> RedisClient.text(null))
                .withMessage("info: null (expected: what gives the text of INFO)");
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> RedisClient.fields(null))
                .withMessage("info: null (expected: what gives the fields of INFO)");
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> CLIENT.ping(null))
                .withMessage("ping: null (expected: what gives PONG)");
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> CLIENT.slowLog(null))
                .withMessage("slowLog: null (expected: what gives the answer to SLOWLOG LEN)");
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> RedisProbes.of((RedisClient) null))
                .withMessage("client: null (expected: a client)");
    }
}
