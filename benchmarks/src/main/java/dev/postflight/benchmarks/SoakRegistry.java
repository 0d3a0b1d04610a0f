package dev.postflight.benchmarks;

import dev.postflight.api.Outcome;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.cumulative.CumulativeTimer;
import io.micrometer.core.instrument.distribution.DistributionStatisticConfig;
import io.micrometer.core.instrument.distribution.pause.PauseDetector;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/**
 * A meter registry that keeps account of every finding that the engine tells: one that came without a run of the probe took
 * no time at all, and one whose run was given up took all the time that there was.
 */
final class SoakRegistry extends SimpleMeterRegistry {

    /** What was told of one outcome. */
    static final class Told {
        final LongAdder inTime = new LongAdder();
        final LongAdder gaveUp = new LongAdder();
        final LongAdder withoutRun = new LongAdder();

        private void add(long nanos, long timeout) {
            (nanos == 0 ? withoutRun : nanos < timeout ? inTime : gaveUp).increment();
        }

        long runs() {
            return inTime.sum() + gaveUp.sum();
        }

        long all() {
            return runs() + withoutRun.sum();
        }
    }

    private static final String CHECK = "postflight.check";

    private final long timeout;
    private final Map<Outcome, Told> byOutcome = new EnumMap<>(Outcome.class);
    private final Map<String, Told> byCheck = new ConcurrentHashMap<>();

    SoakRegistry(long timeoutNanos) {
        timeout = timeoutNanos;
        for (Outcome outcome : Outcome.values()) {
            byOutcome.put(outcome, new Told());
        }
    }

    Told told(Outcome outcome) {
        return Objects.requireNonNull(byOutcome.get(outcome));
    }

    /** By the names of the checks. */
    Map<String, Told> byCheck() {
        return byCheck;
    }

    /** All outcomes together. */
    long inTime() {
        return byCheck.values().stream().mapToLong(told -> told.inTime.sum()).sum();
    }

    long gaveUp() {
        return byCheck.values().stream().mapToLong(told -> told.gaveUp.sum()).sum();
    }

    long withoutRun() {
        return byCheck.values().stream()
                .mapToLong(told -> told.withoutRun.sum())
                .sum();
    }

    @Override
    protected Timer newTimer(Meter.Id id, DistributionStatisticConfig config, PauseDetector pauses) {
        if (!id.getName().equals(CHECK)) {
            return super.newTimer(id, config, pauses);
        }
        Told ofOutcome = told(Outcome.valueOf(String.valueOf(id.getTag("outcome"))));
        Told ofCheck = byCheck.computeIfAbsent(String.valueOf(id.getTag("check")), name -> new Told());
        return new CumulativeTimer(id, clock, config, pauses, getBaseTimeUnit(), false) {
            @Override
            protected void recordNonNegative(long amount, TimeUnit unit) {
                super.recordNonNegative(amount, unit);
                ofOutcome.add(unit.toNanos(amount), timeout);
                ofCheck.add(unit.toNanos(amount), timeout);
            }
        };
    }
}
