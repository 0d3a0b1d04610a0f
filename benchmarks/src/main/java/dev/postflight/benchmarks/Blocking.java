package dev.postflight.benchmarks;

import com.codahale.metrics.health.HealthCheck;
import com.codahale.metrics.health.HealthCheckRegistry;
import dev.postflight.api.Check;
import dev.postflight.api.Probe;
import dev.postflight.api.ProbeResult;
import dev.postflight.api.VerificationPhase;
import dev.postflight.api.VerificationPlan;
import dev.postflight.verify.engine.Verifier;
import java.lang.reflect.InvocationTargetException;
import java.time.Duration;
import java.util.SortedMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;

/** Checks that block, as those of slow servers do: one for each of those who are compared. */
final class Blocking {

    static final int CHECKS = 1_000;

    private static final long NANOS = Duration.ofMillis(50).toNanos();

    private Blocking() {}

    static VerificationPlan plan() {
        VerificationPhase phase = VerificationPhase.named("startup");
        for (int i = 0; i < CHECKS; i++) {
            phase = phase.check(Check.of("check-" + i, Blocked.PROBE));
        }
        return VerificationPlan.named("blocking").phase(phase).build();
    }

    static Verifier verifier(VerificationPlan plan) {
        return Verifier.builder(plan).build();
    }

    static HealthCheckRegistry registry() {
        HealthCheckRegistry registry = new HealthCheckRegistry();
        for (int i = 0; i < CHECKS; i++) {
            registry.register("check-" + i, new BlockedHealth());
        }
        return registry;
    }

    static SortedMap<String, HealthCheck.Result> allHealthy(SortedMap<String, HealthCheck.Result> results) {
        for (HealthCheck.Result result : results.values()) {
            if (!result.isHealthy()) {
                throw new IllegalStateException("result: " + result + " (expected: healthy)");
            }
        }
        return results;
    }

    /** A thread for each task: virtual ones where the JDK has them, else those of a pool without a limit. */
    static ExecutorService threads() {
        try {
            return (ExecutorService)
                    Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
        } catch (NoSuchMethodException | IllegalAccessException | InvocationTargetException e) {
            return Executors.newCachedThreadPool();
        }
    }

    private static void block() {
        long end = System.nanoTime() + NANOS;
        for (long left = NANOS; left > 0; left = end - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    private enum Blocked implements Probe {
        PROBE;

        @Override
        public ProbeResult run(Duration timeout) {
            block();
            return ProbeResult.up();
        }
    }

    private static final class BlockedHealth extends HealthCheck {

        @Override
        protected Result check() {
            block();
            return Result.healthy();
        }
    }

    /** Nothing but the blocking. */
    enum Bare implements Callable<Boolean> {
        TASK;

        @Override
        public Boolean call() {
            block();
            return true;
        }
    }
}
