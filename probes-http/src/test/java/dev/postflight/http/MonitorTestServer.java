package dev.postflight.http;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/** A real HTTP server that plays back what monitoring systems answer, and remembers what it was asked. */
final class MonitorTestServer implements AutoCloseable {

    /**
     * What was asked.
     *
     * @param form the parameters of the query, or of the body of a form, by name and in their order
     */
    record Asked(String method, String path, Map<String, List<String>> form, Headers headers) {

        String only(String name) {
            List<String> values = form.getOrDefault(name, List.of());
            return values.size() == 1 ? values.get(0) : values.toString();
        }
    }

    /**
     * What is answered.
     *
     * @param location where a redirect leads; empty for none
     */
    record Reply(int status, String type, String body, Charset charset, String location) {

        static Reply json(int status, String body) {
            return new Reply(status, "application/json", body, StandardCharsets.UTF_8, "");
        }

        static Reply text(int status, String body) {
            return new Reply(status, "text/plain; charset=utf-8", body, StandardCharsets.UTF_8, "");
        }
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch frozen = new CountDownLatch(1);
    private final List<Asked> asked = new CopyOnWriteArrayList<>();
    private volatile Function<Asked, Reply> replies;
    private volatile boolean freezes;

    private MonitorTestServer(Function<Asked, Reply> replies) throws IOException {
        this.replies = replies;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", exchange -> {
            try (exchange) {
                String query = exchange.getRequestURI().getRawQuery();
                String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
                Asked now = new Asked(
                        exchange.getRequestMethod(),
                        exchange.getRequestURI().getPath(),
                        form(body.isEmpty() && query != null ? query : body),
                        exchange.getRequestHeaders());
                asked.add(now);
                if (freezes) {
                    frozen.await();
                }
                Reply reply = this.replies.apply(now);
                exchange.getResponseHeaders().set("Content-Type", reply.type());
                if (!reply.location().isEmpty()) {
                    exchange.getResponseHeaders().set("Location", reply.location());
                }
                byte[] sent = reply.body().getBytes(reply.charset());
                exchange.sendResponseHeaders(reply.status(), sent.length == 0 ? -1 : sent.length);
                exchange.getResponseBody().write(sent);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        server.start();
    }

    static MonitorTestServer playing(Function<Asked, Reply> replies) throws IOException {
        return new MonitorTestServer(replies);
    }

    static MonitorTestServer answering(int status, String json) throws IOException {
        return new MonitorTestServer(asked -> Reply.json(status, json));
    }

    /** From now on. */
    void answer(int status, String json) {
        replies = asked -> Reply.json(status, json);
    }

    /** From now on it takes requests and does not answer them. */
    void freeze() {
        freezes = true;
    }

    String url() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    MonitorServer server() {
        return MonitorServer.of(url());
    }

    List<Asked> asked() {
        return List.copyOf(asked);
    }

    /** Where nobody listens. */
    static String deadUrl() throws IOException {
        try (MonitorTestServer gone = answering(200, "")) {
            return gone.url();
        }
    }

    private static Map<String, List<String>> form(String text) {
        Map<String, List<String>> form = new ConcurrentHashMap<>();
        for (String pair : text.split("&", -1)) {
            int end = pair.indexOf('=');
            if (end > 0) {
                form.computeIfAbsent(pair.substring(0, end), name -> new ArrayList<>())
                        .add(URLDecoder.decode(pair.substring(end + 1), StandardCharsets.UTF_8));
            }
        }
        return form;
    }

    @Override
    public void close() {
        frozen.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
