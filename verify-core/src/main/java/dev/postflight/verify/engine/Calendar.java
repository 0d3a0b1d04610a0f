package dev.postflight.verify.engine;

import dev.postflight.api.Maintenance;
import dev.postflight.api.Unit;
import dev.postflight.api.VerificationPlan;
import dev.postflight.verify.track.Windows;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** When maintenance is announced, begins and ends. Used by one thread at a time. */
final class Calendar {

    private static final Duration FAR = Duration.ofMinutes(1);

    private final Windows windows;
    private final boolean empty;
    private @Nullable Maintenance current;
    private Windows.@Nullable Announcement announcement;
    private Instant looked = Instant.MIN;
    private Instant notedUntil = Instant.MIN;
    private List<String> notes = List.of();

    /**
     * Something that has come about.
     *
     * @param now when it did, in elapsed time
     * @param announced what is to be told; {@code null} when maintenance began or ended
     */
    record Change(long now, @Nullable String announced) {}

    Calendar(VerificationPlan plan) {
        windows = new Windows(plan.maintenance());
        empty = plan.maintenance().isEmpty();
    }

    Windows windows() {
        return windows;
    }

    @Nullable
    Maintenance current() {
        return current;
    }

    void begin(Instant at) {
        looked = at;
        current = windows.at(at);
        announcement = windows.announcement(at);
    }

    /** The next thing that has come about until now; {@code null} when there is no more. */
    @Nullable
    Change poll(long now, Instant at) {
        if (empty) {
            return null;
        }
        Windows.Announcement due = announcement;
        if (due != null && !due.at().isAfter(at)) {
            announcement = windows.announcement(at);
            return due.begin().isBefore(at) ? poll(now, at) : new Change(now, text(due));
        }
        Instant change = at.isBefore(looked) ? at : windows.change(looked);
        boolean went = !change.isAfter(at);
        looked = went ? change : at;
        Maintenance next = windows.at(looked);
        if (Objects.equals(next, current)) {
            return went && looked.isBefore(at) ? poll(now, at) : null;
        }
        current = next;
        return new Change(now - Duration.between(looked, at).toNanos(), null);
    }

    private static String text(Windows.Announcement coming) {
        return "maintenance " + coming.window().name() + " begins at " + coming.begin() + " and lasts "
                + Unit.SECONDS.format(coming.window().lasting().toNanos() / 1e9);
    }

    /** When to look again: the wall clock may be set, so that far times are not trusted. */
    long next(long now, Instant at, long latest) {
        if (empty) {
            return latest;
        }
        Instant next = windows.change(at);
        if (announcement != null && announcement.at().isBefore(next)) {
            next = announcement.at();
        }
        Duration left = next.isBefore(at.plus(FAR)) ? Duration.between(at, next) : FAR;
        long wake = now + Math.max(0, left.toNanos());
        return wake - latest < 0 ? wake : latest;
    }

    /** What is to be said of maintenance now and next. */
    List<String> notes(Instant at) {
        if (empty) {
            return List.of();
        }
        if (!at.isBefore(notedUntil) || at.isBefore(looked)) {
            notedUntil = windows.change(at);
            Maintenance next = windows.next(at);
            Instant begin = next == null ? null : next.next(at);
            notes = current != null
                    ? List.of("maintenance: " + current.name() + " until " + current.until(at))
                    : begin == null || next == null
                            ? List.of()
                            : List.of("next maintenance: " + next.name() + " at " + begin + " for "
                                    + Unit.SECONDS.format(next.lasting().toNanos() / 1e9));
        }
        return notes;
    }
}
