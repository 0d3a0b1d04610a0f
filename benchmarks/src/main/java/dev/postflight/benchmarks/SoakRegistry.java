package dev.postflight.benchmarks;

import dev.postflight.api.Outcome;
import dev.postflight.api.Reason;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/** A meter registry, and what it says of the findings that the engine has told. */
final class SoakRegistry extends SimpleMeterRegistry {

    /** Findings of an outcome that say that the probe answered, or threw, in time. */
    long inTime(Outcome outcome) {
        return sum(timer -> is(timer, "outcome", outcome) && isInTime(timer));
    }

    long inTime() {
        return sum(SoakRegistry::isInTime);
    }

    /** Findings of an outcome that say that the probe was given up or hung on. */
    long timedOut(Outcome outcome) {
        return sum(timer -> is(timer, "outcome", outcome) && is(timer, "reason", Reason.TIMEOUT));
    }

    /** Findings of an outcome that say that the probe was spared. */
    long spared(Outcome outcome) {
        return sum(timer -> is(timer, "outcome", outcome) && is(timer, "reason", Reason.CIRCUIT_OPEN));
    }

    long told() {
        return sum(timer -> true);
    }

    /** How many findings there were of each check. */
    Map<String, Long> byCheck() {
        Map<String, Long> told = new TreeMap<>();
        for (FunctionTimer timer : find("postflight.check").functionTimers()) {
            told.merge(String.valueOf(timer.getId().getTag("check")), (long) timer.count(), Long::sum);
        }
        return told;
    }

    /** What a counter of the verifier says; -1 when it is not there. */
    long counted(String name) {
        FunctionCounter counter = find(name).functionCounter();
        return counter == null ? -1 : (long) counter.count();
    }

    private long sum(Predicate<FunctionTimer> which) {
        return (long) find("postflight.check").functionTimers().stream()
                .filter(which)
                .mapToDouble(FunctionTimer::count)
                .sum();
    }

    private static boolean isInTime(FunctionTimer timer) {
        return !is(timer, "reason", Reason.TIMEOUT) && !is(timer, "reason", Reason.CIRCUIT_OPEN);
    }

    private static boolean is(FunctionTimer timer, String tag, Enum<?> value) {
        return value.name().equals(timer.getId().getTag(tag));
    }
}
