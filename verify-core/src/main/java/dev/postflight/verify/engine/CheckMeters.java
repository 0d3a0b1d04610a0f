package dev.postflight.verify.engine;

import dev.postflight.api.Decision;
import dev.postflight.api.ProbeResult;
import dev.postflight.api.Verdict;
import dev.postflight.verify.observe.Abandoned;
import dev.postflight.verify.observe.Observer;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * The figures of a verifier in a meter registry. A registry that fails costs figures and nothing else. Loaded only when
 * there is a registry.
 */
final class CheckMeters {

    /** No check has this name. */
    private static final String OF_PLAN = "";

    private final MeterRegistry registry;
    private final Tags tags;
    private volatile @Nullable Verdict latest;

    // guarded by this
    private final List<CheckMeter> checks = new ArrayList<>();
    /** Each with its check. */
    private final Map<Meter, String> meters = new LinkedHashMap<>();

    CheckMeters(MeterRegistry registry, String plan, Abandoned abandoned) {
        this.registry = registry;
        tags = Tags.of("plan", plan);
        attempt(() -> {
            for (Decision decision : Decision.values()) {
                own(Gauge.builder("postflight.verdict.decision", this, m -> m.isLatest(decision) ? 1 : 0)
                        .description("1 for the decision of the latest verdict, 0 for the others")
                        .tags(tags.and("decision", decision.name()))
                        .register(registry));
            }
            own(Gauge.builder("postflight.verdict.score", this, CheckMeters::score)
                    .description("Score of the latest verdict, 0 to 1")
                    .tags(tags)
                    .register(registry));
            own(Gauge.builder("postflight.probes.abandoned", abandoned, Abandoned::now)
                    .description("Probe runs that were given up and have not come back")
                    .tags(tags)
                    .register(registry));
            own(FunctionCounter.builder("postflight.probes.timeouts", abandoned, Abandoned::timeouts)
                    .description("Probe runs that took longer than they may")
                    .tags(tags)
                    .register(registry));
            own(FunctionCounter.builder("postflight.probes.late", abandoned, Abandoned::late)
                    .description("Answers of probes that came too late and were dropped")
                    .tags(tags)
                    .register(registry));
        });
    }

    private void own(Meter meter) {
        meters.put(meter, OF_PLAN);
    }

    /** What is counted of a check; the same for one of the same name that takes its place. */
    synchronized CheckMeter of(String phase, String check, Observer observer) {
        for (CheckMeter meter : checks) {
            if (meter.phase().equals(phase) && meter.check().equals(check)) {
                meter.observer(observer);
                return meter;
            }
        }
        CheckMeter meter = new CheckMeter(this, phase, check, observer);
        checks.add(meter);
        return meter;
    }

    void registerRuns(CheckMeter meter, CheckMeter.Runs runs) {
        register(
                meter,
                () -> FunctionTimer.builder(
                                "postflight.check",
                                runs,
                                CheckMeter.Runs::count,
                                CheckMeter.Runs::nanos,
                                TimeUnit.NANOSECONDS)
                        .description("How often the probe of a check ran, and how long")
                        .tags(tags(meter).and("outcome", runs.outcome.name(), "reason", runs.reason.name()))
                        .register(registry));
    }

    void registerCircuit(CheckMeter meter) {
        register(
                meter,
                () -> Gauge.builder("postflight.circuit.open", meter, CheckMeter::circuitOpen)
                        .description("1 while the probe of a check is spared because it did not answer, else 0")
                        .tags(tags(meter))
                        .register(registry));
    }

    void registerRefused(CheckMeter meter) {
        register(
                meter,
                () -> FunctionCounter.builder("postflight.figures.refused", meter, CheckMeter::refused)
                        .description("Figures of a check that could not be recorded over time")
                        .tags(tags(meter))
                        .register(registry));
    }

    private Tags tags(CheckMeter meter) {
        return tags.and("phase", meter.phase(), "check", meter.check());
    }

    /** Not after the end, of all or of this check: its phase may still be at it then, and would leave meters behind. */
    private synchronized void register(CheckMeter of, Supplier<Meter> registration) {
        if (checks.contains(of)) {
            attempt(() -> meters.put(registration.get(), of.check()));
        }
    }

    /** Takes away the meters of checks that are not among these. */
    synchronized void retain(Set<String> names) {
        attempt(() -> meters.entrySet().removeIf(entry -> {
            boolean gone = !entry.getValue().equals(OF_PLAN) && !names.contains(entry.getValue());
            if (gone) {
                registry.remove(entry.getKey());
            }
            return gone;
        }));
        checks.removeIf(meter -> !names.contains(meter.check()));
    }

    void verdict(Verdict verdict) {
        latest = verdict;
    }

    /** Takes away all that was registered. */
    synchronized void close() {
        attempt(() -> meters.keySet().forEach(registry::remove));
        meters.clear();
        checks.clear();
    }

    private boolean isLatest(Decision decision) {
        Verdict verdict = latest;
        return verdict != null && verdict.decision() == decision;
    }

    private double score() {
        Verdict verdict = latest;
        return verdict == null ? Double.NaN : verdict.score().ratio();
    }

    private static void attempt(Runnable action) {
        try {
            action.run();
        } catch (Throwable e) {
            LoggerFactory.getLogger(Verifier.class)
                    .debug("a meter registry failed: {}", ProbeResult.silent(e).cause());
        }
    }
}
