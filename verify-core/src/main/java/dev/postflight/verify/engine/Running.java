package dev.postflight.verify.engine;

import dev.postflight.api.Check;
import dev.postflight.api.VerificationPlan;
import dev.postflight.verify.observe.Attempt;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The runs of probes that have not ended: until when each may take, and how many there may be. A run that is given up does
 * not count any more, even if its probe hangs on: it would keep others from being run for ever.
 */
final class Running {

    private final VerificationPlan plan;
    private final Map<Attempt, CheckRun> runs = new LinkedHashMap<>();
    private final Map<String, Integer> ofComponent = new HashMap<>();
    private long nextDeadline;

    Running(VerificationPlan plan) {
        this.plan = plan;
    }

    boolean isEmpty() {
        return runs.isEmpty();
    }

    boolean hasRoomFor(Check check) {
        return runs.size() < plan.concurrency()
                && ofComponent.getOrDefault(check.component(), 0) < plan.concurrency(check.component());
    }

    void add(Attempt attempt, CheckRun run) {
        if (runs.isEmpty() || attempt.deadline() - nextDeadline < 0) {
            nextDeadline = attempt.deadline();
        }
        runs.put(attempt, run);
        ofComponent.merge(run.check.component(), 1, Integer::sum);
    }

    @Nullable
    CheckRun remove(Attempt attempt) {
        CheckRun run = runs.remove(attempt);
        if (run != null) {
            ofComponent.merge(run.check.component(), -1, Integer::sum);
        }
        return run;
    }

    /** When there is something late, or a time before that; not later than a time that is given. */
    long nextDeadline(long latest) {
        return runs.isEmpty() || nextDeadline - latest > 0 ? latest : nextDeadline;
    }

    /** Those whose time is up. */
    List<Attempt> late(long now) {
        if (runs.isEmpty() || now - nextDeadline < 0) {
            return List.of();
        }
        List<Attempt> late = new ArrayList<>();
        boolean first = true;
        for (Attempt attempt : runs.keySet()) {
            if (now - attempt.deadline() >= 0) {
                late.add(attempt);
            } else if (first || attempt.deadline() - nextDeadline < 0) {
                nextDeadline = attempt.deadline();
                first = false;
            }
        }
        return late;
    }

    /** All of them, in the order in which they were started. */
    List<Attempt> all() {
        return List.copyOf(runs.keySet());
    }
}
