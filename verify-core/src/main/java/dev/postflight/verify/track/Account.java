package dev.postflight.verify.track;

import dev.postflight.api.Availability;
import java.time.Duration;

/** How the time of one check, of a component or of a phase was spent. Used by one thread at a time. */
final class Account {

    /** What can be said of a moment. */
    enum State {
        UP,
        DOWN,
        UNOBSERVED
    }

    private State state = State.UNOBSERVED;
    private boolean maintenance;
    private long since;
    private long up;
    private long down;
    private long unobserved;
    private long maintained;
    private long silence;
    private long longestSilence;
    private int failures;
    /** Whether it was down when it was last seen. */
    private boolean failed;

    Account(long now, boolean maintenance) {
        since = now;
        this.maintenance = maintenance;
    }

    /** Takes over what was there before. What became of the state since does not count: it came check by check. */
    void continues(Account before, long now) {
        before.spend(now);
        up = before.up;
        down = before.down;
        unobserved = before.unobserved;
        maintained = before.maintained;
        silence = before.silence;
        longestSilence = before.longestSilence;
        failures = before.failures;
        failed = before.failed;
        note();
    }

    void become(State next, long now) {
        spend(now);
        state = next;
        note();
    }

    void maintenance(boolean whether, long now) {
        spend(now);
        maintenance = whether;
        note();
    }

    /** A failure is one that is seen outside of maintenance. */
    private void note() {
        if (maintenance || state == State.UNOBSERVED) {
            return;
        }
        boolean fails = state == State.DOWN;
        failures += fails && !failed ? 1 : 0;
        failed = fails;
    }

    private void spend(long now) {
        long time = now - since;
        since = now;
        if (maintenance) {
            maintained += time;
            silence = 0;
        } else if (state == State.UNOBSERVED) {
            unobserved += time;
            silence += time;
            longestSilence = Math.max(longestSilence, silence);
        } else {
            silence = 0;
            if (state == State.UP) {
                up += time;
            } else {
                down += time;
            }
        }
    }

    Availability at(long now) {
        spend(now);
        return new Availability(
                Duration.ofNanos(up),
                Duration.ofNanos(down),
                Duration.ofNanos(unobserved),
                Duration.ofNanos(maintained),
                Duration.ofNanos(longestSilence),
                failures);
    }
}
