package dev.postflight.http;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A monitoring system that a test starts, on a free port, with a folder of its own. */
final class MonitorProcess implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private final Path folder;
    private final int port = freePort();
    private @Nullable Process process;

    private MonitorProcess(Path folder) throws IOException {
        this.folder = folder;
    }

    static Path folder() throws IOException {
        return Files.createTempDirectory("postflight-monitor");
    }

    /** Prometheus, which scrapes itself and nobody else. */
    static MonitorProcess prometheus(Path folder, String rules) throws Exception {
        MonitorProcess prometheus = new MonitorProcess(folder);
        String address = "127.0.0.1:" + prometheus.port;
        Files.writeString(folder.resolve("rules.yml"), rules);
        Files.writeString(folder.resolve("prometheus.yml"), """
                global: {scrape_interval: 1s, evaluation_interval: 1s}
                rule_files: [rules.yml]
                scrape_configs:
                  - {job_name: self, static_configs: [{targets: ["%s"]}]}
                  - {job_name: dead, static_configs: [{targets: ["127.0.0.1:1"]}]}
                """.formatted(address));
        prometheus.start(
                "prometheus",
                "prometheus",
                "--config.file=" + folder.resolve("prometheus.yml"),
                "--storage.tsdb.path=" + folder.resolve("data"),
                "--storage.tsdb.retention.time=10y",
                "--rules.alert.resend-delay=1s",
                "--web.listen-address=" + address);
        return prometheus;
    }

    static MonitorProcess alertmanager(Path folder) throws Exception {
        MonitorProcess alertmanager = new MonitorProcess(folder);
        Files.writeString(folder.resolve("alertmanager.yml"), """
                route: {receiver: orders, routes: [{receiver: stock, matchers: ['team="stock"']}]}
                receivers: [{name: orders}, {name: stock}]
                inhibit_rules:
                  - {source_matchers: ['severity="critical"'], target_matchers: ['severity="warning"'], equal: [instance]}
                """);
        alertmanager.start(
                "prometheus-alertmanager",
                "prometheus-alertmanager",
                "--config.file=" + folder.resolve("alertmanager.yml"),
                "--storage.path=" + folder.resolve("data"),
                "--cluster.listen-address=",
                "--web.listen-address=127.0.0.1:" + alertmanager.port);
        return alertmanager;
    }

    /** Runs a command of a package to its end. */
    static void run(String debianPackage, Path folder, String... command) throws Exception {
        Process process = launch(debianPackage, folder, command);
        if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS) || process.exitValue() != 0) {
            process.destroyForcibly();
            throw new IllegalStateException(String.join(" ", command) + ": " + Files.readString(folder.resolve("log")));
        }
    }

    private static Process launch(String debianPackage, Path folder, String... command) {
        try {
            return new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("log").toFile())
                    .start();
        } catch (IOException e) {
            throw new IllegalStateException(
                    "there is no " + command[0] + ": install the Debian package " + debianPackage
                            + ", or leave the profile services out",
                    e);
        }
    }

    private void start(String debianPackage, String... command) throws Exception {
        Process started = launch(debianPackage, folder, command);
        process = started;
        try {
            await(() -> {
                if (!started.isAlive()) {
                    throw new IllegalStateException(Files.readString(folder.resolve("log")));
                }
                try {
                    return get("/-/ready").statusCode() == 200;
                } catch (IOException e) {
                    return false;
                }
            });
        } catch (Exception e) {
            close();
            throw e;
        }
    }

    /** Looks again and again until something holds. */
    static void await(Callable<Boolean> condition) throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        for (int i = 0; !condition.call(); i++) {
            if (i * 50L > PATIENCE.toMillis() || never.await(50, TimeUnit.MILLISECONDS)) {
                throw new AssertionError("it did not come about within " + PATIENCE);
            }
        }
    }

    String url() {
        return "http://127.0.0.1:" + port;
    }

    MonitorServer server() {
        return MonitorServer.of(url());
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(URI.create(url() + path)));
    }

    HttpResponse<String> post(String path, String json) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(URI.create(url() + path))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json)));
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return CLIENT.send(request.timeout(PATIENCE).build(), HttpResponse.BodyHandlers.ofString());
    }

    /** Stops it as a machine does that is overloaded: connections are taken, and nothing is answered. */
    void freeze() throws Exception {
        signal("-STOP");
    }

    void thaw() throws Exception {
        signal("-CONT");
    }

    private void signal(String signal) throws Exception {
        new ProcessBuilder(
                        "kill", signal, String.valueOf(requireNonNull(process).pid()))
                .start()
                .waitFor();
    }

    /** Below those that the system gives to anybody, so that nobody takes it before the server does. */
    private static int freePort() throws IOException {
        int port = 20_000 + (int) (ProcessHandle.current().pid() * 37 % 10_000);
        while (true) {
            try (ServerSocket free = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return free.getLocalPort();
            } catch (BindException taken) {
                port++;
            }
        }
    }

    @Override
    public void close() throws IOException {
        requireNonNull(process).destroyForcibly().onExit().join();
        List<Path> files = new ArrayList<>();
        try (Stream<Path> all = Files.walk(folder)) {
            all.sorted(Comparator.reverseOrder()).forEach(files::add);
        }
        for (Path file : files) {
            Files.deleteIfExists(file);
        }
    }
}
