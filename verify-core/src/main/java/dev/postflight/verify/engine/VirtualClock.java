package dev.postflight.verify.engine;

import dev.postflight.verify.time.Time;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Time that goes on only while nothing is left to do: then it jumps to what comes next. Everything happens on the thread that
 * runs the simulation.
 */
final class VirtualClock implements Time {

    private final long end;
    private final List<Event> events;
    private final Runnable atEnd;
    private long nanos;
    private int next;
    private Instant wall;
    private long wallAt;
    private boolean woken;
    private boolean over;

    /** Something that happens from outside. */
    record Event(long at, Runnable what) {}

    VirtualClock(Instant from, Duration lasting, List<Event> events, Runnable atEnd) {
        wall = from;
        end = lasting.toNanos();
        this.events = new ArrayList<>(events);
        this.events.sort(Comparator.comparingLong(Event::at));
        this.atEnd = atEnd;
    }

    @Override
    public long nanos() {
        return nanos;
    }

    @Override
    public Instant instant() {
        if (wallAt != nanos) {
            wall = wall.plusNanos(nanos - wallAt);
            wallAt = nanos;
        }
        return wall;
    }

    /** Somebody sets the clock of the wall. */
    void set(Duration by) {
        wall = instant().plus(by);
    }

    /** Nothing happens for some time, and nobody notices. */
    void sleep(Duration time) {
        nanos += time.toNanos();
    }

    boolean isOver() {
        return over;
    }

    @Override
    public void park(long wait) {
        if (wait <= 0) {
            return;
        }
        long until = nanos + wait;
        woken = false;
        while (!woken && !over && nanos < until) {
            long step = Math.min(until, end);
            if (next < events.size() && events.get(next).at() <= step) {
                Event event = events.get(next++);
                nanos = Math.max(nanos, event.at());
                event.what().run();
            } else {
                nanos = step;
                if (until > end) { // what is due at the very end still happens
                    over = true;
                    atEnd.run();
                }
            }
        }
    }

    @Override
    public void unpark(Thread thread) {
        woken = true;
    }
}
