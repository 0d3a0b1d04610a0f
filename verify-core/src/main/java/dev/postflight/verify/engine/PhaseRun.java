package dev.postflight.verify.engine;

import dev.postflight.api.Finding;
import dev.postflight.api.Outcome;
import dev.postflight.api.Reason;
import dev.postflight.api.Verdict;
import dev.postflight.api.VerificationPhase;
import dev.postflight.api.VerificationPlan;
import dev.postflight.verify.decide.Decider;
import dev.postflight.verify.observe.Attempt;
import dev.postflight.verify.observe.Mailbox;
import dev.postflight.verify.observe.Observation;
import dev.postflight.verify.time.Time;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Drives the checks of one phase: a loop on the thread that calls it, which takes in what has ended, gives up what is late,
 * starts what is due, and waits for the next of these. Probes run elsewhere.
 */
final class PhaseRun {

    private static final long FIRST_BACK_OFF = Duration.ofMillis(100).toNanos();
    private static final long LONGEST_BACK_OFF = Duration.ofSeconds(5).toNanos();
    private static final long LONGEST_WAIT = Duration.ofHours(1).toNanos();
    private static final long BETWEEN_PROGRESS = Duration.ofMillis(100).toNanos();

    private final VerificationPlan plan;
    private final VerificationPhase phase;
    private final Time time;
    private final Publisher publisher;
    private final Mailbox mailbox;
    private final Lock driving = new ReentrantLock();
    private final List<CheckRun> checks;
    private final Running running;

    private boolean recurring;
    private boolean bounded;
    private long startedAt;
    private long end;
    private long nextProgress;
    private boolean news;

    /** Whether something has happened that may let a check run. */
    private boolean look;

    /** Whether a check waits for others to end, because too many run. */
    private boolean isCrowded;

    /** When the next check may be due. */
    private long nextStart;

    private volatile boolean stopped;

    PhaseRun(VerificationPlan plan, VerificationPhase phase, Time time, Publisher publisher, CheckRuns runs) {
        this.plan = plan;
        this.phase = phase;
        this.time = time;
        this.publisher = publisher;
        mailbox = new Mailbox(time);
        checks = runs.of(phase);
        running = new Running(plan);
    }

    /** Whether any check has a cadence. */
    boolean recurs() {
        for (CheckRun run : checks) {
            if (run.check.cadence() != null) {
                return true;
            }
        }
        return false;
    }

    /** Ends the loop soon; any thread may call it. */
    void stop() {
        stopped = true;
        mailbox.wake();
    }

    /** The verdict before anything was run; any thread may ask. */
    Verdict pending() {
        Instant at = time.instant();
        List<Finding> findings = new ArrayList<>(checks.size());
        for (CheckRun run : checks) {
            findings.add(run.pending(at));
        }
        return Decider.decide(plan, phase.name(), findings, at, Duration.ZERO);
    }

    /** Tries every check once, and what has not passed again until the phase's {@code within} is over. */
    Verdict once() {
        return drive(false, phase.within().toNanos());
    }

    /** Runs the checks on their cadences until the phase is over and GO, or stopped. */
    Verdict recurring() {
        return drive(true, 0);
    }

    private Verdict drive(boolean onCadence, long within) {
        driving.lock();
        mailbox.drivenBy(Thread.currentThread());
        try {
            begin(onCadence, within);
            while (!stopped) {
                takeIn();
                long now = time.nanos();
                if (isInterrupted() || bounded && now - end >= 0) {
                    cutOff(now);
                    return conclude();
                }
                giveUpLate(now);
                if (recurring && running.isEmpty() && isOver(now)) {
                    return conclude(); // what is due at the very end belongs to the next phase
                }
                if (look || now - nextStart >= 0) {
                    startDue(now);
                }
                if (!recurring && running.isEmpty() && isOver(now)) {
                    return conclude();
                }
                tell(now);
                long wait = nextWake() - time.nanos();
                if (mailbox.isEmpty() && !stopped) { // what was told while the thread waited for something else
                    time.park(wait);
                }
            }
            return decide(time.instant(), elapsed());
        } finally {
            abandonAll();
            mailbox.drivenBy(null);
            driving.unlock();
        }
    }

    /** The schedule's own thread is nobody's to interrupt: cut short, a phase that is GO would be taken for over. */
    private boolean isInterrupted() {
        if (recurring) {
            Thread.interrupted();
            return false;
        }
        return Thread.currentThread().isInterrupted();
    }

    private void begin(boolean onCadence, long within) {
        recurring = onCadence;
        bounded = within > 0;
        startedAt = time.nanos();
        end = startedAt + within;
        nextProgress = startedAt + BETWEEN_PROGRESS;
        news = true;
        look = true;
        Instant at = time.instant();
        for (CheckRun run : checks) {
            run.begin(startedAt, at);
        }
    }

    private void takeIn() {
        for (Attempt attempt = mailbox.poll(); attempt != null; attempt = mailbox.poll()) {
            CheckRun run = running.remove(attempt);
            Observation seen = attempt.observation();
            if (run != null && seen != null && !stopped) { // what ends after that was interrupted by it
                observed(run, seen);
            } else {
                look = true; // a probe that hung has come back
            }
        }
    }

    private void giveUpLate(long now) {
        for (Attempt attempt : running.late(now)) {
            CheckRun run = Objects.requireNonNull(running.remove(attempt));
            observed(run, attempt.giveUp(now));
        }
    }

    /** What runs is given up; an older finding of this run says more than that there was no time for another try. */
    private void cutOff(long now) {
        for (Attempt attempt : running.all()) {
            CheckRun run = Objects.requireNonNull(running.remove(attempt));
            Observation seen = attempt.giveUp(now);
            if (run.isNew() || seen.answered()) {
                observed(run, seen);
            } else {
                run.observer.record(seen);
                run.dropAttempt();
            }
        }
    }

    /** When the loop ends early, because the verifier is closed, what still runs means nothing any more. */
    private void abandonAll() {
        for (Attempt attempt : running.all()) {
            CheckRun run = Objects.requireNonNull(running.remove(attempt));
            run.observer.record(attempt.giveUp(time.nanos()));
        }
    }

    private void observed(CheckRun run, Observation seen) {
        long now = time.nanos();
        run.observer.record(seen);
        found(run, seen, now);
    }

    private void found(CheckRun run, Observation seen, long now) {
        run.observed(seen, now, time.instant());
        publisher.observed(run.finding(), run.newlyRefused());
        news = true;
        look |= recurring || isCrowded || run.hasDependents || run.finding().outcome() != Outcome.PASS;
        Duration cadence = recurring ? run.check.cadence() : null;
        if (cadence != null) {
            run.dueByCadence(cadence, now);
        } else {
            run.dueAt(now + run.backOff(FIRST_BACK_OFF, longestBackOff()));
        }
    }

    /** A tenth of the time that there is, so that the last try comes close to its end. */
    private long longestBackOff() {
        long most = bounded ? phase.within().toNanos() / 10 : LONGEST_BACK_OFF;
        return Math.max(FIRST_BACK_OFF, Math.min(LONGEST_BACK_OFF, most));
    }

    /** Goes over the checks until nothing changes, because one that cannot run may block others. */
    private void startDue(long now) {
        isCrowded = false;
        boolean again = true;
        while (again) {
            again = false;
            for (CheckRun run : checks) {
                run.waits(false);
                if (run.isDue(now, recurring, isRetrying())) {
                    again |= startOrExplain(run, now);
                }
            }
        }
        look = false;
        nextStart = now + LONGEST_WAIT;
        for (CheckRun run : checks) {
            long next = run.nextLook(recurring, isRetrying());
            if (next != CheckRun.NEVER && next - nextStart < 0) {
                nextStart = next;
            }
        }
    }

    /** Returns whether there is a new finding without a run. */
    private boolean startOrExplain(CheckRun run, long now) {
        if (run.observer.hangs()) {
            if (run.isNew() || run.isOverdueHang(recurring)) {
                found(run, Observation.stillHanging(run.check.timeout()), now);
            }
            return false;
        }
        CheckRun blocking = null;
        for (CheckRun dependency : run.dependencies) {
            if (dependency.isNew() || dependency.isRunning() || isAboutToRun(dependency, now)) {
                run.waits(true);
                return false;
            }
            if (blocking == null && !dependency.finding().outcome().passing()) {
                blocking = dependency;
            }
        }
        if (blocking != null) {
            run.waits(true);
            boolean change = run.blockedBy(blocking, now, time.instant());
            news |= change;
            return change;
        }
        Observation refusal = run.observer.refusal();
        if (refusal != null) {
            found(run, refusal, now);
            return true;
        }
        if (running.hasRoomFor(run.check)) {
            start(run, now);
        } else {
            run.waits(true);
            isCrowded = true;
        }
        return false;
    }

    private boolean isAboutToRun(CheckRun run, long now) {
        return run.finding().reason() != Reason.BLOCKED_BY
                && !run.observer.hangs()
                && run.isDue(now, recurring, isRetrying());
    }

    private void start(CheckRun run, long now) {
        long timeout = run.check.timeout().toNanos();
        Attempt attempt = run.observer.start(now, bounded ? Math.min(timeout, end - now) : timeout, mailbox);
        run.started(attempt);
        running.add(attempt, run);
    }

    private boolean isRetrying() {
        return recurring || bounded;
    }

    /** Nothing is running: is there anything that will be? */
    private boolean isOver(long now) {
        if (recurring) {
            Duration lasting = phase.lasting();
            boolean goesOn = lasting == null ? recurs() : now - startedAt < lasting.toNanos();
            return !goesOn && decide(time.instant(), Duration.ZERO).isGo();
        }
        if (!bounded) {
            return true;
        }
        boolean all = true;
        boolean more = false;
        for (CheckRun run : checks) {
            all &= run.finding().outcome().passing();
            long next = run.nextLook(false, true);
            more |= next != CheckRun.NEVER && next - end < 0 || run.observer.hangs();
        }
        return !more || all && decide(time.instant(), Duration.ZERO).isGo();
    }

    private long nextWake() {
        long wake = running.nextDeadline(time.nanos() + LONGEST_WAIT);
        if (bounded && end - wake < 0) {
            wake = end;
        }
        if (news && nextProgress - wake < 0) {
            wake = nextProgress;
        }
        if (nextStart - wake < 0) {
            wake = nextStart;
        }
        Duration lasting = recurring ? phase.lasting() : null;
        long over = lasting == null ? wake : startedAt + lasting.toNanos();
        return over - wake < 0 && over - time.nanos() > 0 ? over : wake;
    }

    /** What is known so far: when nothing runs it is a verdict, else progress, told now and then. */
    private void tell(long now) {
        if (!news) {
            return;
        }
        boolean due = now - nextProgress >= 0;
        if (recurring && (running.isEmpty() || due && isSeen())) {
            nextProgress = due ? now + BETWEEN_PROGRESS : nextProgress;
            publisher.verdict(Snapshot.ageing(decide(time.instant(), elapsed()), checks), false);
        } else if (due) {
            nextProgress = now + BETWEEN_PROGRESS;
            Verdict soFar = decide(time.instant(), elapsed());
            publisher.progress(recurring ? Snapshot.ageing(soFar, checks) : Snapshot.lasting(soFar));
        } else {
            return;
        }
        news = false;
    }

    /** Whether no check is new: then it is a verdict, even if some check or other is always running. */
    private boolean isSeen() {
        for (CheckRun run : checks) {
            if (run.isNew()) {
                return false;
            }
        }
        return true;
    }

    private Verdict conclude() {
        Verdict verdict = decide(time.instant(), elapsed());
        publisher.verdict(Snapshot.lasting(verdict), !recurring);
        return verdict;
    }

    private Duration elapsed() {
        return Duration.ofNanos(time.nanos() - startedAt);
    }

    private Verdict decide(Instant at, Duration took) {
        List<Finding> findings = new ArrayList<>(checks.size());
        for (CheckRun run : checks) {
            findings.add(run.finding());
        }
        return Decider.decide(plan, phase.name(), findings, at, took);
    }
}
