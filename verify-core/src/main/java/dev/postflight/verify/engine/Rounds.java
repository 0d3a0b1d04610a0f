package dev.postflight.verify.engine;

import dev.postflight.api.Outcome;
import dev.postflight.api.Verdict;
import dev.postflight.verify.observe.Attempt;
import dev.postflight.verify.observe.CallerContext;
import dev.postflight.verify.observe.Mailbox;
import dev.postflight.verify.observe.Observation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What happens to the checks of a phase from one moment to the next: takes in what has ended, gives up what is late, starts what
 * is due, and tells. Used by the thread that drives the phase. Probes run elsewhere, or if they are to, right here.
 */
final class Rounds implements Predicate<CheckRun> {

    private static final long LONGEST_WAIT = Duration.ofHours(1).toNanos();

    private final Publisher publisher;
    private final boolean inPlace;
    private final Mailbox mailbox;
    private final Moment moment;
    private final Telling telling;
    private final WatchState watch;
    /** Whether observations come from a recording: then no check is run. */
    private final boolean recorded;

    private final Agenda agenda = new Agenda();
    private final Running running = new Running();
    private Roster roster;
    private CallerContext context = CallerContext.none();
    private boolean recurring;
    private boolean bounded;
    private long end;
    private WatchState.Course course = WatchState.Course.GOES_ON;
    /** Whether there is no time for the checks that wait. */
    private boolean cutShort;

    /** Whether something has happened that may let a check run that waits. */
    private boolean look;

    /** Any thread may write it. */
    private volatile boolean stopped;

    Rounds(
            Roster roster,
            Moment moment,
            Mailbox mailbox,
            Publisher publisher,
            WatchState watch,
            boolean inPlace,
            boolean recorded) {
        this.roster = roster;
        this.moment = moment;
        this.mailbox = mailbox;
        this.publisher = publisher;
        this.watch = watch;
        this.inPlace = inPlace;
        this.recorded = recorded;
        telling = new Telling(publisher, moment, watch, recorded);
        running.open(roster.plan(), roster.checks());
    }

    Roster roster() {
        return roster;
    }

    Telling telling() {
        return telling;
    }

    /** What becomes of the plan, as of the last round. */
    WatchState.Course course() {
        return course;
    }

    void stop() {
        stopped = true;
    }

    boolean isStopped() {
        return stopped;
    }

    void begin(boolean onCadence, CallerContext caller) {
        context = caller;
        recurring = onCadence;
        Duration within = roster.phase().within();
        bounded = !onCadence && !within.isZero();
        end = bounded ? moment.now() + within.toNanos() : moment.now();
        course = WatchState.Course.GOES_ON;
        telling.begin(onCadence);
        look = true;
        List<CheckRun> later = new ArrayList<>(0);
        for (CheckRun run : roster.checks()) {
            if (!run.begin(moment, onCadence)) {
                later.add(run);
            }
        }
        agenda.begin(roster.checks(), later, !recorded);
        if (onCadence) {
            watch.begin(roster, moment, mailbox);
        }
    }

    /** What there is to do now; the verdict when there is no more. */
    @Nullable
    Verdict next() {
        if (recurring) {
            watch.advance(moment);
        }
        takeIn();
        if (isInterrupted() || bounded && moment.now() - end >= 0) {
            cutOff();
            return telling.conclude(roster);
        }
        for (CheckRun run : running.late(moment.now())) {
            observed(run, ended(run));
        }
        if (recurring && running.isEmpty() && isOver()) {
            return ended(); // what is due at the very end belongs to the next phase
        }
        startDue();
        if (!running.isEmpty() || !isOver()) {
            return null;
        }
        return recurring ? ended() : telling.conclude(roster);
    }

    /** Tells what is known so far, if it is time. Returns whether it is the first verdict. */
    boolean tell() {
        return telling.tell(roster, running.isEmpty());
    }

    private Verdict ended() {
        Verdict verdict = telling.conclude(roster);
        watch.end(verdict);
        return verdict;
    }

    /** Nobody drives any more. */
    void leave() {
        for (CheckRun run : running.all()) { // it is closed, and what still runs means nothing any more
            giveUp(run);
        }
        context = CallerContext.none(); // which may be large, and is the caller's
    }

    /** The schedule's own thread is nobody's to interrupt: cut short, a phase that is GO would be taken for over. */
    private boolean isInterrupted() {
        if (recurring) {
            Thread.interrupted();
            return false;
        }
        return Thread.currentThread().isInterrupted();
    }

    void look() {
        moment.look();
        cutShort = false;
    }

    /** Those checks go on that are as they were before; the others begin, and those end that are gone. */
    void change(Roster next) {
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
            boolean atOnce = run.begin(moment, recurring);
            if (atOnce && run.observer.hangs()) { // it was given up just now, and gets a moment to come back
                run.due.byBackOff(moment.now(), null);
            }
            agenda.addLater(run);
        }
        if (recurring) {
            watch.change(roster);
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
        run.observed(seen, moment, recurring ? watch : null);
        publisher.observed(run.finding());
        telling.news();
        look = true;
        if (recurring && run.recurs()) {
            run.due.byCadence(moment);
            agenda.addLater(run);
        } else if (recurring ? !run.outcome().passing() : bounded && run.outcome() != Outcome.PASS) {
            run.due.byBackOff(moment.now(), bounded ? roster.phase().within() : null);
            agenda.addLater(run);
        }
    }

    /** Takes in what was recorded of a check. */
    void recorded(CheckRun run, Observation seen) {
        watch.advance(moment);
        boolean passed = run.outcome().passing();
        found(run, seen);
        if (run.outcome().passing() == passed) {
            return;
        }
        for (CheckRun other : roster.checks()) {
            CheckRun blocking = other.blocking();
            if (blocking != null) {
                blocked(other, blocking);
            }
        }
    }

    private void blocked(CheckRun run, CheckRun blocking) {
        if (run.blockedBy(blocking, moment)) {
            telling.news();
            look = true;
            if (recurring) {
                watch.blocked(run, moment);
            }
        }
    }

    /** Goes over the checks that wait until nothing changes, because one that cannot run may block others. */
    private void startDue() {
        look |= agenda.bringUp(moment);
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
            blocked(run, blocking);
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
            course = watch.mayBeOver() ? watch.course(telling.decide(roster)) : WatchState.Course.GOES_ON;
            return course != WatchState.Course.GOES_ON;
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

    /** When there is something to do if nothing happens. */
    long wake() {
        long wake = agenda.next(running.nextDeadline(moment.now() + LONGEST_WAIT));
        wake = bounded ? Moment.earlier(end, wake) : wake;
        wake = recurring ? watch.nextEnd(watch.next(wake)) : wake;
        return telling.next(wake);
    }
}
