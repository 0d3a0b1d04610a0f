package dev.postflight.verify.observe;

import dev.postflight.verify.time.Time;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Time that goes on when a test says so; it overflows soon. */
final class ManualTime implements Time {

    final List<Thread> woken = new ArrayList<>();
    private long nanos = Long.MAX_VALUE - 1;

    void advance(Duration by) {
        nanos += by.toNanos();
    }

    @Override
    public long nanos() {
        return nanos;
    }

    @Override
    public Instant instant() {
        return Instant.parse("2026-03-01T08:00:00Z");
    }

    @Override
    public void park(long waited) {
        throw new UnsupportedOperationException("nobody waits here");
    }

    @Override
    public void unpark(Thread thread) {
        woken.add(thread);
    }
}
