package dev.postflight.http;

import static dev.postflight.http.AnsweringServer.answer;
import static dev.postflight.http.Results.AMPLE;
import static dev.postflight.http.Results.down;
import static dev.postflight.http.Results.figures;
import static dev.postflight.http.Results.silence;
import static dev.postflight.http.Results.up;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.sun.net.httpserver.HttpExchange;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is sent, where to, and by what means. */
class HttpProbeRequestTest {

    private static final AnsweringServer.Handler ECHO = exchange -> answer(
                    200,
                    exchange.getRequestMethod()
                            + ' '
                            + exchange.getRequestHeaders().get("Content-Type")
                            + ' '
                            + new String(exchange.getRequestBody().readAllBytes(), UTF_8))
            .handle(exchange);

    @Nested
    class The_method {

        @ParameterizedTest
        @ValueSource(strings = {"GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "PROPFIND", "get"})
        void is_sent_as_it_is(String method) throws Exception {
            try (AnsweringServer server = AnsweringServer.with(ECHO)) {
                HttpProbe probe = HttpProbes.method(method, server.url()).expectBody(method + " null ");
                up(probe);
                assertThat(probe).hasToString(method + " " + server.url());
            }
        }

        @Test
        void has_a_name_of_its_own_where_it_is_common() throws Exception {
            try (AnsweringServer server = AnsweringServer.with(ECHO)) {
                up(HttpProbes.post(server.url()).expectBody("POST "));
                up(HttpProbes.put(server.url()).expectBody("PUT "));
                up(HttpProbes.patch(server.url()).expectBody("PATCH "));
                up(HttpProbes.delete(server.url()).expectBody("DELETE "));
                up(HttpProbes.options(server.url()).expectBody("OPTIONS "));
            }
        }

        @Test
        void may_be_one_to_which_no_body_comes() throws Exception {
            try (AnsweringServer server = AnsweringServer.with(exchange -> {
                exchange.getResponseHeaders().set("X-Method", exchange.getRequestMethod());
                exchange.getResponseHeaders().set("Content-Length", String.valueOf(1L << 30));
                exchange.sendResponseHeaders(200, -1);
            })) {
                up(HttpProbes.head(server.url())
                        .expectHeader("X-Method", "HEAD")
                        .expectSize("= 0"));
            }
        }

        @ParameterizedTest
        @ValueSource(strings = {"", " ", "GE T", "CONNECT", "GET\r\n"})
        void must_be_one_that_can_be_sent(String method) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> HttpProbes.method(method, "http://localhost/"))
                    .withMessage(
                            "method: \"" + method + "\" (expected: a method that the JDK's client can send, as GET)");
        }
    }

    @Nested
    class The_body {

        @Test
        void is_a_text_bytes_or_supplied_at_each_run() throws Exception {
            AtomicInteger asked = new AtomicInteger();
            try (AnsweringServer server = AnsweringServer.with(ECHO)) {
                HttpProbe post = HttpProbes.post(server.url());
                up(post.body("application/json", "{\"a\":\"ä\"}").expectBody("POST [application/json] {\"a\":\"ä\"}"));
                up(post.body("image/png", new byte[] {65, 66}).expectBody("POST [image/png] AB"));
                HttpProbe supplied = post.body("text/plain", () -> "number " + asked.incrementAndGet());
                up(supplied.expectBody("[text/plain] number 1"));
                up(supplied.expectBody("[text/plain] number 2"));
            }
        }

        @Test
        void that_was_supplied_is_in_no_text() throws Exception {
            // S4.4: login with wrong credentials gives an error and not a 500
            try (AnsweringServer server = AnsweringServer.with(exchange -> {
                String login = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
                answer(500, "cannot log in with " + login).handle(exchange);
            })) {
                assertThat(down(HttpProbes.post(server.url())
                                        .body("application/x-www-form-urlencoded", () -> "user=ann&p=hunter2")
                                        .expectRefused())
                                .reason())
                        .isEqualTo("POST " + server.url()
                                + ": status 500 (expected: 401 or 403), body: cannot log in with ***");
            }
        }

        @Test
        void that_cannot_be_had_is_not_sent() throws Exception {
            try (AnsweringServer server = AnsweringServer.with(ECHO)) {
                assertThat(silence(
                                HttpProbes.post(server.url()).body("text/plain", () -> {
                                    throw new IllegalStateException("vault sealed, password=hunter2");
                                }),
                                AMPLE))
                        .isEqualTo("POST " + server.url() + ": not asked, as the supplier of the body failed:"
                                + " IllegalStateException: vault sealed, password=***");
            }
        }
    }

    /** S5.1: a login. */
    @Nested
    class A_form {

        private static final String PASSWORD = "p&ss=w+rd 100%\u00e4";

        @Test
        void is_encoded_and_sent_in_the_order_of_its_fields() throws Exception {
            try (AnsweringServer server = AnsweringServer.with(ECHO)) {
                AtomicInteger asked = new AtomicInteger();
                HttpProbe probe = HttpProbes.post(server.url())
                        .formField("user name", "ann & bob")
                        .formField("code", () -> "c" + asked.incrementAndGet())
                        .formField("note", "");
                up(probe.expectBody("POST [application/x-www-form-urlencoded] user+name=ann+%26+bob&code=c1&note="));
                up(probe.expectBody("&code=c2&"));
                up(HttpProbes.post(server.url())
                        .formField("password", () -> PASSWORD)
                        .expectBody("password=p%26ss%3Dw%2Brd+100%25%C3%A4"));
            }
        }

        @Test
        void has_secrets_that_are_in_no_text() throws Exception {
            try (AnsweringServer server = AnsweringServer.with(exchange -> {
                String sent = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
                answer(400, sent + " is wrong, as " + PASSWORD + " is").handle(exchange);
            })) {
                assertThat(down(HttpProbes.post(server.url())
                                        .formField("user", "ann")
                                        .formField("pwd", () -> PASSWORD))
                                .reason())
                        .isEqualTo("POST " + server.url()
                                + ": status 400 (expected: 2xx), body: user=ann&pwd=*** is wrong, as *** is");
            }
        }

        @Test
        void with_a_field_that_cannot_be_had_is_not_sent() throws Exception {
            AtomicInteger requests = new AtomicInteger();
            try (AnsweringServer server = AnsweringServer.with(exchange -> requests.incrementAndGet())) {
                String start = "POST " + server.url() + ": not asked, as the supplier of field password ";
                HttpProbe probe = HttpProbes.post(server.url());
                assertThat(silence(probe.formField("password", () -> " "), AMPLE))
                        .isEqualTo(start + "gave nothing");
                assertThat(silence(
                                probe.formField("password", () -> {
                                    throw new IllegalStateException("vault closed");
                                }),
                                AMPLE))
                        .isEqualTo(start + "failed: IllegalStateException: vault closed");
                assertThat(requests).hasValue(0);
            }
        }

        @ParameterizedTest
        @ValueSource(strings = {"password", "new_password", "client_secret", "api-key", "csrfToken"})
        void has_no_secret_as_a_text(String name) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> HttpProbes.post("http://localhost/").formField(name, "hunter2"))
                    .withMessage(
                            "field " + name + ": *** (expected: what supplies its value, as no credential stands in a"
                                    + " plan: formField(\"" + name + "\", () -> …))");
        }

        @Test
        void is_the_only_body() {
            HttpProbe form = HttpProbes.post("http://localhost/").formField("a", "b");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> form.body("text/plain", "x"))
                    .withMessage("body: beside the fields of a form (expected: one of both)");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> HttpProbes.post("http://localhost/")
                            .body("text/plain", "x")
                            .formField("a", "b"))
                    .withMessage("body: beside the fields of a form (expected: one of both)");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> form.formField(" ", "b"))
                    .withMessage("field: \" \" (expected: a name that is not blank)");
        }
    }

    @Nested
    class A_credential {

        @Test
        void is_asked_for_at_each_run() throws Exception {
            AtomicInteger asked = new AtomicInteger();
            try (AnsweringServer server = AnsweringServer.with(exchange -> answer(
                            200,
                            exchange.getRequestHeaders().get("Authorization") + " "
                                    + exchange.getRequestHeaders().get("X-Api-Key"))
                    .handle(exchange))) {
                HttpProbe probe = HttpProbes.get(server.url()).bearer(() -> "token" + asked.incrementAndGet());
                up(probe.expectBody("[Bearer token1]"));
                up(probe.expectBody("[Bearer token2]"));
                up(probe.basic("Aladdin", () -> "open sesame").expectBody("[Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==]"));
                up(probe.header("X-Api-Key", () -> "k").expectBody(" [k]"));
            }
        }

        @Test
        void that_the_server_repeats_is_in_no_text() throws Exception {
            try (AnsweringServer server = AnsweringServer.with(exchange -> answer(
                            401,
                            "who is hunter2, " + exchange.getRequestHeaders().getFirst("Authorization"))
                    .handle(exchange))) {
                assertThat(down(HttpProbes.get(server.url()).basic("ann", () -> "hunter2"))
                                .reason())
                        .startsWith("GET " + server.url() + ": status 401 (expected: 2xx), body: who is ***, ")
                        .doesNotContain("hunter2", "YW5uOmh1bnRlcjI=");
            }
        }

        @ParameterizedTest
        @CsvSource(
                nullValues = "null",
                value = {
                    "null,        gave nothing",
                    "' ',         gave nothing",
                    "'a\r\nb: c', gave something that is not one line of text"
                })
        void that_cannot_be_sent_is_silence_and_nothing_is_sent(String value, String why) throws Exception {
            AtomicInteger requests = new AtomicInteger();
            try (AnsweringServer server = AnsweringServer.with(exchange -> {
                requests.incrementAndGet();
                answer(200, "").handle(exchange);
            })) {
                assertThat(silence(HttpProbes.get(server.url()).bearer(() -> value), AMPLE))
                        .isEqualTo(
                                "GET " + server.url() + ": not asked, as the supplier of header Authorization " + why);
                assertThat(requests).hasValue(0);
            }
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "Authorization",
                    "proxy-authorization",
                    "Cookie",
                    "X-Api-Key",
                    "apikey",
                    "X-Auth-Token",
                    "X-Vault-Secret",
                    "X-Session-Id"
                })
        void as_a_text_is_refused_without_showing_it(String name) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> HttpProbes.get("http://localhost/").header(name, "hunter2"))
                    .withMessage("header " + name + ": *** (expected: what supplies its value, as no credential stands"
                            + " in a plan: bearer(…), basic(…) or header(\"" + name + "\", () -> …))");
        }

        @ParameterizedTest
        @ValueSource(strings = {"", " ", "a:b"})
        void has_a_user_without_a_colon(String user) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> HttpProbes.get("http://localhost/").basic(user, () -> "x"))
                    .withMessage(
                            "user: \"" + user + "\" (expected: a name without a colon, as that ends it (RFC 7617))");
        }
    }

    @Nested
    class A_redirect {

        private final List<String> seen = new CopyOnWriteArrayList<>();

        private void note(HttpExchange exchange) throws Exception {
            seen.add(exchange.getRequestMethod()
                    + ' '
                    + exchange.getRequestURI()
                    + ' '
                    + exchange.getRequestHeaders().get("Authorization")
                    + ' '
                    + new String(exchange.getRequestBody().readAllBytes(), UTF_8));
        }

        private AnsweringServer redirecting(int status, String location) throws Exception {
            return AnsweringServer.with(exchange -> {
                note(exchange);
                boolean there = exchange.getRequestURI().getPath().equals("/there");
                if (!there) {
                    exchange.getResponseHeaders().set("Location", location);
                }
                exchange.sendResponseHeaders(there ? 200 : status, -1);
            });
        }

        @Test
        void is_followed_with_credentials_where_it_is_the_same_server() throws Exception {
            try (AnsweringServer server = redirecting(302, "/there")) {
                up(HttpProbes.get(server.url()).bearer(() -> "token").followRedirects(1));
                assertThat(seen).containsExactly("GET /health [Bearer token] ", "GET /there [Bearer token] ");
            }
        }

        @ParameterizedTest
        @CsvSource({"301, GET", "302, GET", "303, GET", "307, POST", "308, POST"})
        void keeps_method_and_body_where_it_says_so(int status, String method) throws Exception {
            try (AnsweringServer server = redirecting(status, "/there")) {
                up(HttpProbes.post(server.url()).body("text/plain", "x").followRedirects(1));
                assertThat(seen)
                        .containsExactly(
                                "POST /health null x", method + " /there null " + (method.equals("POST") ? "x" : ""));
            }
        }

        @Test
        void is_not_followed_for_ever() throws Exception {
            try (AnsweringServer server = redirecting(302, "/health")) {
                assertThat(down(HttpProbes.get(server.url()).followRedirects(2)).reason())
                        .isEqualTo("GET " + server.url()
                                + ": status 302 to /health (expected: 2xx); more than 2 redirects, empty body");
                assertThat(seen).hasSize(3);
            }
        }

        @Test
        void goes_to_another_host_only_when_that_is_allowed_and_without_credentials() throws Exception {
            try (AnsweringServer other = redirecting(302, "/");
                    AnsweringServer server = redirecting(
                            302, other.url().replace("localhost", "127.0.0.1").replace("/health", "/there"))) {
                HttpProbe probe =
                        HttpProbes.get(server.url()).bearer(() -> "token").header("X-Plain", "1");
                assertThat(down(probe.followRedirects(1)).reason())
                        .contains("; redirect to another host not followed, empty body");
                assertThat(seen).hasSize(1);
                up(probe.followRedirects(1, "127.0.0.1"));
                assertThat(seen).last().isEqualTo("GET /there null ");
            }
        }

        @Test
        void does_not_take_a_body_elsewhere() throws Exception {
            try (AnsweringServer other = redirecting(302, "/");
                    AnsweringServer server = redirecting(307, other.url().replace("/health", "/there"))) {
                assertThat(down(HttpProbes.post(server.url())
                                        .body("text/plain", "x")
                                        .followRedirects(1))
                                .reason())
                        .contains("; redirect not followed, as it would send the body elsewhere, empty body");
                assertThat(seen).hasSize(1);
            }
        }

        @Test
        void from_https_to_http_is_not_followed(@TempDir Path folder) throws Exception {
            Certificates certificates = Certificates.signed(folder, "dns:localhost");
            try (AnsweringServer clear = redirecting(302, "/");
                    AnsweringServer server = AnsweringServer.over(certificates.server(), exchange -> {
                        exchange.getResponseHeaders()
                                .set("Location", clear.url().replace("/health", "/there"));
                        exchange.sendResponseHeaders(302, -1);
                    })) {
                assertThat(down(HttpProbes.get(server.url())
                                        .sslContext(certificates.trusting())
                                        .followRedirects(5))
                                .reason())
                        .contains("; redirect from https to http not followed, empty body");
                assertThat(seen).isEmpty();
            }
        }

        @ParameterizedTest
        @ValueSource(strings = {"ftp://localhost/", "http://ann:pw@localhost/", "javascript:alert(1)", "http://a b/"})
        void to_nowhere_is_not_followed(String location) throws Exception {
            try (AnsweringServer server = redirecting(302, location)) {
                assertThat(down(HttpProbes.get(server.url()).followRedirects(5)).reason())
                        .contains("; redirect to what is no http or https URL not followed, empty body");
            }
        }

        @ParameterizedTest
        @ValueSource(ints = {-1, 0, 21})
        void is_followed_a_few_times_at_most(int most) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> HttpProbes.get("http://localhost/").followRedirects(most))
                    .withMessage("most: " + most + " (expected: 1 to 20 redirects)");
        }
    }

    @Nested
    class The_way {

        @Test
        void is_http_2_where_that_is_wanted(@TempDir Path folder) throws Exception {
            Certificates certificates = Certificates.signed(folder, "dns:localhost");
            try (JettyServer server = new JettyServer(certificates.server())) {
                HttpProbe secure = HttpProbes.get(server.secureUrl()).sslContext(certificates.trusting());
                up(secure.expectVersion(HttpClient.Version.HTTP_2).expectBody("hello"));
                up(secure.expectVersion(HttpClient.Version.HTTP_1_1).expectBody("hello"));
                up(HttpProbes.get(server.url()).expectVersion(HttpClient.Version.HTTP_2));
                up(HttpProbes.get(server.url()).expectVersion(HttpClient.Version.HTTP_1_1));
            }
        }

        @Test
        void is_down_where_http_2_is_wanted_and_not_spoken() throws Exception {
            try (AnsweringServer server = AnsweringServer.answering(200, "hello")) {
                assertThat(down(HttpProbes.get(server.url()).expectVersion(HttpClient.Version.HTTP_2))
                                .reason())
                        .isEqualTo(
                                "GET " + server.url() + ": the answer is in HTTP/1.1 (expected: HTTP/2), body: hello");
            }
        }

        @Test
        void leads_through_a_proxy() throws Exception {
            try (AnsweringServer proxy = AnsweringServer.with(exchange ->
                    answer(200, "proxied " + exchange.getRequestURI()).handle(exchange))) {
                InetSocketAddress address = new InetSocketAddress(
                        "localhost", URI.create(proxy.url()).getPort());
                up(HttpProbes.get("http://no-such-host.invalid/health")
                        .proxy(ProxySelector.of(address))
                        .expectBody("proxied http://no-such-host.invalid/health"));
            }
        }

        @Test
        void leads_through_the_proxy_of_the_whole_machine() throws Exception {
            ProxySelector before = ProxySelector.getDefault();
            try (AnsweringServer proxy = AnsweringServer.answering(200, "proxied")) {
                ProxySelector.setDefault(ProxySelector.of(new InetSocketAddress(
                        "localhost", URI.create(proxy.url()).getPort())));
                HttpClient client = HttpClient.newHttpClient();
                up(HttpProbes.get("http://no-such-host.invalid/health")
                        .client(client)
                        .expectBody("proxied"));
            } finally {
                ProxySelector.setDefault(before);
            }
        }

        @Test
        void is_one_connection_that_is_kept() throws Exception {
            ExecutorService threads = Executors.newCachedThreadPool();
            HttpClient.Builder client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1);
            List<HttpClient> clients =
                    List.of(client.build(), client.executor(threads).build());
            Set<InetSocketAddress> connections = ConcurrentHashMap.newKeySet();
            try (AnsweringServer server = AnsweringServer.with(exchange -> {
                connections.add(exchange.getRemoteAddress());
                answer(200, "hello").handle(exchange);
            })) {
                for (int i = 0; i < 20; i++) {
                    up(HttpProbes.get(server.url()).client(clients.get(i % 2)).expectBody("hello"));
                }
            } finally {
                threads.shutdownNow();
            }
            assertThat(connections).hasSize(2);
        }

        @Test
        void is_of_one_client_or_of_its_parts() {
            HttpProbe probe = HttpProbes.get("http://localhost/");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> probe.client(HttpClient.newHttpClient()).proxy(ProxySelector.getDefault()))
                    .withMessage(
                            "client: given beside a proxy or SSL context (expected: a client that has them itself)");
        }

        @Test
        void begins_with_a_lookup_that_can_be_timed() throws Exception {
            try (AnsweringServer server = AnsweringServer.answering(200, "")) {
                HttpProbe probe = HttpProbes.get(server.url()).measureDns();
                Map<String, Double> figures = figures(up(probe).measurements());
                assertThat(figures).containsOnlyKeys("status", "latency", "first_byte", "size", "dns");
                assertThat(figures.get("first_byte")).isGreaterThan(figures.get("dns"));
                assertThat(probe.metrics()).containsKey("dns");
            }
            assertThat(silence(HttpProbes.get("http://no-such-host.invalid/").measureDns(), AMPLE))
                    .isEqualTo("GET http://no-such-host.invalid/: unknown host");
        }
    }
}
