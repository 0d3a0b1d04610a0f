package dev.postflight.verify.engine;

import dev.postflight.api.Cadence;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * When a check is to be run next. Cadences of elapsed time go by elapsed time alone. Times of day go by the wall clock, which
 * somebody may set: so that is looked at once a minute, and no time of day is taken twice.
 */
final class DueTime {

    private static final long FIRST_BACK_OFF = Duration.ofMillis(100).toNanos();
    private static final long LONGEST_BACK_OFF = Duration.ofSeconds(5).toNanos();
    private static final int MOST_STEPS = 10_000;
    private static final long LONGEST_TRUST = Duration.ofMinutes(1).toNanos();

    private final @Nullable Cadence cadence;
    /** How much later than its first run a whole number of periods ago it runs. */
    private final long jitter;

    private long due;
    /** Whether its first time is later than the beginning; any thread may read it. */
    private volatile boolean putOff;

    private boolean jittered;
    private long backOff;
    /** The time of day that comes next. */
    private @Nullable Instant next;

    private long missed;

    DueTime(@Nullable Cadence cadence, long jitter) {
        this.cadence = cadence;
        this.jitter = jitter;
    }

    /** At once, unless it is to be run on its cadence and that has another time. Returns whether at once. */
    boolean begin(Moment moment, boolean onCadence) {
        due = moment.now();
        jittered = false;
        backOff = 0;
        next = null;
        missed = 0;
        boolean later = false;
        if (onCadence && cadence instanceof Cadence.Once once) {
            due = moment.now() + once.offset().toNanos();
            later = true;
        } else if (onCadence && cadence != null) {
            next = cadence.next(moment.at().minusNanos(1));
            trust(moment);
            later = next != null;
        }
        putOff = later;
        return !later;
    }

    boolean isPutOff() {
        return putOff;
    }

    boolean recurs() {
        return cadence != null && cadence.longest() != null;
    }

    long at() {
        return due;
    }

    /** How many runs of the cadence were not made since it began. */
    long missed() {
        return missed;
    }

    /** When it can have been run some more times at the earliest; {@code null} when it will not. */
    @Nullable
    Instant after(int runs, long now, Instant at) {
        Instant first = next != null ? next : at.plusNanos(Math.max(0, due - now));
        if (cadence instanceof Cadence.Every every) {
            return first.plus(every.period().multipliedBy(runs - 1L));
        }
        if (cadence == null || next == null) {
            return runs == 1 ? first : null;
        }
        Instant last = first;
        for (int i = 1; i < runs && last != null; i++) {
            last = i > MOST_STEPS ? null : cadence.next(last);
        }
        return last;
    }

    /** Whether its time has come: by the wall clock, it may be that it has not. */
    boolean hasCome(Moment moment) {
        if (next == null || !moment.at().isBefore(next)) {
            return true;
        }
        trust(moment);
        return false;
    }

    private void trust(Moment moment) {
        if (next != null) {
            Duration left = Duration.between(moment.at(), next);
            boolean far = left.compareTo(Duration.ofNanos(LONGEST_TRUST)) > 0;
            due = moment.now() + (far ? LONGEST_TRUST : Math.max(0, left.toNanos()));
        }
    }

    /** The next time of its cadence; times that were missed are not caught up. */
    void byCadence(Moment moment) {
        if (cadence instanceof Cadence.Every every) {
            byPeriod(every.period().toNanos(), moment.now());
        } else if (cadence != null && next != null) {
            Instant following = cadence.next(next);
            while (following != null && !following.isAfter(moment.at())) {
                missed++;
                following = cadence.next(following);
            }
            next = following;
            trust(moment);
        }
    }

    private void byPeriod(long step, long now) {
        if (!jittered) {
            jittered = true;
            due += jitter;
        }
        if (now - due < 0) {
            due += step;
        } else {
            long steps = (now - due) / step;
            missed += steps;
            due += (steps + 1) * step;
        }
    }

    /**
     * A time that doubles with every call, up to a limit: with little time at all, a tenth of it, so that the last try comes
     * close to its end.
     */
    void byBackOff(long now, @Nullable Duration within) {
        long tenth = within == null ? LONGEST_BACK_OFF : within.toNanos() / 10;
        long most = Math.max(FIRST_BACK_OFF, Math.min(LONGEST_BACK_OFF, tenth));
        backOff = backOff == 0 ? FIRST_BACK_OFF : Math.min(most, backOff * 2);
        due = now + backOff;
    }
}
