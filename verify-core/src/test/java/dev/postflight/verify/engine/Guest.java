package dev.postflight.verify.engine;

import dev.postflight.api.Check;
import dev.postflight.api.Measurement;
import dev.postflight.api.ProbeResult;
import dev.postflight.api.Unit;
import dev.postflight.api.Verdict;
import dev.postflight.api.VerificationPhase;
import dev.postflight.api.VerificationPlan;
import dev.postflight.verify.readiness.HeldExchange;
import dev.postflight.verify.readiness.Readiness;
import dev.postflight.verify.report.JsonReport;
import dev.postflight.verify.report.TextReport;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;

/** An application that uses most of the library and ends; its class is loaded by a class loader that comes and goes. */
public final class Guest implements Callable<String> {

    @Override
    public String call() throws Exception {
        CountDownLatch watching = new CountDownLatch(1);
        VerificationPhase startup = VerificationPhase.named("startup").within(Duration.ofMillis(200));
        for (int i = 0; i < 70; i++) { // enough for virtual threads, where there are any
            startup = startup.check(Check.of("up-" + i, timeout -> ProbeResult.up()));
        }
        VerificationPlan plan = VerificationPlan.named("guest")
                .phase(startup.check(Check.of("throws", timeout -> {
                            throw new IllegalStateException("no");
                        }))
                        .check(Check.of("hangs", timeout -> {
                                    new CountDownLatch(1).await();
                                    return ProbeResult.up();
                                })
                                .timeout(Duration.ofMillis(20)))
                        .check(Check.of(
                                        "figures",
                                        timeout -> ProbeResult.up(Measurement.of("p95", 0.612, Unit.SECONDS)))
                                .threshold("p95: target < 200ms, HIGH > 500ms for 10m")))
                .phase(VerificationPhase.named("watch")
                        .every(Duration.ofHours(1))
                        .check(Check.of("watched", timeout -> {
                            watching.countDown();
                            return ProbeResult.up();
                        })))
                .scores(0, 0)
                .build();
        MeterRegistry registry = new SimpleMeterRegistry();
        try (Verifier verifier = Verifier.builder(plan).metrics(registry).build()) {
            Verdict verdict = verifier.verify();
            String reports = TextReport.plain().render(verdict) + JsonReport.render(verdict);
            byte[] told = HeldExchange.answeredBy(Readiness.springBoot(verifier).withDetails());
            verifier.start();
            watching.await();
            return verdict.decision() + (reports.isEmpty() || told.length == 0 ? ", without reports" : "");
        } finally {
            registry.close();
        }
    }
}
