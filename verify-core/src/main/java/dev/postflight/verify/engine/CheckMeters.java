package dev.postflight.verify.engine;

import dev.postflight.api.Decision;
import dev.postflight.api.Finding;
import dev.postflight.api.ProbeResult;
import dev.postflight.api.Verdict;
import dev.postflight.verify.observe.Abandoned;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * The figures of a verifier in a meter registry. A registry that fails costs figures and nothing else. Loaded only when
 * there is a registry.
 */
final class CheckMeters {

    private final MeterRegistry registry;
    private final Tags tags;
    private final Map<String, Timer> timers = new HashMap<>();
    private final Set<Meter> meters = new LinkedHashSet<>();
    private volatile @Nullable Verdict latest;
    private boolean closed; // guarded by this

    CheckMeters(MeterRegistry registry, String plan, Abandoned abandoned) {
        this.registry = registry;
        tags = Tags.of("plan", plan);
        attempt(() -> {
            for (Decision decision : Decision.values()) {
                meters.add(Gauge.builder("postflight.verdict.decision", this, m -> m.isLatest(decision) ? 1 : 0)
                        .description("1 for the decision of the latest verdict, 0 for the others")
                        .tags(tags.and("decision", decision.name()))
                        .register(registry));
            }
            meters.add(Gauge.builder("postflight.verdict.score", this, CheckMeters::score)
                    .description("Score of the latest verdict, 0 to 1")
                    .tags(tags)
                    .register(registry));
            meters.add(Gauge.builder("postflight.probes.abandoned", abandoned, Abandoned::now)
                    .description("Probe runs that were given up and have not come back")
                    .tags(tags)
                    .register(registry));
            meters.add(FunctionCounter.builder("postflight.probes.late", abandoned, Abandoned::late)
                    .description("Answers of probes that came too late and were dropped")
                    .tags(tags)
                    .register(registry));
        });
    }

    void observed(Finding finding, long refused) {
        attempt(() -> record(finding, refused));
    }

    /** Not after the end: who calls verify() may still be at it then, and would leave meters behind. */
    private synchronized void record(Finding finding, long refused) {
        if (!closed) {
            timer(finding).record(finding.took());
            if (refused > 0) {
                refused(finding).increment((double) refused);
            }
        }
    }

    void verdict(Verdict verdict) {
        latest = verdict;
    }

    /** Takes away all that was registered. */
    synchronized void close() {
        closed = true;
        attempt(() -> meters.forEach(registry::remove));
        meters.clear();
        timers.clear();
    }

    private Timer timer(Finding finding) {
        String key = finding.check() + '\n' + finding.outcome();
        Timer timer = timers.get(key);
        if (timer == null) {
            timer = Timer.builder("postflight.check")
                    .description("How long the probe of a check ran")
                    .tags(tags.and(
                            "check",
                            finding.check(),
                            "outcome",
                            finding.outcome().name()))
                    .register(registry);
            timers.put(key, timer);
            meters.add(timer);
        }
        return timer;
    }

    private Counter refused(Finding finding) {
        Counter counter = Counter.builder("postflight.figures.refused")
                .description("Figures of a check that could not be recorded over time")
                .tags(tags.and("check", finding.check()))
                .register(registry);
        meters.add(counter);
        return counter;
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
        } catch (RuntimeException | LinkageError e) {
            LoggerFactory.getLogger(Verifier.class)
                    .debug("a meter registry failed: {}", ProbeResult.silent(e).cause());
        }
    }
}
