package dev.postflight.http;

import static dev.postflight.http.AnsweringServer.answer;
import static dev.postflight.http.Results.AMPLE;
import static dev.postflight.http.Results.up;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.postflight.api.Probe;
import dev.postflight.api.ProbeResult;
import dev.postflight.api.Unit;
import java.lang.ref.WeakReference;
import java.net.URL;
import java.net.URLClassLoader;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** R7: it does no harm. */
class HttpProbeHarmTest {

    @Nested
    class Threads {

        @Test
        void are_not_started_by_making_a_probe() {
            Set<Thread> before = clientThreads();
            HttpProbes.get("https://localhost:1/?a=b")
                    .expectStatus(200)
                    .expectJson("/a", 1)
                    .expectBody("x")
                    .measureJson("a", "/a", Unit.COUNT)
                    .header("Accept", "*/*")
                    .maxBody(10)
                    .metrics();
            assertThat(before).containsAll(clientThreads());
        }

        @Test
        void are_not_kept_alive_by_a_probe_that_is_gone() throws Exception {
            WeakReference<HttpClient> client;
            try (AnsweringServer server = AnsweringServer.answering(200, "")) {
                client = usedBy(HttpProbes.get(server.url()));
            }
            for (int i = 0; i < 100 && client.get() != null; i++) {
                System.gc();
            }
            assertThat(client.get()).isNull();
        }

        private WeakReference<HttpClient> usedBy(HttpProbe probe) throws Exception {
            up(probe);
            return new WeakReference<>(SharedClient.get());
        }

        private Set<Thread> clientThreads() {
            return Thread.getAllStackTraces().keySet().stream()
                    .filter(thread -> thread.getName().startsWith("HttpClient-"))
                    .collect(Collectors.toSet());
        }
    }

    @Nested
    class One_probe {

        private static final int THREADS = 20;

        @Test
        void may_be_run_by_many_threads_at_once() throws Exception {
            CyclicBarrier together = new CyclicBarrier(THREADS);
            ExecutorService threads = Executors.newFixedThreadPool(THREADS);
            try (AnsweringServer server = AnsweringServer.with(exchange -> {
                together.await(60, TimeUnit.SECONDS);
                answer(200, "{\"a\":1}").handle(exchange);
            })) {
                HttpProbe probe = HttpProbes.get(server.url()).expectJson("/a", 1);
                List<Future<ProbeResult>> results = new ArrayList<>();
                for (int i = 0; i < THREADS; i++) {
                    results.add(threads.submit(() -> probe.run(AMPLE)));
                }
                for (Future<ProbeResult> result : results) {
                    assertThat(result.get(60, TimeUnit.SECONDS)).isInstanceOf(ProbeResult.Up.class);
                }
            } finally {
                threads.shutdownNow();
            }
        }
    }

    @Nested
    class Secrets {

        private static final String SECRET = "s3cr3t-0123456789";

        private String text(String url, Duration timeout) {
            Probe probe = HttpProbes.get(url + "?token=" + SECRET + "&" + SECRET)
                    .bearer(() -> SECRET)
                    .header("X-Api-Key", () -> SECRET)
                    .expectStatus(204);
            try {
                return probe + " " + probe.run(timeout);
            } catch (Exception e) {
                return e + " " + ProbeResult.silent(e);
            }
        }

        @Test
        void of_url_and_headers_are_in_no_result() throws Exception {
            // the server sends back what it was sent
            try (AnsweringServer server = AnsweringServer.with(exchange -> answer(
                            401,
                            "unknown key " + exchange.getRequestHeaders().getFirst("X-Api-Key") + " for "
                                    + exchange.getRequestURI() + "\n"
                                    + exchange.getRequestHeaders().entrySet())
                    .handle(exchange))) {
                assertThat(text(server.url(), AMPLE))
                        .contains("status 401 (expected: 204), body: unknown key *** for /health?token=***")
                        .doesNotContain(SECRET);
            }
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "user=ann&password=hunter2222&x=y  | hunter2222",
                    "user=ann&password=hunter%2B2222   | hunter+2222",
                    "user=hunter&password=hunter2222   | hunter2222",
                    "{\"user\":\"ann\",\"pin\":\"hunter2222\"} | hunter2222",
                    "<login><pin>hunter2222</pin></login> | hunter2222"
                })
        void of_supplied_bodies_are_in_no_result(String body, String secret) throws Exception {
            try (AnsweringServer server =
                    AnsweringServer.answering(400, "{\"field\":\"p\",\"rejectedValue\":\"" + secret + "\"}")) {
                assertThat(Results.down(HttpProbes.post(server.url()).body("text/plain", () -> body))
                                .reason())
                        .endsWith("\"rejectedValue\":\"***\"}");
            }
        }

        @Test
        void of_url_and_headers_are_in_no_silence() throws Exception {
            try (FaultyServer late = FaultyServer.stallingAfter("");
                    FaultyServer broken = FaultyServer.sending("HTTP/1.1 200 OK\r\nContent-Length: 20\r\n\r\nhello");
                    FaultyServer garbage = FaultyServer.sending("?")) {
                for (String url : List.of(late.url(), broken.url(), garbage.url(), "http://no-such-host.invalid/")) {
                    assertThat(text(url, Duration.ofMillis(500)))
                            .contains(url + "?token=***&***")
                            .doesNotContain(SECRET);
                }
            }
        }
    }

    @Nested
    class Jackson {

        /** Sees this module's classes anew, and neither Jackson nor what has loaded it before. */
        private static final class WithoutJackson extends URLClassLoader {

            WithoutJackson() {
                super(new URL[] {ownClasses()}, ClassLoader.getPlatformClassLoader());
            }

            private static URL ownClasses() {
                return HttpProbe.class.getProtectionDomain().getCodeSource().getLocation();
            }

            @Override
            protected Class<?> findClass(String name) throws ClassNotFoundException {
                return name.startsWith("dev.postflight.api.")
                        ? HttpProbeHarmTest.class.getClassLoader().loadClass(name)
                        : super.findClass(name);
            }
        }

        @Test
        void is_not_loaded_unless_json_is_read() throws Exception {
            try (AnsweringServer server = AnsweringServer.answering(200, "{}");
                    URLClassLoader loader = new WithoutJackson()) {
                Class<?> probes = loader.loadClass(HttpProbes.class.getName());
                Object made = probes.getMethod("get", String.class).invoke(null, server.url());
                Probe plain = (Probe)
                        made.getClass().getMethod("expectBody", String.class).invoke(made, "{");
                up(plain);
                Probe json = (Probe) made.getClass()
                        .getMethod("expectJson", String.class, Object.class)
                        .invoke(made, "/a", 1);
                assertThat(catchThrowable(() -> json.run(AMPLE))).isInstanceOf(NoClassDefFoundError.class);
            }
        }
    }
}
