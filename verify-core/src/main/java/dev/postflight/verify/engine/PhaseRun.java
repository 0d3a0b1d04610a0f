package dev.postflight.verify.engine;

import dev.postflight.api.Outcome;
import dev.postflight.api.Verdict;
import dev.postflight.verify.observe.Attempt;
import dev.postflight.verify.observe.CallerContext;
import dev.postflight.verify.observe.Mailbox;
import dev.postflight.verify.observe.Observation;
import dev.postflight.verify.time.Time;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Drives the checks of one phase: a loop on the thread that calls it, which takes in what has ended, gives up what is late,
 * starts what is due, and waits for the next of these. Probes run elsewhere, or if they are to, right here.
 */
final class PhaseRun implements Predicate<CheckRun> {

    private static final long LONGEST_WAIT = Duration.ofHours(1).toNanos();

    private final Time time;
    private final Publisher publisher;
    private final boolean inPlace;
    private final Mailbox mailbox;
    private final Moment moment;
    private final Telling telling;
    private final Instant madeAt;
    private final Wheel wheel;

    /** The checks as the plan wants them; any thread may write it. */
    private volatile Roster wanted;

    private volatile boolean stopped;

    // of the thread that drives
    private final Agenda agenda = new Agenda();
    private final Running running = new Running();
    private volatile Roster taken;
    private Roster roster;
    private CallerContext context = CallerContext.none();
    private boolean recurring;
    private boolean bounded;
    private long startedAt;
    private long end;
    /** Whether there is no time for the checks that wait. */
    private boolean cutShort;

    /** Whether something has happened that may let a check run that waits. */
    private boolean look;

    /** The wheel is that of all phases of a plan: they share probes, and what may run at once. */
    PhaseRun(Roster roster, Wheel wheel, Time time, Publisher publisher, boolean inPlace) {
        this.wheel = wheel;
        this.time = time;
        this.publisher = publisher;
        this.inPlace = inPlace;
        this.roster = roster;
        taken = roster;
        wanted = roster;
        mailbox = new Mailbox(time);
        madeAt = time.instant();
        moment = new Moment(time);
        telling = new Telling(publisher, moment);
        running.open(roster.plan(), roster.checks());
    }

    boolean recurs() {
        return wanted.recurs();
    }

    /** Ends the loop soon; any thread may. */
    void stop() {
        stopped = true;
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

    /** What was found before holds on for the checks that stay, even if nobody drives. */
    private void takeChangeIfIdle() {
        while (isChanged() && wheel.takeIfFree()) {
            try {
                look();
                takeChange();
                Snapshot latest = publisher.snapshot();
                if (latest != null
                        && latest.roster().phase().name().equals(roster.phase().name())) {
                    telling.changed(roster);
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

    /** Runs the checks on their cadences until the phase is over and GO, or stopped. */
    Verdict recurring() {
        wheel.takeToWatch();
        return drive(true, CallerContext.none());
    }

    private Verdict drive(boolean onCadence, CallerContext caller) {
        Verdict verdict = null;
        context = caller;
        mailbox.drivenBy(Thread.currentThread());
        try {
            begin(onCadence);
            while (verdict == null) {
                verdict = round();
            }
        } finally {
            for (CheckRun run : running.all()) { // it is closed, and what still runs means nothing any more
                giveUp(run);
            }
            mailbox.drivenBy(null);
            context = CallerContext.none(); // which may be large, and is the caller's
            wheel.leave();
        }
        takeChangeIfIdle();
        return verdict;
    }

    private void begin(boolean onCadence) {
        look();
        takeChange();
        recurring = onCadence;
        Duration within = roster.phase().within();
        bounded = !onCadence && !within.isZero();
        startedAt = moment.now();
        end = bounded ? moment.now() + within.toNanos() : moment.now();
        telling.begin(onCadence);
        look = true;
        for (CheckRun run : roster.checks()) {
            run.begin(moment);
        }
        agenda.begin(roster.checks());
    }

    /** What there is to do now, and the wait for more; the verdict when there is no more. */
    private @Nullable Verdict round() {
        if (stopped) {
            return telling.decide(roster);
        }
        takeChange();
        takeIn();
        if (isInterrupted() || bounded && moment.now() - end >= 0) {
            cutOff();
            return telling.conclude(roster);
        }
        for (CheckRun run : running.late(moment.now())) {
            observed(run, ended(run));
        }
        if (recurring && running.isEmpty() && isOver()) {
            return telling.conclude(roster); // what is due at the very end belongs to the next phase
        }
        startDue();
        if (!recurring && running.isEmpty() && isOver()) {
            return telling.conclude(roster);
        }
        if (telling.tell(roster, running.isEmpty())) {
            wheel.told();
        }
        await();
        return null;
    }

    /** The schedule's own thread is nobody's to interrupt: cut short, a phase that is GO would be taken for over. */
    private boolean isInterrupted() {
        if (recurring) {
            Thread.interrupted();
            return false;
        }
        return Thread.currentThread().isInterrupted();
    }

    private void look() {
        moment.look();
        cutShort = false;
    }

    /** Those checks go on that are as they were before; the others begin, and those end that are gone. */
    private void takeChange() {
        if (!isChanged()) {
            return;
        }
        Roster next = wanted;
        taken = next;
        Set<CheckRun> before = new HashSet<>(roster.checks());
        roster = roster.changedTo(next);
        Set<CheckRun> after = new HashSet<>(roster.checks());
        for (CheckRun run : running.all()) {
            if (!after.contains(run)) {
                giveUp(run);
            }
        }
        agenda.retain(after);
        List<CheckRun> fresh = new ArrayList<>(roster.checks());
        fresh.removeAll(before);
        for (CheckRun run : fresh) {
            run.begin(moment);
            if (run.observer.hangs()) { // it was given up just now, and gets a moment to come back
                run.dueByBackOff(moment.now(), null);
            }
            agenda.addLater(run);
        }
        running.open(roster.plan(), roster.checks());
        telling.news();
        look = true;
    }

    private void takeIn() {
        for (Attempt attempt = mailbox.poll(); attempt != null; attempt = mailbox.poll()) {
            CheckRun run = (CheckRun) attempt.owner();
            Observation seen = attempt.observation();
            look = true; // there may be room, or a probe that hung has come back
            if (run.attempt() == attempt) {
                running.remove(run);
                if (seen != null && !stopped) { // what ends after that was interrupted by it
                    observed(run, seen);
                } else {
                    run.dropAttempt();
                }
            }
        }
    }

    /** What runs is given up; an older finding of this run says more than that there was no time for another try. */
    private void cutOff() {
        for (CheckRun run : running.all()) {
            Observation seen = ended(run);
            if (run.isNew() || seen.answered()) {
                observed(run, seen);
            } else {
                run.observer.record(seen);
                run.dropAttempt();
            }
        }
    }

    private void giveUp(CheckRun run) {
        run.observer.record(ended(run));
        run.dropAttempt();
    }

    private Observation ended(CheckRun run) {
        running.remove(run);
        return Objects.requireNonNull(run.attempt()).giveUp(moment.now());
    }

    private void observed(CheckRun run, Observation seen) {
        run.observer.record(seen);
        found(run, seen);
    }

    private void found(CheckRun run, Observation seen) {
        run.observed(seen, moment);
        publisher.observed(run.finding());
        telling.news();
        look = true;
        Duration cadence = recurring ? run.check.cadence() : null;
        if (cadence != null) {
            run.dueByCadence(cadence, moment.now());
            agenda.addLater(run);
        } else if ((recurring || bounded) && run.outcome() != Outcome.PASS) {
            run.dueByBackOff(moment.now(), bounded ? roster.phase().within() : null);
            agenda.addLater(run);
        }
    }

    /** Goes over the checks that wait until nothing changes, because one that cannot run may block others. */
    private void startDue() {
        look |= agenda.bringUp(moment.now());
        while (look && !cutShort && agenda.isAnyWaiting()) {
            look = false;
            agenda.review(this);
        }
        look = false;
    }

    /** Starts a check, or says why it cannot run, or that it has to wait on. */
    @Override
    public boolean test(CheckRun run) {
        if (cutShort || bounded && moment.now() - end >= 0) {
            return true;
        }
        if (run.observer.hangs()) {
            if (run.isKnownToHang(recurring)) {
                return true;
            }
            found(run, Observation.stillHanging(run.check.timeout()));
            return false;
        }
        if (!run.isReady()) {
            return true;
        }
        CheckRun blocking = run.blocking();
        if (blocking != null) {
            boolean change = run.blockedBy(blocking, moment);
            if (change) {
                telling.news();
                look = true;
            }
            return true;
        }
        if (!running.hasRoomFor(run)) {
            return true;
        }
        Observation refusal = run.observer.refusal(); // last, as it may be the only permit of a circuit half open
        if (refusal != null) {
            found(run, refusal);
            return false;
        }
        start(run);
        return false;
    }

    private void start(CheckRun run) {
        Duration timeout = run.check.timeout();
        if (bounded && end - moment.now() < timeout.toNanos()) {
            timeout = Duration.ofNanos(end - moment.now());
        }
        if (inPlace && run.observer.answersAtOnce()) {
            run.tried();
            Observation seen = run.observer.ask(moment.now(), timeout);
            if (moment.passed(seen.tookNanos())) {
                cutShort = stopped || isInterrupted();
            }
            observed(run, seen);
        } else {
            run.started(run.observer.start(moment.now(), timeout.toNanos(), mailbox, run, context));
            running.add(run);
        }
    }

    /** Nothing is running: is there anything that will be? */
    private boolean isOver() {
        if (recurring) {
            Duration lasting = roster.phase().lasting();
            boolean goesOn = lasting == null ? roster.recurs() : moment.now() - startedAt < lasting.toNanos();
            return !goesOn && telling.decide(roster).isGo();
        }
        if (!bounded) {
            return true;
        }
        boolean all = true;
        boolean hangs = false;
        for (CheckRun run : roster.checks()) {
            all &= run.outcome().passing();
            hangs |= run.observer.hangs();
        }
        boolean more = hangs || end - agenda.next(end) > 0;
        return !more || all && telling.decide(roster).isGo();
    }

    private void await() {
        long wake = agenda.next(running.nextDeadline(moment.now() + LONGEST_WAIT));
        wake = bounded ? Moment.earlier(end, wake) : wake;
        Duration lasting = recurring ? roster.phase().lasting() : null;
        if (lasting != null && startedAt + lasting.toNanos() - moment.now() > 0) {
            wake = Moment.earlier(startedAt + lasting.toNanos(), wake);
        }
        wake = telling.next(wake);
        telling.waits(true);
        if (mailbox.isEmpty() && !stopped && !isChanged()) { // or it was told while it waited for something else
            time.park(wake - time.nanos());
        }
        telling.waits(false);
        look();
    }
}
