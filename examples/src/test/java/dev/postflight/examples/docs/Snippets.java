package dev.postflight.examples.docs;

import com.sun.net.httpserver.HttpServer;
import dev.postflight.api.AsyncProbe;
import dev.postflight.api.Check;
import dev.postflight.api.GaugeProbe;
import dev.postflight.api.Measurement;
import dev.postflight.api.ProbeGroup;
import dev.postflight.api.ProbeResult;
import dev.postflight.api.Statistic;
import dev.postflight.api.Ticker;
import dev.postflight.api.Unit;
import dev.postflight.api.Verdict;
import dev.postflight.api.VerificationPhase;
import dev.postflight.api.VerificationPlan;
import dev.postflight.http.HttpProbes;
import dev.postflight.jdbc.JdbcProbes;
import dev.postflight.verify.engine.Verifier;
import dev.postflight.verify.evaluate.Batch;
import dev.postflight.verify.evaluate.CompiledThreshold;
import dev.postflight.verify.evaluate.Series;
import dev.postflight.verify.meter.MachineProbes;
import dev.postflight.verify.meter.MeterProbes;
import dev.postflight.verify.readiness.Readiness;
import dev.postflight.verify.report.JsonReport;
import dev.postflight.verify.report.TextReport;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import javax.sql.DataSource;
import org.slf4j.Logger;

/** The Java code of README and docs, which {@link SnippetsTest} looks up here, so that it is compiled. */
abstract class Snippets {

    interface Queue {
        int size();

        boolean isOpen();
    }

    abstract void serve();

    void readme(DataSource dataSource, MeterRegistry registry) {
        VerificationPlan plan = VerificationPlan.named("orders")
                .phase(VerificationPhase.named("startup")
                        .within(Duration.ofSeconds(60)) // keep trying until all pass, or the time is up
                        .check(Check.of("database", JdbcProbes.connection(dataSource))
                                .critical())
                        .check(Check.of(
                                        "migrations",
                                        JdbcProbes.query(
                                                dataSource,
                                                "select count(*) as failed from flyway_schema_history where not success"))
                                .threshold("failed: = 0")
                                .dependsOn("database"))
                        .check(Check.of(
                                "self",
                                HttpProbes.get("http://localhost:8080/health")
                                        .expectStatus(200)
                                        .expectJson("/version", "1.4.2"))))
                .phase(VerificationPhase.named("critical watch")
                        .lasting(Duration.ofHours(2))
                        .every(Duration.ofMinutes(15))
                        .check(Check.of(
                                        "api",
                                        MeterProbes.timer(registry, "http.server.requests")
                                                .sinceLastLook())
                                .threshold("p95: target < 200ms, HIGH > 500ms, CRITICAL > 2s for 10m")
                                .threshold("error_rate: MEDIUM > 1%, CRITICAL > 5% for 5m"))
                        .exit("availability: >= 99%", "incidents.critical: = 0"))
                .build();

        try (Verifier verifier = Verifier.builder(plan).metrics(registry).build()) {
            verifier.requireGo(); // the first phase, now, in bounded time; throws the whole report unless it is GO
            verifier.start(); // the rest, in the background, on its schedule
            serve();
        }
    }

    void test(VerificationPlan plan) {
        try (Verifier verifier = Verifier.builder(plan).build()) {
            verifier.requireGo(); // fails with the whole report
        }
    }

    void application(Verifier verifier) throws IOException {
        Verdict verdict = verifier.verify();
        System.out.print(TextReport.plain().render(verdict));
        JsonReport.write(verdict, Path.of("report.json"));
    }

    Check ownProbe(Queue queue) {
        return Check.of("queue", timeout -> {
                    int length = queue.size();
                    return queue.isOpen()
                            ? ProbeResult.up(Measurement.of("length", length, Unit.COUNT))
                            : ProbeResult.down("the queue is closed", Measurement.of("length", length, Unit.COUNT));
                })
                .threshold("length: target < 100, HIGH > 10000");
    }

    Check gauge(Queue queue) {
        return Check.of("orders", GaugeProbe.of("waiting", Unit.COUNT, queue::size))
                .threshold("waiting: HIGH > 1000");
    }

    Check async(HttpClient client, URI stock) {
        return Check.of(
                "stock",
                AsyncProbe.of(timeout -> client.sendAsync(
                                HttpRequest.newBuilder(stock).timeout(timeout).build(), BodyHandlers.discarding())
                        .thenApply(response -> response.statusCode() == 200
                                ? ProbeResult.up()
                                : ProbeResult.down("status " + response.statusCode()))));
    }

    Check group() {
        return Check.of("machine", ProbeGroup.of("cpu", MachineProbes.cpu()).and("heap", MachineProbes.heap()))
                .threshold("any of (cpu.usage > 80% for 10m, heap.usage > 80%): HIGH");
    }

    byte[] batch(List<CompiledThreshold> thresholds, double[] values, Ticker ticker) {
        Batch batch = Batch.of(thresholds); // one CompiledThreshold for each series
        byte[] levels = new byte[batch.size()];
        batch.evaluate(values, ticker.nanos(), levels);
        return levels;
    }

    Check series(Ticker ticker) {
        Series latencies =
                Series.ofSamples(true, Duration.ofSeconds(30).toNanos(), Duration.ofMinutes(5), Duration.ofHours(24));
        latencies.record(0.125, ticker.nanos()); // wherever something was measured
        Check api = Check.of(
                        "api",
                        GaugeProbe.of("p95", Unit.SECONDS, () -> latencies.read(Statistic.P95, 0, ticker.nanos())))
                .threshold("p95: target < 200ms, HIGH > 500ms");
        return api;
    }

    void readiness(Verifier verifier) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(8081), 0);
        server.setExecutor(Executors.newFixedThreadPool(4)); // without one, a slow client holds up all others
        server.createContext("/health/ready", Readiness.kubernetes(verifier));
        server.createContext("/health", Readiness.springBoot(verifier).withDetails()); // for those who may know more
        server.start();
    }

    Verifier running(VerificationPlan plan, MeterRegistry registry, Logger log) {
        Verifier verifier = Verifier.builder(plan)
                .metrics(registry)
                .freshFor(Duration.ofSeconds(5)) // verify() gives a verdict again that is younger than this
                .onVerdict(verdict -> log.info("{}", verdict.decision()))
                .build();
        return verifier;
    }

    VerificationPlan concurrency(VerificationPhase startup) {
        VerificationPlan plan = VerificationPlan.named("orders")
                .phase(startup)
                .concurrency(50) // of all checks of a phase
                .concurrency("database", 2) // of those of a component
                .build();
        return plan;
    }

    void change(Verifier verifier, VerificationPhase startup) {
        verifier.change(VerificationPlan.named("orders")
                .phase(startup.check(Check.of("search", HttpProbes.get("http://search:9200"))))
                .build());
    }
}
