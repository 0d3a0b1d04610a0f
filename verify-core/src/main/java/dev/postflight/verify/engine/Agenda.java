package dev.postflight.verify.engine;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Which checks of a phase are to be run: those whose time has not come, and those that wait for something else, such as
 * another check or room to run in. Used by the thread that drives the phase.
 */
final class Agenda {

    private final PriorityQueue<CheckRun> later = new PriorityQueue<>(new ByTime());
    private List<CheckRun> waiting = new ArrayList<>();
    /** Whether checks are to be run at all. */
    private boolean any = true;

    /** All of these, some of them later, and nothing else; or nothing at all. */
    void begin(List<CheckRun> checks, List<CheckRun> afterwards, boolean any) {
        this.any = any;
        later.clear();
        waiting = any ? checks : List.of();
        if (any && !afterwards.isEmpty()) {
            later.addAll(afterwards);
            waiting = new ArrayList<>(checks);
            waiting.removeAll(afterwards);
        }
    }

    /** Forgets the checks that are not among these. */
    void retain(Set<CheckRun> checks) {
        waiting = new ArrayList<>(waiting);
        waiting.removeIf(run -> !checks.contains(run));
        List<CheckRun> rest = new ArrayList<>(later);
        later.clear(); // and begins anew, as their places may have changed
        rest.removeIf(run -> !checks.contains(run));
        later.addAll(rest);
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
        CheckRun first = later.peek();
        return first == null || first.due() - latest > 0 ? latest : first.due();
    }

    /** Those whose time has come wait from now on. Returns whether there is any. */
    boolean bringUp(Moment moment) {
        CheckRun first = later.peek();
        if (first == null || moment.now() - first.due() < 0) {
            return false;
        }
        List<CheckRun> due = new ArrayList<>();
        while (first != null && moment.now() - first.due() >= 0) {
            later.remove();
            if (first.due.hasCome(moment)) {
                first.waits(true);
                due.add(first);
            } else {
                later.add(first);
            }
            first = later.peek();
        }
        waiting = new ArrayList<>(waiting);
        waiting.addAll(due);
        return !due.isEmpty();
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

    /** Elapsed time may overflow, so that only differences count. */
    private static final class ByTime implements Comparator<CheckRun> {

        @Override
        public int compare(CheckRun one, CheckRun other) {
            long difference = one.due() - other.due();
            return difference == 0 ? Integer.compare(one.index(), other.index()) : Long.signum(difference);
        }
    }
}
