package dev.postflight.http;

import static dev.postflight.http.AnsweringServer.answer;
import static dev.postflight.http.Results.AMPLE;
import static dev.postflight.http.Results.silence;
import static dev.postflight.http.Results.up;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.handler.ConnectHandler;
import org.eclipse.jetty.util.Callback;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real TLS. */
class HttpProbeTlsTest {

    private static final String LOCALHOST = "dns:localhost,ip:127.0.0.1";

    @TempDir
    Path folder = Path.of("");

    @Test
    void a_trusted_certificate_is_accepted() throws Exception {
        Certificates certificates = Certificates.selfSigned(folder, LOCALHOST);
        try (AnsweringServer server = AnsweringServer.over(certificates.server(), answer(200, "{\"a\":1}"))) {
            up(HttpProbes.get(server.url())
                    .client(certificates.trustingClient())
                    .expectJson("/a", 1));
        }
    }

    @Test
    void a_self_signed_certificate_is_not_trusted_by_default() throws Exception {
        Certificates certificates = Certificates.selfSigned(folder, LOCALHOST);
        try (AnsweringServer server = AnsweringServer.over(certificates.server(), answer(200, ""))) {
            assertThat(silence(HttpProbes.get(server.url()), AMPLE))
                    .startsWith("GET " + server.url() + ": TLS failed, the certificate is not trusted: ")
                    .endsWith("unable to find valid certification path to requested target");
        }
    }

    @Test
    void a_certificate_for_another_host_is_not_accepted() throws Exception {
        Certificates certificates = Certificates.selfSigned(folder, "dns:example.org");
        try (AnsweringServer server = AnsweringServer.over(certificates.server(), answer(200, ""))) {
            assertThat(silence(HttpProbes.get(server.url()).client(certificates.trustingClient()), AMPLE))
                    .startsWith("GET " + server.url() + ": TLS failed: ")
                    .endsWith("No subject alternative DNS name matching localhost found.");
        }
    }

    @Test
    void https_to_an_http_port_is_explained() throws Exception {
        try (FaultyServer server = FaultyServer.greeting("HTTP/1.1 400 Bad Request\r\n\r\n")) {
            assertThat(silence(HttpProbes.get(server.url().replace("http:", "https:")), AMPLE))
                    .contains(": TLS failed, the port does not speak TLS: ");
        }
    }

    @Test
    void a_handshake_without_end_is_given_up_at_the_deadline() throws Exception {
        try (FaultyServer server = FaultyServer.greeting("")) {
            assertThat(silence(HttpProbes.get(server.url().replace("http:", "https:")), Duration.ofMillis(500)))
                    .endsWith(" within 500 ms");
            assertThat(server.wasHungUpOn()).isTrue();
        }
    }

    @Test
    void http_to_an_https_port_is_silent() throws Exception {
        Certificates certificates = Certificates.selfSigned(folder, LOCALHOST);
        try (AnsweringServer server = AnsweringServer.over(certificates.server(), answer(200, ""))) {
            String url = server.url().replace("https:", "http:");
            assertThat(silence(HttpProbes.get(url), AMPLE)).startsWith("GET " + url + ": ");
        }
    }

    @Test
    void a_certificate_is_shown_to_servers_that_demand_one() throws Exception {
        Certificates certificates = Certificates.selfSigned(folder, LOCALHOST);
        try (AnsweringServer server = AnsweringServer.among(certificates.mutual(), answer(200, ""))) {
            up(HttpProbes.get(server.url()).sslContext(certificates.mutual()));
            assertThat(silence(HttpProbes.get(server.url()).sslContext(certificates.trusting()), AMPLE))
                    .startsWith("GET " + server.url() + ": ");
        }
    }

    @Test
    void leads_through_the_tunnel_of_a_proxy() throws Exception {
        Certificates certificates = Certificates.selfSigned(folder, LOCALHOST);
        List<String> tunnels = new CopyOnWriteArrayList<>();
        Server proxy = new Server(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        ConnectHandler tunnel = new ConnectHandler() {
            @Override
            protected void handleConnect(Request request, Response response, Callback callback, String address) {
                tunnels.add(address);
                super.handleConnect(request, response, callback, address);
            }
        };
        proxy.setHandler(tunnel);
        proxy.start();
        try (AnsweringServer server = AnsweringServer.over(certificates.server(), answer(200, "behind"))) {
            HttpProbe probe = HttpProbes.get(server.url())
                    .sslContext(certificates.trusting())
                    .proxy(ProxySelector.of(proxyAddress(proxy)))
                    .expectBody("behind");
            up(probe);
            assertThat(tunnels)
                    .containsExactly("localhost:" + URI.create(server.url()).getPort());
            tunnel.getHostIncludeExclude()
                    .exclude("localhost:" + URI.create(server.url()).getPort());
            // the tunnel that is there is kept
            up(probe);
            assertThat(silence(probe.proxy(ProxySelector.of(proxyAddress(proxy))), AMPLE))
                    .isEqualTo("GET " + server.url() + ": no HTTP answer: Tunnel failed, got: 403");
        } finally {
            proxy.stop();
        }
    }

    private static InetSocketAddress proxyAddress(Server proxy) {
        return new InetSocketAddress(
                InetAddress.getLoopbackAddress(), proxy.getURI().getPort());
    }
}
