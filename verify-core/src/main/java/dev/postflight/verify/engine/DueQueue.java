package dev.postflight.verify.engine;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Checks by the time at which they are due. Those of one time, and on a schedule these are many, are kept together: what a check
 * costs does not depend on how many there are.
 */
final class DueQueue {

    private final Map<Long, Slot> byTime = new HashMap<>();
    private final PriorityQueue<Slot> slots = new PriorityQueue<>(new ByTime());

    private static final class Slot {
        final long at;
        final List<CheckRun> runs = new ArrayList<>();
        /** Whether they are in the order of the phase. */
        boolean ordered = true;

        Slot(long at) {
            this.at = at;
        }

        void add(CheckRun run) {
            ordered &= runs.isEmpty() || runs.get(runs.size() - 1).index() < run.index();
            runs.add(run);
        }
    }

    /** Elapsed time may overflow, so that only differences count. */
    private static final class ByTime implements Comparator<Slot> {
        @Override
        public int compare(Slot one, Slot other) {
            return Long.signum(one.at - other.at);
        }
    }

    private static final class ByIndex implements Comparator<CheckRun> {
        @Override
        public int compare(CheckRun one, CheckRun other) {
            return Integer.compare(one.index(), other.index());
        }
    }

    void add(CheckRun run) {
        Slot slot = byTime.get(run.due());
        if (slot == null) {
            slot = new Slot(run.due());
            byTime.put(slot.at, slot);
            slots.add(slot);
        }
        slot.add(run);
    }

    void clear() {
        byTime.clear();
        slots.clear();
    }

    /** Forgets those that are said to be gone; the places of the others may have changed. */
    void removeIf(Predicate<CheckRun> gone) {
        List<CheckRun> rest = new ArrayList<>();
        for (Slot slot : slots) {
            rest.addAll(slot.runs);
        }
        clear();
        for (CheckRun run : rest) {
            if (!gone.test(run)) {
                add(run);
            }
        }
    }

    /** When the first one is due; not later than a time that is given. */
    long next(long latest) {
        Slot first = slots.peek();
        return first == null || first.at - latest > 0 ? latest : first.at;
    }

    /** Takes those of the earliest time, in the order of the phase, if that has come. */
    @Nullable
    List<CheckRun> poll(long now) {
        Slot first = slots.peek();
        if (first == null || now - first.at < 0) {
            return null;
        }
        slots.remove();
        byTime.remove(first.at);
        if (!first.ordered) {
            first.runs.sort(new ByIndex());
        }
        return first.runs;
    }
}
