package dev.postflight.verify.engine;

import dev.postflight.api.Check;
import dev.postflight.api.Explanation;
import dev.postflight.api.Finding;
import dev.postflight.api.Outcome;
import dev.postflight.api.Reason;
import dev.postflight.verify.decide.Judge;
import dev.postflight.verify.decide.Judgement;
import dev.postflight.verify.observe.Attempt;
import dev.postflight.verify.observe.Observation;
import dev.postflight.verify.observe.Observer;
import dev.postflight.verify.track.Streak;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One check of a phase: when it is due, whether it may run, and what was found. Used by the thread that drives the phase. */
final class CheckRun {

    /** Longer than anything. */
    static final long NEVER = Long.MAX_VALUE;

    private static final Judgement NOT_YET_RUN =
            Judgement.without(Outcome.PENDING, Reason.NOT_YET_RUN, "not run yet", "");

    final Check check;
    final Observer observer;
    CheckRun[] dependencies = {};
    boolean hasDependents;

    private final Judge judge;
    private final Streak streak;
    /** How much later than its first run a whole number of cadences ago it runs, so that a fleet does not knock in step. */
    private final long jitter;

    private Judgement last = NOT_YET_RUN;
    private Finding finding;
    private @Nullable Attempt attempt;
    private int attempts;
    private long due;
    private boolean jittered;
    private long backOff;
    private long observedAt;
    private boolean waits;
    private long refused;

    CheckRun(Check check, Observer observer, Streak streak, long jitter) {
        this.check = check;
        this.jitter = jitter;
        this.observer = observer;
        this.streak = streak;
        judge = new Judge(check);
        finding = pending(Instant.EPOCH);
    }

    /** Forgets the last run of the phase, but not what lasts longer: streaks, holding times, the circuit breaker. */
    void begin(long now, Instant at) {
        judge.beginPhase(now);
        last = NOT_YET_RUN;
        finding = pending(at);
        attempt = null;
        attempts = 0;
        due = now;
        jittered = false;
        backOff = 0;
        observedAt = now;
        waits = false;
    }

    Finding finding() {
        return finding;
    }

    /** The finding before anything was run; any thread may ask. */
    Finding pending(Instant at) {
        return finding(NOT_YET_RUN, NOT_YET_RUN.explanation(), at, at, Duration.ZERO, 0);
    }

    boolean isRunning() {
        return attempt != null;
    }

    /** Not seen yet in this run of the phase, not even to be blocked or spared. */
    boolean isNew() {
        return finding.reason() == Reason.NOT_YET_RUN;
    }

    boolean isDue(long now, boolean recurring, boolean retrying) {
        return !isRunning() && now - due >= 0 && mayRunAgain(recurring, retrying);
    }

    /** A check that was run and has no cadence is only run again if that can help. */
    boolean mayRunAgain(boolean recurring, boolean retrying) {
        return isNew()
                || finding.reason() == Reason.BLOCKED_BY
                || recurring && check.cadence() != null
                || retrying && finding.outcome() != Outcome.PASS;
    }

    /** When to look at this check again; {@link #NEVER} when something else has to happen first. */
    long nextLook(boolean recurring, boolean retrying) {
        boolean timed = !isRunning() && !waits && !observer.hangs() && mayRunAgain(recurring, retrying);
        return timed || isOverdueHang(recurring) ? due : NEVER;
    }

    /** A probe that hangs on is told anew with each cadence, so that its timeout does not grow old. */
    boolean isOverdueHang(boolean recurring) {
        return recurring && check.cadence() != null && !isRunning() && observer.hangs();
    }

    /** Says whether it waits for others, whatever the time is. */
    void waits(boolean whether) {
        waits = whether;
    }

    void dueAt(long next) {
        due = next;
    }

    /** The next time of its cadence; times that were missed are not caught up. */
    void dueByCadence(Duration cadence, long now) {
        long step = cadence.toNanos();
        if (!jittered) {
            jittered = true;
            due += jitter;
        }
        due += now - due < 0 ? step : ((now - due) / step + 1) * step;
    }

    /** A time that doubles with every call, up to a limit. */
    long backOff(long first, long most) {
        backOff = backOff == 0 ? first : Math.min(most, backOff * 2);
        return backOff;
    }

    long observedAt() {
        return observedAt;
    }

    /** How old a good observation may be: two cadences and the time that a run may take. */
    long freshFor() {
        Duration cadence = check.cadence();
        return cadence == null
                ? NEVER
                : cadence.multipliedBy(2).plus(check.timeout()).toNanos();
    }

    void started(Attempt next) {
        attempt = next;
        attempts++;
    }

    @Nullable
    Attempt attempt() {
        return attempt;
    }

    /** The attempt is given up without a finding, because there is an older one that says more. */
    void dropAttempt() {
        attempt = null;
        finding = finding(last, finding.explanation(), finding.at(), finding.since(), finding.took(), attempts);
    }

    /** A finding from an observation. */
    void observed(Observation seen, long now, Instant at) {
        attempt = null;
        observedAt = now;
        Judgement judgement = judge.judge(seen, now);
        Explanation explanation = judgement.explanation();
        if (observer.hangs()) {
            explanation = Explanation.of(explanation.seen(), explanation.cause() + "; " + observer.howItHangs());
        }
        settle(judgement, explanation, at, Duration.ofNanos(Math.max(0, seen.tookNanos())));
    }

    /** How many figures could not be recorded since this was asked last. */
    long newlyRefused() {
        long all = judge.refused();
        long more = all - refused;
        refused = all;
        return more;
    }

    /** It cannot run, because of another check. Returns whether that is news. */
    boolean blockedBy(CheckRun other, long now, Instant at) {
        String cause = "it depends on " + other.check.name() + ", which did not pass";
        boolean news = finding.reason() != Reason.BLOCKED_BY || !cause.equals(finding.cause());
        observedAt = now;
        if (news) {
            Judgement judgement = Judgement.without(Outcome.SKIPPED, Reason.BLOCKED_BY, "not run", cause);
            settle(judgement, judgement.explanation(), at, Duration.ZERO);
        }
        return news;
    }

    private void settle(Judgement judgement, Explanation explanation, Instant at, Duration took) {
        last = judgement;
        streak.add(judgement.outcome(), at);
        finding = finding(judgement, explanation, at, streak.since(), took, attempts);
    }

    private Finding finding(
            Judgement judgement, Explanation explanation, Instant at, Instant since, Duration took, int tries) {
        return new Finding(
                check.name(),
                check.component(),
                check.isCritical(),
                check.weight(),
                judgement.outcome(),
                judgement.reason(),
                judgement.severity(),
                judgement.ignored(),
                judge.wanted(),
                explanation,
                judgement.measurements(),
                at,
                since,
                took,
                tries,
                streak.failures(),
                streak.failures() >= check.after());
    }
}
