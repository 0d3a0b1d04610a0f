package dev.postflight.verify.readiness;

import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A real HTTP server with one handler, and a client for it. */
public final class ReadyServer implements AutoCloseable {

    public static final String PATH = "/health/ready";

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpServer server =
            HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 512);
    private final HttpClient client = HttpClient.newHttpClient();

    public ReadyServer(HttpHandler handler) throws IOException {
        this(PATH, handler);
    }

    ReadyServer(String context, HttpHandler handler) throws IOException {
        server.setExecutor(threads);
        server.createContext(context, handler);
        server.start();
    }

    public HttpResponse<String> get() throws IOException, InterruptedException {
        return send(request(PATH));
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(request(path));
    }

    HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.build(), BodyHandlers.ofString());
    }

    public HttpClient client() {
        return client;
    }

    public HttpRequest.Builder request(String path) {
        int port = server.getAddress().getPort();
        return HttpRequest.newBuilder(URI.create("http://localhost:" + port + path));
    }

    /** A client that may do anything; it has sent this much. */
    Socket connected(String sent) throws IOException {
        Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), server.getAddress().getPort());
        socket.getOutputStream().write(sent.getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
