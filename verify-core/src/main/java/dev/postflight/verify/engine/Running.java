package dev.postflight.verify.engine;

import dev.postflight.api.VerificationPlan;
import dev.postflight.verify.observe.Attempt;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The checks whose probes have not ended: until when each may take, and how many there may be. A run that is given up does
 * not count any more, even if its probe hangs on: it would keep others from being run for ever.
 */
final class Running {

    private final List<CheckRun> runs = new ArrayList<>();
    private Budget all = new Budget(0);
    private long nextDeadline;

    /** Opens the budgets of a plan; what runs counts. */
    void open(VerificationPlan plan, List<CheckRun> checks) {
        all = new Budget(plan.concurrency());
        Map<String, Budget> components = new HashMap<>();
        for (CheckRun run : checks) {
            String component = run.check.component();
            Budget budget = components.get(component);
            if (budget == null) {
                budget = new Budget(plan.concurrency(component));
                components.put(component, budget);
            }
            run.budget = budget;
        }
        for (CheckRun run : runs) {
            take(run);
        }
    }

    boolean isEmpty() {
        return runs.isEmpty();
    }

    boolean hasRoomFor(CheckRun run) {
        return all.hasRoom() && run.budget.hasRoom();
    }

    /** A check whose attempt was started. */
    void add(CheckRun run) {
        long deadline = deadline(run);
        if (runs.isEmpty() || deadline - nextDeadline < 0) {
            nextDeadline = deadline;
        }
        run.place = runs.size();
        runs.add(run);
        take(run);
    }

    private void take(CheckRun run) {
        all.take();
        run.budget.take();
    }

    /** A check whose attempt has ended or is given up. */
    void remove(CheckRun run) {
        CheckRun last = runs.remove(runs.size() - 1);
        if (last != run) {
            runs.set(run.place, last);
            last.place = run.place;
        }
        all.giveBack();
        run.budget.giveBack();
    }

    /** When there is something late, or a time before that; not later than a time that is given. */
    long nextDeadline(long latest) {
        return runs.isEmpty() || nextDeadline - latest > 0 ? latest : nextDeadline;
    }

    /** Those whose time is up, in the order of the plan. */
    List<CheckRun> late(long now) {
        if (runs.isEmpty() || now - nextDeadline < 0) {
            return List.of();
        }
        List<CheckRun> late = new ArrayList<>();
        boolean first = true;
        for (CheckRun run : runs) {
            long deadline = deadline(run);
            if (now - deadline >= 0) {
                late.add(run);
            } else if (first || deadline - nextDeadline < 0) {
                nextDeadline = deadline;
                first = false;
            }
        }
        return inOrder(late);
    }

    /** All of them, in the order of the plan. */
    List<CheckRun> all() {
        return inOrder(new ArrayList<>(runs));
    }

    private static List<CheckRun> inOrder(List<CheckRun> runs) {
        if (runs.size() > 1) {
            runs.sort(Comparator.comparingInt(CheckRun::index));
        }
        return runs;
    }

    private static long deadline(CheckRun run) {
        Attempt attempt = Objects.requireNonNull(run.attempt());
        return attempt.deadline();
    }
}
