package dev.postflight.examples.shop;

import dev.postflight.api.Check;
import dev.postflight.api.Unit;
import dev.postflight.api.VerificationPhase;
import dev.postflight.api.VerificationPlan;
import dev.postflight.http.HttpProbes;
import dev.postflight.jdbc.JdbcProbes;
import dev.postflight.verify.meter.MachineProbes;
import dev.postflight.verify.meter.MeterProbes;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.nio.file.Path;
import java.time.Duration;

/** What must hold before customers may be sent to the shop. */
final class ShopPlan {

    /** What the shop does weighs more than what the machine beneath it does. */
    private static final int OURS = 3;

    private ShopPlan() {}

    static VerificationPlan of(Shop shop, Duration within) {
        VerificationPhase startup = VerificationPhase.named("startup").within(within);
        return VerificationPlan.named("shop")
                .phase(machine(business(web(database(startup, shop), shop), shop.registry())))
                .build();
    }

    private static VerificationPhase database(VerificationPhase phase, Shop shop) {
        String migrations = "select count(*) filter (where not success) as failed,"
                + " count(*) filter (where success) as applied from flyway_schema_history";
        return phase.check(Check.of("database", JdbcProbes.connection(shop.dataSource()))
                        .threshold("validation: target < 50ms, HIGH > 1s")
                        .component("postgres")
                        .timeout(Duration.ofSeconds(3))
                        .weight(OURS)
                        .critical())
                .check(Check.of("migrations", JdbcProbes.query(shop.dataSource(), migrations))
                        .threshold("failed: = 0")
                        .threshold("applied: = " + shop.migrations())
                        .component("postgres")
                        .dependsOn("database")
                        .weight(OURS)
                        .critical())
                .check(Check.of(
                                "catalogue",
                                JdbcProbes.query(shop.dataSource(), "select count(*) as products from product"))
                        .threshold("products: >= 1")
                        .component("postgres")
                        .dependsOn("migrations")
                        .weight(OURS));
    }

    private static VerificationPhase web(VerificationPhase phase, Shop shop) {
        return phase.check(Check.of(
                                "health",
                                HttpProbes.get(shop.url() + "/health")
                                        .expectStatus(200)
                                        .expectJson("/status", "UP")
                                        .expectJson("/version", Shop.VERSION))
                        .component("web")
                        .timeout(Duration.ofSeconds(2))
                        .weight(OURS)
                        .critical())
                .check(Check.of("front page", HttpProbes.get(shop.url() + "/").expectBody("Welcome to the shop"))
                        .threshold("latency: target < 300ms, HIGH > 3s")
                        .component("web")
                        .weight(OURS))
                .check(Check.of(
                                "unknown page",
                                HttpProbes.get(shop.url() + "/orders/0").expectStatus(404))
                        .component("web")
                        .weight(OURS));
    }

    private static VerificationPhase business(VerificationPhase phase, MeterRegistry registry) {
        return phase.check(Check.of("order time", MeterProbes.timer(registry, "http.server.requests", "uri", "/orders"))
                        .threshold("p95: target < 200ms, HIGH > 500ms, CRITICAL > 2s for 10m")
                        .threshold("count: target >= 20")
                        .component("web")
                        .weight(OURS))
                .check(Check.of("order errors", MeterProbes.timer(registry, "http.server.requests", "uri", "/orders"))
                        .threshold("error_rate: target < 0.5%, MEDIUM > 1%, CRITICAL > 5%")
                        .component("web")
                        .weight(OURS))
                .check(Check.of(
                                "payments",
                                MeterProbes.ratio(
                                        registry, "payments", Tags.of("result", "ok"), "payments", Tags.empty()))
                        .threshold("ratio: target > 99%, CRITICAL < 95%")
                        .weight(OURS))
                .check(Check.of(
                                "pool use",
                                MeterProbes.ratio(registry, "hikaricp.connections.active", "hikaricp.connections.max"))
                        .threshold("ratio: target < 50%, HIGH > 90%")
                        .component("postgres")
                        .weight(OURS))
                .check(Check.of("pool queue", MeterProbes.gauge(registry, "hikaricp.connections.pending", Unit.COUNT))
                        .threshold("value: target = 0, HIGH > 5")
                        .component("postgres")
                        .weight(OURS));
    }

    /** Targets and no levels: others may be at work on this machine, and that is no reason to go back. */
    private static VerificationPhase machine(VerificationPhase phase) {
        return phase.check(Check.of("cpu", MachineProbes.cpu())
                        .threshold("usage: target < 80%")
                        .component("machine"))
                .check(Check.of("heap", MachineProbes.heap())
                        .threshold("usage: target < 80%")
                        .component("machine"))
                .check(Check.of("disk", MachineProbes.disk(Path.of(".")))
                        .threshold("usage: target < 80%")
                        .component("machine"))
                .check(Check.of("files", MachineProbes.fileDescriptors())
                        .threshold("usage: target < 80%")
                        .component("machine"));
    }
}
