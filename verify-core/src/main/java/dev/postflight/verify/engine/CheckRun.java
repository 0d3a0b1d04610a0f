package dev.postflight.verify.engine;

import dev.postflight.api.Check;
import dev.postflight.api.Explanation;
import dev.postflight.api.Finding;
import dev.postflight.api.Outcome;
import dev.postflight.api.Reason;
import dev.postflight.api.Severity;
import dev.postflight.api.VerificationPlan;
import dev.postflight.verify.decide.Judge;
import dev.postflight.verify.decide.Judgement;
import dev.postflight.verify.decide.Staleness;
import dev.postflight.verify.observe.Attempt;
import dev.postflight.verify.observe.Observation;
import dev.postflight.verify.observe.Observer;
import dev.postflight.verify.track.CheckAlerts;
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
    private static final Judgement NOT_DUE =
            Judgement.without(Outcome.PENDING, Reason.NOT_DUE, "not due yet", "its time has not come yet");

    private static final Budget NO_ROOM = new Budget(0);

    final Check check;
    final Observer observer;
    final DueTime due;

    /** Of its component; set by {@link Running#open}. */
    Budget budget = NO_ROOM;

    /** Where it is among those that run; of {@link Running}. */
    int place;

    private final Judge judge;
    private final Streak streak;
    private final @Nullable CheckMeter meter;
    private final long freshFor;

    private int index;
    private CheckRun[] dependencies = {};
    private @Nullable Finding finding; // none while it is new
    private @Nullable Attempt attempt;
    private int attempts;
    private long observedAt;
    private Instant begunAt = Instant.EPOCH;
    private long begun;
    private boolean waits;
    private long refused;
    private @Nullable CheckAlerts alerts; // comes to life when the phase is watched over
    private long answeredAt;
    private boolean answered;
    private int passes;
    private int warned;

    CheckRun(Check check, Observer observer, Streak streak, @Nullable CheckMeter meter, long jitter) {
        this.check = check;
        this.observer = observer;
        this.streak = streak;
        this.meter = meter;
        due = new DueTime(check.cadence(), jitter);
        judge = new Judge(check);
        freshFor = Judge.longestGap(check);
    }

    /** Says where it is in the phase, and which others it depends on. */
    void link(int order, CheckRun[] others) {
        index = order;
        dependencies = others;
    }

    int index() {
        return index;
    }

    /**
     * Forgets the last run of the phase, but not what lasts longer: streaks, holding times, the circuit breaker. Returns whether
     * it is to be run at once.
     */
    boolean begin(Moment moment, boolean onCadence) {
        judge.beginPhase(moment.now());
        finding = null;
        attempt = null;
        attempts = 0;
        observedAt = moment.now();
        begunAt = moment.at();
        begun = moment.now();
        answered = true; // holding times go on from the phase before, but not over a long silence
        answeredAt = moment.now();
        passes = 0;
        warned = 0;
        waits = due.begin(moment, onCadence);
        return waits;
    }

    /** Whether it is run again and again. */
    boolean recurs() {
        return due.recurs();
    }

    Finding finding() {
        Finding present = finding;
        return present == null ? pending(begunAt) : present;
    }

    /** The finding as it must be taken now: without a fresh look, what passed does not pass any more. */
    Finding finding(long now, Instant at) {
        long age = now - observedAt;
        Finding present = finding();
        return age > freshFor ? Staleness.of(present, at, Duration.ofNanos(age)) : present;
    }

    /** The finding before anything was run; any thread may ask. */
    Finding pending(Instant at) {
        Streak.State since =
                new Streak.State(Outcome.PENDING, at, streak.state().failures());
        Judgement none = due.isPutOff() ? NOT_DUE : NOT_YET_RUN;
        return finding(none, none.explanation(), at, since, Duration.ZERO, 0);
    }

    Outcome outcome() {
        Finding present = finding;
        return present == null ? Outcome.PENDING : present.outcome();
    }

    boolean isRunning() {
        return attempt != null;
    }

    /** Not seen yet in this run of the phase, not even to be blocked or spared. */
    boolean isNew() {
        return finding == null;
    }

    /** Whether it needs not be told that its probe hangs: with each cadence anew, so that the timeout does not grow old. */
    boolean isKnownToHang(boolean recurring) {
        return !isNew() && !(recurring && recurs());
    }

    /** Whether it is to be run as soon as it can. */
    boolean isAboutToRun() {
        return waits && !isBlocked() && !observer.hangs();
    }

    private boolean isBlocked() {
        Finding present = finding;
        return present != null && present.reason() == Reason.BLOCKED_BY;
    }

    /** Whether anything is known of the checks that it depends on, and none of them is being run, or is about to be. */
    boolean isReady() {
        for (CheckRun dependency : dependencies) {
            if (dependency.isNew() || dependency.isRunning() || dependency.isAboutToRun()) {
                return false;
            }
        }
        return true;
    }

    /** The first check that keeps this one from being run. */
    @Nullable
    CheckRun blocking() {
        for (CheckRun dependency : dependencies) {
            if (!dependency.outcome().passing()) {
                return dependency;
            }
        }
        return null;
    }

    /** Says whether its time has come, and it waits for something else. */
    void waits(boolean whether) {
        waits = whether;
    }

    /** When it is to be run next, unless it waits. */
    long due() {
        return due.at();
    }

    long observedAt() {
        return observedAt;
    }

    /** How old a good observation may be: two cadences and the time that a run may take. */
    long freshFor() {
        return freshFor;
    }

    /** A run without an attempt, on the thread that drives the phase. */
    void tried() {
        attempts++;
    }

    void started(Attempt next) {
        attempt = next;
        attempts++;
    }

    @Nullable
    Attempt attempt() {
        return attempt;
    }

    /** The attempt is given up without a finding: if there is an older one, that says more. */
    void dropAttempt() {
        Finding old = finding;
        attempt = null;
        if (old != null) {
            Judgement same = new Judgement(
                    old.outcome(), old.reason(), old.severity(), old.ignored(), old.explanation(), old.measurements());
            finding = finding(same, old.explanation(), old.at(), streak.state(), old.took(), attempts);
        }
    }

    /** Its levels, and their alerts. */
    CheckAlerts alerts(VerificationPlan plan) {
        CheckAlerts present = alerts;
        if (present == null) {
            present = new CheckAlerts(plan, check, judge.judged());
            alerts = present;
        }
        return present;
    }

    /** How many times in a row it has passed in this run of the phase. */
    int passes() {
        return passes;
    }

    /** How many of these passes came with a warning. */
    int warned() {
        return warned;
    }

    /** A finding from an observation. */
    void observed(Observation seen, Moment moment, @Nullable WatchState watch) {
        attempt = null;
        observedAt = moment.now();
        boolean gap = freshFor != NEVER && answered && moment.now() - answeredAt > freshFor;
        if (gap) {
            judge.forgetPending();
            count(Outcome.UNKNOWN);
        }
        if (seen.answered()) {
            answered = true;
            answeredAt = moment.now();
        }
        Judgement judgement = waiting(judge.judge(seen, moment.now()), moment);
        Explanation explanation = judgement.explanation();
        if (observer.hangs()) {
            explanation = Explanation.of(explanation.seen(), explanation.cause() + "; " + observer.howItHangs());
        }
        if (watch != null) {
            boolean conclusive = streak.state().failures() + 1 >= check.after();
            Severity firing = watch.observed(this, seen, judgement, gap, conclusive, moment);
            judgement = firing == null ? judgement : judgement.firing(firing);
            explanation = judgement.reason() == Reason.RECOVERING ? judgement.explanation() : explanation;
        }
        count(judgement.outcome());
        long took = Math.max(0, seen.tookNanos());
        settle(judgement, explanation, moment.at(), Duration.ofNanos(took));
        if (meter != null) {
            long all = judge.refused();
            meter.observed(judgement, seen.answered(), took, all - refused);
            refused = all;
        }
    }

    private void count(Outcome outcome) {
        boolean passed = outcome.passing();
        passes = passed ? passes + 1 : 0;
        warned = !passed ? 0 : outcome == Outcome.WARN ? warned + 1 : warned;
    }

    /** As long as it may still fail, it only waits. */
    private Judgement waiting(Judgement judgement, Moment moment) {
        Duration until = check.waitUntil();
        boolean waiting = until != null && moment.now() - begun < until.toNanos();
        return waiting && !judgement.outcome().passing() ? judgement.waiting() : judgement;
    }

    /** It cannot run, because of another check. Returns whether that is news. */
    boolean blockedBy(CheckRun other, Moment moment) {
        String cause = "it depends on " + other.check.name() + ", which did not pass";
        boolean news = !isBlocked() || !cause.equals(finding().cause());
        observedAt = moment.now();
        count(Outcome.SKIPPED);
        if (news) {
            Judgement judgement = Judgement.without(Outcome.SKIPPED, Reason.BLOCKED_BY, "not run", cause);
            settle(judgement, judgement.explanation(), moment.at(), Duration.ZERO);
        }
        return news;
    }

    private void settle(Judgement judgement, Explanation explanation, Instant at, Duration took) {
        finding = finding(judgement, explanation, at, streak.add(judgement.outcome(), at), took, attempts);
    }

    private Finding finding(
            Judgement judgement, Explanation explanation, Instant at, Streak.State now, Duration took, int tries) {
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
                now.since(),
                took,
                tries,
                now.failures(),
                now.failures() >= check.after());
    }
}
