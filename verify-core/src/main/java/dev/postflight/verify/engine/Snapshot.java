package dev.postflight.verify.engine;

import dev.postflight.api.Finding;
import dev.postflight.api.Verdict;
import dev.postflight.verify.decide.Decider;
import dev.postflight.verify.decide.Staleness;
import dev.postflight.verify.time.Time;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A verdict, and until when each of its findings is fresh. Does not change, but for who looks after it. */
final class Snapshot {

    private static final long[] NONE = {};

    private final Roster roster;
    private final Verdict verdict;
    /** Whether it is a verdict, and not how far one has come. */
    private final boolean whole;

    private final long[] observedAt;
    /** Whether anything in it will be stale one day. */
    private final boolean ages;

    private final long freshUntil;

    /** Whether somebody will wake up before anything in it is stale. */
    private volatile boolean guarded;

    private Snapshot(Roster roster, Verdict verdict, boolean whole, long[] observedAt, long now) {
        this.roster = roster;
        this.verdict = verdict;
        this.whole = whole;
        this.observedAt = observedAt;
        long least = CheckRun.NEVER;
        for (int i = 0; i < observedAt.length; i++) {
            long freshFor = roster.checks().get(i).freshFor();
            if (freshFor != CheckRun.NEVER
                    && verdict.findings().get(i).outcome().passing()) {
                least = Math.min(least, freshFor - (now - observedAt[i]));
            }
        }
        ages = least != CheckRun.NEVER;
        freshUntil = now + (ages ? least : 0);
    }

    /** A verdict that does not age, because nobody has promised to look again. */
    static Snapshot lasting(Roster roster, Verdict verdict, boolean whole) {
        return new Snapshot(roster, verdict, whole, NONE, 0);
    }

    /** A verdict as of now whose passing findings age. */
    static Snapshot ageing(Roster roster, Verdict verdict, boolean whole, long now) {
        long[] observedAt = new long[roster.checks().size()];
        for (int i = 0; i < observedAt.length; i++) {
            observedAt[i] = roster.checks().get(i).observedAt();
        }
        return new Snapshot(roster, verdict, whole, observedAt, now);
    }

    /** Whether it says more than how far the same phase has come again. */
    boolean isVerdictOn(Snapshot progress) {
        return whole && verdict.phase().equals(progress.verdict.phase());
    }

    Roster roster() {
        return roster;
    }

    Verdict verdict() {
        return verdict;
    }

    boolean ages() {
        return ages;
    }

    /** Until when the verdict holds as it is, if it {@link #ages()}. */
    long freshUntil() {
        return freshUntil;
    }

    /** The thread that drives the phase waits, until something happens or something is stale; or it is busy, or gone. */
    void guarded(boolean whether) {
        guarded = whether;
    }

    /** Whether it holds whatever the time is. */
    boolean stands() {
        return !ages || guarded;
    }

    boolean isStale(long now) {
        return ages && now - freshUntil > 0;
    }

    /** The verdict as it stands now: without a fresh look, what passed does not pass any more. */
    Snapshot aged(Time time) {
        long now = time.nanos();
        Instant at = time.instant();
        List<Finding> findings = new ArrayList<>(observedAt.length);
        for (int i = 0; i < observedAt.length; i++) {
            Finding finding = verdict.findings().get(i);
            long age = now - observedAt[i];
            boolean stale = age > roster.checks().get(i).freshFor();
            findings.add(stale ? Staleness.of(finding, at, Duration.ofNanos(age)) : finding);
        }
        Verdict decided =
                Decider.decide(roster.plan(), verdict.phase(), findings, verdict.outlook(), at, verdict.took());
        return new Snapshot(roster, decided, whole, observedAt, now);
    }
}
