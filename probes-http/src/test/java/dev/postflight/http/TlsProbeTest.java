package dev.postflight.http;

import static dev.postflight.http.AnsweringServer.answer;
import static dev.postflight.http.Results.AMPLE;
import static dev.postflight.http.Results.down;
import static dev.postflight.http.Results.figures;
import static dev.postflight.http.Results.silence;
import static dev.postflight.http.Results.up;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.postflight.api.ProbeResult;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** S2.3: negotiated TLS version and expiry of certificates, by real handshakes. */
class TlsProbeTest {

    private static final String LOCALHOST = "dns:localhost,ip:127.0.0.1";
    private static final double DAY = 86_400;

    @TempDir
    Path folder = Path.of("");

    private static TlsProbe probe(String url, SSLContext trust) {
        return HttpProbes.tls(url).sslContext(trust);
    }

    private static String name(String url) {
        return "TLS " + URI.create(url).getAuthority();
    }

    @Nested
    class A_sound_certificate {

        @Test
        void is_up_with_the_time_until_it_expires() throws Exception {
            Certificates certificates = Certificates.signed(folder, LOCALHOST, "-1d", 31);
            try (AnsweringServer server = AnsweringServer.over(certificates.server(), answer(200, ""))) {
                TlsProbe probe = probe(server.url(), certificates.trusting()).atLeast("TLSv1.3");
                ProbeResult.Up up = up(probe);
                assertThat(figures(up.measurements()))
                        .containsOnlyKeys("dns", "connect", "handshake", "expires_in")
                        .hasEntrySatisfying(
                                "expires_in", left -> assertThat(left).isBetween(29 * DAY, 30 * DAY))
                        .hasEntrySatisfying(
                                "handshake", seconds -> assertThat(seconds).isPositive());
                assertThat(up.measurements())
                        .allSatisfy(measurement ->
                                assertThat(probe.metrics()).containsEntry(measurement.metric(), measurement.unit()));
            }
        }

        @Test
        void is_judged_by_the_first_of_its_chain_that_expires() throws Exception {
            Certificates certificates = Certificates.signed(folder, LOCALHOST, "-1d", 20_000);
            try (AnsweringServer server = AnsweringServer.over(certificates.server(), answer(200, ""))) {
                // that of the authority is for 3650 days
                assertThat(figures(
                                up(probe(server.url(), certificates.trusting())).measurements()))
                        .hasEntrySatisfying(
                                "expires_in", left -> assertThat(left).isBetween(3648 * DAY, 3651 * DAY));
            }
        }

        @Test
        void may_be_asked_for_by_address() throws Exception {
            Certificates certificates = Certificates.signed(folder, LOCALHOST);
            try (AnsweringServer server = AnsweringServer.over(certificates.server(), answer(200, ""))) {
                int port = URI.create(server.url()).getPort();
                up(HttpProbes.tls("127.0.0.1", port).sslContext(certificates.trusting()));
            }
        }

        @Test
        void is_down_once_it_has_expired_by_the_clock_that_was_given() throws Exception {
            Certificates certificates = Certificates.signed(folder, LOCALHOST, "-1d", 31);
            Instant later = Instant.now().plus(Duration.ofDays(40));
            try (AnsweringServer server = AnsweringServer.over(certificates.server(), answer(200, ""))) {
                ProbeResult.Down down =
                        down(probe(server.url(), certificates.trusting()).clock(() -> later));
                assertThat(down.reason())
                        .matches(name(server.url())
                                + ": the certificate of CN=test expired at \\S+Z, 10 d( \\d+ h)? ago");
                assertThat(figures(down.measurements())).doesNotContainKey("expires_in");
            }
        }
    }

    @Nested
    class A_certificate_that_will_not_do {

        @ParameterizedTest
        @CsvSource({
            "dns:localhost,    -10d, 5,  'the certificate of CN=test expired at \\S+Z, 5 d ago'",
            "dns:localhost,    +2d,  9,  'the certificate of CN=test is not valid before \\S+Z, in (2 d|1 d 23 h)'",
            "dns:example.org,  -1d,  9,  the certificate of CN=test is for example.org \\(expected: localhost\\)",
            "dns:*.localhost,  -1d,  9,  the certificate of CN=test is for \\*.localhost \\(expected: localhost\\)",
            "ip:127.0.0.1,     -1d,  9,  the certificate of CN=test is for 127.0.0.1 \\(expected: localhost\\)"
        })
        void is_down_and_named(String names, String start, int days, String sentence) throws Exception {
            Certificates certificates = Certificates.signed(folder, names, start, days);
            try (AnsweringServer server = AnsweringServer.over(certificates.server(), answer(200, ""))) {
                assertThat(down(probe(server.url(), certificates.trusting())).reason())
                        .startsWith(name(server.url()) + ": the certificate is not trusted: ")
                        .matches(".*; " + sentence);
            }
        }

        @Test
        void is_self_signed() throws Exception {
            Certificates certificates = Certificates.selfSigned(folder, LOCALHOST);
            try (AnsweringServer server = AnsweringServer.over(certificates.server(), answer(200, ""))) {
                ProbeResult.Down down = down(HttpProbes.tls(server.url()));
                assertThat(down.reason())
                        .startsWith(name(server.url()) + ": the certificate is not trusted: ")
                        .endsWith("; the certificate of CN=test is self-signed");
                assertThat(figures(down.measurements())).containsKeys("dns", "connect", "expires_in");
            }
        }

        @Test
        void is_of_an_authority_that_nobody_knows() throws Exception {
            Certificates certificates = Certificates.signed(folder, LOCALHOST);
            try (AnsweringServer server = AnsweringServer.over(certificates.server(), answer(200, ""))) {
                assertThat(down(HttpProbes.tls(server.url())).reason())
                        .startsWith(name(server.url()) + ": the certificate is not trusted: ")
                        .endsWith("unable to find valid certification path to requested target");
            }
        }

        @Test
        void is_trusted_by_itself_and_has_expired_all_the_same() throws Exception {
            // the JDK does not look at the dates of what is trusted as it is
            Certificates certificates = Certificates.selfSigned(folder, LOCALHOST);
            Instant later = Instant.now().plus(Duration.ofDays(1000));
            try (AnsweringServer server = AnsweringServer.over(certificates.server(), answer(200, ""))) {
                assertThat(down(probe(server.url(), certificates.trusting()).clock(() -> later))
                                .reason())
                        .contains("the certificate of CN=test expired at ");
            }
        }
    }

    @Nested
    class What_is_agreed_on {

        @Test
        void must_be_new_enough() throws Exception {
            Certificates certificates = Certificates.signed(folder, LOCALHOST);
            try (AnsweringServer server = AnsweringServer.over(certificates.server("TLSv1.2"), answer(200, ""))) {
                TlsProbe probe = probe(server.url(), certificates.trusting());
                up(probe.atLeast("TLSv1.2"));
                assertThat(down(probe.atLeast("TLSv1.3")).reason())
                        .isEqualTo(name(server.url()) + ": protocol TLSv1.2 (expected: TLSv1.3 or newer)");
            }
        }

        @Test
        void must_be_one_of_the_cipher_suites() throws Exception {
            Certificates certificates = Certificates.signed(folder, LOCALHOST);
            try (AnsweringServer server = AnsweringServer.over(certificates.server(), answer(200, ""))) {
                TlsProbe probe = probe(server.url(), certificates.trusting());
                up(probe.expectCipher("TLS_AES_128_GCM_SHA256", "TLS_AES_256_GCM_SHA384"));
                assertThat(down(probe.expectCipher("TLS_CHACHA20_POLY1305_SHA256"))
                                .reason())
                        .isEqualTo(name(server.url())
                                + ": cipher suite TLS_AES_256_GCM_SHA384 (expected: TLS_CHACHA20_POLY1305_SHA256)");
            }
        }

        @Test
        void is_nothing_when_the_server_refuses() throws Exception {
            try (FaultyServer server = FaultyServer.greeting("\u0015\u0003\u0003\u0000\u0002\u0002F")) {
                assertThat(down(HttpProbes.tls(server.url().replace("http:", "https:")))
                                .reason())
                        .startsWith(name(server.url()) + ": the server refuses the handshake: ")
                        .endsWith("Received fatal alert: protocol_version");
            }
        }
    }

    @Nested
    class There_is_silence {

        @Test
        void where_nobody_listens() throws Exception {
            int port;
            try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                port = closed.getLocalPort();
            }
            assertThat(silence(HttpProbes.tls("localhost", port), AMPLE))
                    .isEqualTo("TLS localhost:" + port + ": no connection: Connection refused");
        }

        @Test
        void where_nobody_has_the_name() throws Exception {
            assertThat(silence(HttpProbes.tls("no-such-host.invalid", 443), AMPLE))
                    .isEqualTo("TLS no-such-host.invalid:443: unknown host");
        }

        @Test
        void where_no_tls_is_spoken() throws Exception {
            try (FaultyServer server = FaultyServer.greeting("HTTP/1.1 400 Bad Request\r\n\r\n")) {
                assertThat(silence(HttpProbes.tls(server.url().replace("http:", "https:")), AMPLE))
                        .startsWith(name(server.url()) + ": TLS failed, the port does not speak TLS: ");
            }
        }

        @Test
        void where_the_connection_ends() throws Exception {
            try (FaultyServer server = FaultyServer.hangingUp()) {
                assertThat(silence(HttpProbes.tls(server.url().replace("http:", "https:")), AMPLE))
                        .matches(name(server.url())
                                + ": the connection was (closed within the TLS handshake|broken off: .*)");
            }
        }

        @Test
        void where_the_handshake_has_no_end() throws Exception {
            try (FaultyServer server = FaultyServer.greeting("\u0016\u0003\u0003\u0010\u0000")) {
                assertThat(silence(HttpProbes.tls(server.url().replace("http:", "https:")), Duration.ofSeconds(1)))
                        .isEqualTo(name(server.url()) + ": no TLS handshake within 1 s");
                assertThat(server.wasHungUpOn()).isTrue();
            }
        }

        @Test
        void and_the_connection_is_closed_when_the_thread_is_interrupted() throws Exception {
            try (FaultyServer server = FaultyServer.greeting("")) {
                AtomicReference<Object> outcome = new AtomicReference<>();
                Thread waiting = new Thread(() -> {
                    try {
                        outcome.set(HttpProbes.tls(server.url().replace("http:", "https:"))
                                .run(AMPLE));
                    } catch (InterruptedException e) {
                        outcome.set(e);
                    }
                });
                waiting.start();
                assertThat(server.wasConnected()).isTrue();
                waiting.interrupt();
                assertThat(server.wasHungUpOn()).isTrue();
                waiting.join();
                assertThat(outcome.get()).isInstanceOf(InterruptedException.class);
            }
        }

        @Test
        void for_a_thread_that_was_interrupted_before() {
            Thread.currentThread().interrupt();
            assertThatExceptionOfType(InterruptedException.class)
                    .isThrownBy(() -> HttpProbes.tls("localhost", 1).run(AMPLE));
        }
    }

    @Nested
    @SuppressWarnings("NullAway") // nulls are what is tested
    class A_setting {

        @ParameterizedTest
        @ValueSource(ints = {-1, 0, 65_536})
        void that_is_no_port_is_rejected(int port) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> HttpProbes.tls("localhost", port))
                    .withMessage("port: " + port + " (expected: 1 to 65535)");
        }

        @ParameterizedTest
        @ValueSource(strings = {"SSLv3", "SSLv2Hello", "NONE", "TLSv1", "TLSv1.4"})
        void is_not_agreed_on_by_a_protocol_that_is_older_or_not_known(String agreed) {
            assertThat(new TlsProbe.TlsWish("TLSv1.2", List.of()).faults(agreed, "any"))
                    .containsExactly("protocol " + agreed + " (expected: TLSv1.2 or newer)");
        }

        @ParameterizedTest
        @NullSource
        @ValueSource(strings = {"", "SSLv3", "TLSv1.4", "tlsv1.3"})
        void that_is_no_protocol_is_rejected(String protocol) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> HttpProbes.tls("localhost", 443).atLeast(protocol))
                    .withMessage("atLeast: " + (protocol == null ? "null" : '"' + protocol + '"')
                            + " (expected: one of TLSv1, TLSv1.1, TLSv1.2, TLSv1.3)");
        }

        @Test
        void that_is_no_https_url_is_rejected() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> HttpProbes.tls("http://localhost/"))
                    .withMessage("url: \"http:…\" (expected: an https URL)");
        }

        @Test
        void is_said_in_what_is_wanted() {
            assertThat(HttpProbes.tls("https://shop.example.org")
                            .atLeast("TLSv1.3")
                            .expectCipher("TLS_AES_256_GCM_SHA384")
                            .wanted())
                    .isEqualTo("a trusted and valid certificate for shop.example.org, TLSv1.3 or newer,"
                            + " TLS_AES_256_GCM_SHA384");
        }
    }
}
