package dev.postflight.verify.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Which checks of a phase are to be run: those whose time has not come, and those that wait for something else, such as
 * another check or room to run in. Used by the thread that drives the phase.
 */
final class Agenda {

    private final DueQueue later = new DueQueue();
    private List<CheckRun> waiting = new ArrayList<>();
    /** Whether checks are to be run at all. */
    private boolean any = true;

    /** All of these, some of them later, and nothing else; or nothing at all. */
    void begin(List<CheckRun> checks, List<CheckRun> afterwards, boolean any) {
        this.any = any;
        later.clear();
        waiting = any ? checks : List.of();
        if (any && !afterwards.isEmpty()) {
            for (CheckRun run : afterwards) {
                later.add(run);
            }
            waiting = new ArrayList<>(checks);
            waiting.removeAll(afterwards);
        }
    }

    /** Forgets the checks that are not among these. */
    void retain(Set<CheckRun> checks) {
        waiting = new ArrayList<>(waiting);
        waiting.removeIf(run -> !checks.contains(run));
        later.removeIf(run -> !checks.contains(run));
    }

    /** A check whose time will come. */
    void addLater(CheckRun run) {
        run.waits(false);
        if (any) {
            later.add(run);
        }
    }

    boolean isAnyWaiting() {
        return !waiting.isEmpty();
    }

    /** When the next check is due that does not wait for anything else; not later than a time that is given. */
    long next(long latest) {
        return later.next(latest);
    }

    /** Those whose time has come wait from now on. Returns whether there is any. */
    boolean bringUp(Moment moment) {
        List<CheckRun> due = later.poll(moment.now());
        if (due == null) {
            return false;
        }
        List<CheckRun> more = new ArrayList<>(waiting);
        while (due != null) {
            for (CheckRun run : due) {
                if (run.due.hasCome(moment)) {
                    run.waits(true);
                    more.add(run);
                } else {
                    later.add(run);
                }
            }
            due = later.poll(moment.now());
        }
        boolean any = more.size() > waiting.size();
        waiting = more;
        return any;
    }

    /**
     * Goes over those that wait, in the order in which their times came.
     *
     * @param waitsOn says whether a check has to wait on; it may add checks for later
     */
    void review(Predicate<CheckRun> waitsOn) {
        List<CheckRun> rest = List.of(); // mostly none is left, and then none is written down
        for (int i = 0; i < waiting.size(); i++) {
            CheckRun run = waiting.get(i);
            if (!waitsOn.test(run)) {
                run.waits(false);
            } else {
                rest = rest.isEmpty() ? new ArrayList<>() : rest;
                rest.add(run);
            }
        }
        waiting = rest;
    }
}
