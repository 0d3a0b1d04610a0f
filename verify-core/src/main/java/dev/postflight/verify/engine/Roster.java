package dev.postflight.verify.engine;

import dev.postflight.api.VerificationPhase;
import dev.postflight.api.VerificationPlan;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The checks of a phase, as a plan has them.
 *
 * @param checks in the order of the phase
 */
record Roster(VerificationPlan plan, VerificationPhase phase, List<CheckRun> checks) {

    /** Whether any check has a cadence. */
    boolean recurs() {
        for (CheckRun run : checks) {
            if (run.recurs()) {
                return true;
            }
        }
        return false;
    }

    /** Whether no check is new: then there is a verdict, even if some check or other is always running. */
    boolean isSeen() {
        for (CheckRun run : checks) {
            if (run.isNew()) {
                return false;
            }
        }
        return true;
    }

    /** Tells each check its place and those that it depends on. */
    void link() {
        Map<String, CheckRun> byName = byName();
        int index = 0;
        for (CheckRun run : checks) {
            List<String> names = run.check.dependencies();
            CheckRun[] dependencies = new CheckRun[names.size()];
            for (int i = 0; i < dependencies.length; i++) {
                dependencies[i] = Objects.requireNonNull(byName.get(names.get(i)));
            }
            run.link(index++, dependencies);
        }
    }

    /** Another roster, but with the checks of this one that are just as there. */
    Roster changedTo(Roster next) {
        Map<String, CheckRun> before = byName();
        List<CheckRun> all = new ArrayList<>();
        for (CheckRun fresh : next.checks) {
            CheckRun old = before.get(fresh.check.name());
            all.add(old != null && old.check.equals(fresh.check) ? old : fresh);
        }
        Roster changed = new Roster(next.plan, next.phase, all);
        changed.link();
        return changed;
    }

    private Map<String, CheckRun> byName() {
        Map<String, CheckRun> byName = new HashMap<>();
        for (CheckRun run : checks) {
            byName.put(run.check.name(), run);
        }
        return byName;
    }
}
