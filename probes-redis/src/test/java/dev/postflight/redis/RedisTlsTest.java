package dev.postflight.redis;

import static dev.postflight.redis.Asking.silence;
import static dev.postflight.redis.Asking.up;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** TLS, with a server in this process and with a real Redis. */
@Timeout(value = 120, threadMode = ThreadMode.SEPARATE_THREAD)
class RedisTlsTest {

    private static final Duration SHORT = Duration.ofSeconds(1);

    @TempDir
    Path folder;

    @Test
    void a_server_whose_certificate_is_trusted_is_asked() throws Exception {
        Certificates certificates = Certificates.selfSigned(folder, "dns:localhost");
        try (FakeRedis redis = new FakeRedis(certificates.server().getServerSocketFactory())) {
            assertThat(up(RedisProbes.of(
                            redis.server().tls(certificates.client()).password(() -> "hunter2"))))
                    .containsKeys("connect", "ping", "slowlog");
            assertThat(redis.asked()).containsExactly("AUTH hunter2", "PING", "INFO", "SLOWLOG LEN");
        }
    }

    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "the binaries for other systems come without TLS")
    void a_real_one_is_asked_too() throws Exception {
        Certificates certificates = Certificates.selfSigned(folder, "dns:localhost,ip:127.0.0.1");
        int tlsPort = Redis.freePort();
        try (Redis redis = Redis.start(
                "tls-port " + tlsPort,
                "tls-cert-file " + certificates.certificateFile(),
                "tls-key-file " + certificates.keyFile(),
                "tls-ca-cert-file " + certificates.certificateFile())) {
            RedisServer address = RedisServer.of("127.0.0.1", tlsPort);
            assertThat(up(RedisProbes.of(address.tls(certificates.client())))).containsKey("memory_used");
            assertThat(silence(RedisProbes.of(address.tls(SSLContext.getDefault()))))
                    .startsWith("Redis at 127.0.0.1:" + tlsPort + ": TLS failed, the certificate is not trusted: ");
            assertThat(silence(RedisProbes.of(address), SHORT)).startsWith("Redis at 127.0.0.1:" + tlsPort + ": ");
            // it waits for the end of the line
            assertThat(silence(RedisProbes.of(redis.address().tls(certificates.client())), SHORT))
                    .isEqualTo("Redis at 127.0.0.1:" + redis.port() + ": no TLS within 1 s");
        }
    }

    @Test
    void a_certificate_of_another_host_is_told() throws Exception {
        Certificates certificates = Certificates.selfSigned(folder, "dns:shop.invalid");
        try (FakeRedis redis = new FakeRedis(certificates.server().getServerSocketFactory())) {
            assertThat(silence(RedisProbes.of(redis.server().tls(certificates.client()))))
                    .isEqualTo("Redis at localhost:" + redis.port()
                            + ": TLS failed, the certificate is not that of the host:"
                            + " No subject alternative DNS name matching localhost found.");
            assertThat(redis.asked()).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({"-10d, NotAfter", "+10d, NotBefore"})
    void a_certificate_that_is_not_valid_now_is_told(String start, String told) throws Exception {
        Certificates certificates = Certificates.signed(folder, "dns:localhost", start, 5);
        try (FakeRedis redis = new FakeRedis(certificates.server().getServerSocketFactory())) {
            assertThat(silence(RedisProbes.of(redis.server().tls(certificates.client()))))
                    .startsWith("Redis at localhost:" + redis.port() + ": TLS failed, the certificate is not valid: "
                            + told);
            assertThat(redis.asked()).isEmpty();
        }
    }

    @Test
    void a_server_that_speaks_in_the_clear_is_told() throws Exception {
        SSLContext context = Certificates.selfSigned(folder, "dns:localhost").client();
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread speaking = new Thread(() -> {
                try (Socket connection = server.accept()) {
                    connection.getOutputStream().write("-ERR hello\r\n".getBytes(StandardCharsets.US_ASCII));
                    connection.getInputStream().transferTo(OutputStream.nullOutputStream());
                } catch (IOException e) {
                    // hung up on
                }
            });
            speaking.start();
            RedisServer address = RedisServer.of("localhost", server.getLocalPort());
            assertThat(silence(RedisProbes.of(address.tls(context))))
                    .startsWith("Redis at " + address + ": TLS failed, the port does not speak TLS: ");
            speaking.join();
        }
    }

    @Test
    void a_handshake_ends_at_the_deadline_however_little_is_said_all_the_time() throws Exception {
        SSLContext context = Certificates.selfSigned(folder, "dns:localhost").client();
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread dripping = new Thread(() -> drip(server));
            dripping.start();
            RedisServer address = RedisServer.of("localhost", server.getLocalPort());
            assertThat(silence(RedisProbes.of(address.tls(context)), SHORT))
                    .isEqualTo("Redis at " + address + ": no TLS within 1 s");
            dripping.join();
        }
    }

    /** A record of TLS that is announced to be long, byte by byte. */
    private static void drip(ServerSocket server) {
        try (Socket connection = server.accept()) {
            connection.setSoTimeout(20);
            connection.getOutputStream().write(new byte[] {0x16, 3, 3, 0x40, 0});
            while (true) {
                connection.getOutputStream().write(0);
                try {
                    connection.getInputStream().skipNBytes(1_000_000);
                } catch (java.net.SocketTimeoutException pause) {
                    // the next one
                }
            }
        } catch (IOException e) {
            // hung up on
        }
    }
}
