package dev.postflight.redis;

import static dev.postflight.redis.Asking.AMPLE;
import static dev.postflight.redis.Asking.told;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.postflight.api.Probe;
import dev.postflight.api.spi.ProbeResources;
import dev.postflight.api.spi.ProbeTypes;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Probes of Redis by the names of their types. */
class FactoriesTest {

    private static final ProbeTypes TYPES = ProbeTypes.load();
    private static final ProbeResources SECRET = ProbeResources.none().andSecret("cache password", () -> "hunter2");

    @TempDir
    Path folder;

    @Test
    void a_server_is_asked_as_it_is_written() throws Exception {
        try (FakeRedis redis = new FakeRedis()) {
            Probe probe = TYPES.create(
                    "redis",
                    Map.of(
                            "host",
                            "localhost",
                            "port",
                            redis.port(),
                            "database",
                            2,
                            "user",
                            "probe",
                            "password",
                            "cache password",
                            "role",
                            "primary",
                            "atLeast",
                            "6.0",
                            "versionPrefix",
                            "6.2"),
                    SECRET);
            assertThat(told(probe.run(AMPLE))).isEqualTo("UP");
            assertThat(redis.asked()).containsExactly("AUTH probe hunter2", "SELECT 2", "PING", "INFO", "SLOWLOG LEN");
            assertThat(probe.wanted()).isEqualTo("role primary, version of at least 6.0, version that begins with 6.2");
        }
    }

    @Test
    void the_port_is_the_usual_one_unless_another_is_written() {
        assertThat(TYPES.create("redis", Map.of("host", "cache"), ProbeResources.none()))
                .hasToString("Redis at cache:6379");
    }

    @Test
    void a_context_of_the_applications_own_is_taken_for_tls() throws Exception {
        Certificates certificates = Certificates.selfSigned(folder, "dns:localhost");
        try (FakeRedis redis = new FakeRedis(certificates.server().getServerSocketFactory())) {
            ProbeResources resources = ProbeResources.none().and("trust", certificates.client());
            Map<String, Object> where = Map.of("host", "localhost", "port", redis.port(), "sslContext", "trust");
            assertThat(told(TYPES.create("redis", where, resources).run(AMPLE))).isEqualTo("UP");
            Map<String, Object> both = Map.of("host", "localhost", "sslContext", "trust", "tls", true);
            assertThat(TYPES.create("redis", both, resources)).isNotNull();
            Map<String, Object> neither = Map.of("host", "localhost", "sslContext", "trust", "tls", false);
            assertThatExceptionOfType(IllegalArgumentException.class)
                    .isThrownBy(() -> TYPES.create("redis", neither, resources))
                    .withMessage("tls: false (expected: true or nothing beside sslContext)");
            Map<String, Object> jdk = Map.of("host", "localhost", "port", redis.port(), "tls", true);
            assertThat(told(TYPES.create("redis", jdk, resources).run(AMPLE)))
                    .contains(": TLS failed, the certificate is not trusted: ");
        }
    }

    @Test
    void a_client_is_asked_that_the_application_supplies() throws Exception {
        ProbeResources resources = ProbeResources.none()
                .and("cache", RedisClient.text(() -> Infos.with(Infos.PRIMARY, "rdb_last_bgsave_status", "err")));
        assertThat(told(TYPES.create("redis-client", Map.of(), resources).run(AMPLE)))
                .isEqualTo("DOWN Redis: its last save to disk failed");
        assertThat(told(TYPES.create("redis-client", Map.of("client", "cache", "ignoreSaves", true), resources)
                        .run(AMPLE)))
                .isEqualTo("UP");
        assertThat(told(TYPES.create("redis-client", Map.of("ignoreSaves", true, "role", "replica"), resources)
                        .run(AMPLE)))
                .isEqualTo("DOWN Redis: role: primary (expected: replica)");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "port     | 6379               | host: missing (expected: a text that is not blank)",
                "host     | redis://a:b@cache  | host: something else (expected: the name or address of a host)",
                "port     | 70000              | a whole number from 1 to 65535",
                "user     | probe              | user: without a password (expected: both, or a password alone)",
                "atLeast  | new                | version: \"new\" (expected: numbers with dots between them, such as 7.4)",
                "versionPrefix | new           | version: \"new\" (expected: numbers with dots between them, such as 7.4)",
                "password | hunter2            | password: not the name of a secret",
                "role     | king               | one of primary, replica",
                "database | -1                 | a whole number from 0 to 1000000"
            })
    void what_is_written_wrongly_is_told(String name, String value, String told) {
        Map<String, String> written = new java.util.LinkedHashMap<>();
        if (!told.startsWith("host: missing")) {
            written.put("host", "cache");
        }
        written.put(name, value);
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> TYPES.create("redis", written, SECRET))
                .withMessageContaining(told)
                .withMessageNotContaining("hunter2");
    }

    @Test
    void a_client_that_nobody_supplies_is_told() {
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> TYPES.create("redis-client", Map.of(), ProbeResources.none()))
                .withMessage("client: missing (expected: the name of a RedisClient that the application supplies:"
                        + " it supplies none)");
    }
}
