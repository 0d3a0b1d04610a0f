package dev.postflight.verify.engine;

import dev.postflight.api.Verdict;
import dev.postflight.verify.observe.CallerContext;
import dev.postflight.verify.observe.Mailbox;
import dev.postflight.verify.observe.Observation;
import dev.postflight.verify.time.Time;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Drives one phase: a loop on the thread that calls it, round by round, with a wait for the next thing to do between them. Or
 * step by step, by what was recorded.
 */
final class PhaseRun {

    private final Time time;
    private final Publisher publisher;
    private final Mailbox mailbox;
    private final Moment moment;
    private final Rounds rounds;
    private final Instant madeAt;
    private final Wheel wheel;

    /** The checks as the plan wants them; any thread may write it. */
    private volatile Roster wanted;

    private volatile Roster taken; // of the thread that drives

    /** The wheel is that of all phases of a plan: they share probes, and what may run at once. */
    PhaseRun(
            Roster roster,
            Wheel wheel,
            Time time,
            Publisher publisher,
            WatchState watch,
            boolean inPlace,
            boolean recorded) {
        this.wheel = wheel;
        this.time = time;
        this.publisher = publisher;
        taken = roster;
        wanted = roster;
        mailbox = new Mailbox(time);
        madeAt = time.instant();
        moment = new Moment(time);
        rounds = new Rounds(roster, moment, mailbox, publisher, watch, inPlace, recorded);
    }

    boolean recurs() {
        return wanted.recurs();
    }

    /** Ends the loop soon; any thread may. */
    void stop() {
        rounds.stop();
        mailbox.wake();
    }

    /** The verdict before anything was run; any thread may ask. */
    Snapshot pending() {
        return Telling.pending(wanted, madeAt);
    }

    /** Goes on with other checks, now if it is being driven; any thread may call it. */
    void change(Roster next) {
        wanted = next;
        mailbox.wake();
        takeChangeIfIdle();
    }

    @SuppressWarnings("ReferenceEquality") // a roster is another one each time
    private boolean isChanged() {
        return wanted != taken;
    }

    private void takeChange() {
        if (isChanged()) {
            Roster next = wanted;
            taken = next;
            rounds.change(next);
        }
    }

    /** What was found before holds on for the checks that stay, even if nobody drives. */
    private void takeChangeIfIdle() {
        while (isChanged() && wheel.takeIfFree()) {
            try {
                rounds.look();
                takeChange();
                Roster roster = rounds.roster();
                Snapshot latest = publisher.snapshot();
                if (latest != null
                        && latest.roster().phase().name().equals(roster.phase().name())) {
                    rounds.telling().changed(roster);
                }
            } finally {
                wheel.leave();
            }
        }
    }

    /**
     * Tries every check once, and what has not passed again until the phase's {@code within} is over; for a caller. While the
     * schedule watches over this phase or another, it is that one's verdict.
     */
    Verdict once(CallerContext caller) {
        return wheel.takeUnlessWatched() ? drive(false, caller) : publisher.latest(this);
    }

    /** Runs the checks on their cadences until the phase is over, or stopped. Returns what becomes of the plan. */
    WatchState.Course recurring() {
        wheel.takeToWatch();
        drive(true, CallerContext.none());
        return rounds.course();
    }

    private Verdict drive(boolean onCadence, CallerContext caller) {
        Verdict verdict = null;
        mailbox.drivenBy(Thread.currentThread());
        try {
            begin(onCadence, caller);
            while (verdict == null) {
                verdict = round();
                if (verdict == null) {
                    await();
                }
            }
        } finally {
            leave();
        }
        takeChangeIfIdle();
        return verdict;
    }

    private void begin(boolean onCadence, CallerContext caller) {
        rounds.look();
        takeChange();
        rounds.begin(onCadence, caller);
    }

    /** The verdict when there is nothing more to do. */
    private @Nullable Verdict round() {
        if (rounds.isStopped()) {
            return rounds.telling().decide(rounds.roster());
        }
        takeChange();
        Verdict verdict = rounds.next();
        if (verdict == null && rounds.tell()) {
            wheel.told();
        }
        return verdict;
    }

    private void await() {
        long wake = rounds.wake();
        rounds.telling().waits(true);
        if (mailbox.isEmpty()
                && !rounds.isStopped()
                && !isChanged()) { // or it was told while it waited for something else
            time.park(wake - time.nanos());
        }
        rounds.telling().waits(false);
        rounds.look();
    }

    private void leave() {
        rounds.leave();
        mailbox.drivenBy(null);
        wheel.leave();
    }

    Roster roster() {
        return rounds.roster();
    }

    /** Begins to watch over the phase, step by step, by what was recorded. */
    void open() {
        wheel.takeToWatch();
        begin(true, CallerContext.none());
    }

    /** Takes in what was recorded of a check. */
    void recorded(CheckRun run, Observation seen) {
        rounds.look();
        rounds.recorded(run, seen);
    }

    /** When there is something to do without anything new. */
    long wake() {
        return rounds.wake();
    }

    /** Sees what follows from it that time has gone by. Returns what becomes of the plan. */
    WatchState.Course step() {
        rounds.look();
        if (round() != null) {
            leave();
        }
        return rounds.course();
    }
}
