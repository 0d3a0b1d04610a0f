package dev.postflight.verify.engine;

import dev.postflight.api.Finding;
import dev.postflight.api.Verdict;
import dev.postflight.api.VerificationPlan;
import dev.postflight.verify.decide.Decider;
import dev.postflight.verify.decide.Staleness;
import dev.postflight.verify.time.Time;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A verdict, and until when each of its findings is fresh. Immutable. */
final class Snapshot {

    private final Verdict verdict;
    private final long[] observedAt;
    private final long[] freshFor;
    private final long firstStale;

    private Snapshot(Verdict verdict, long[] observedAt, long[] freshFor, long firstStale) {
        this.verdict = verdict;
        this.observedAt = observedAt;
        this.freshFor = freshFor;
        this.firstStale = firstStale;
    }

    /** A verdict that does not age, because nobody has promised to look again. */
    static Snapshot lasting(Verdict verdict) {
        return new Snapshot(verdict, new long[0], new long[0], 0);
    }

    /** A verdict whose passing findings age. */
    static Snapshot ageing(Verdict verdict, List<CheckRun> checks) {
        long[] observedAt = new long[checks.size()];
        long[] freshFor = new long[checks.size()];
        long firstStale = 0;
        boolean any = false;
        for (int i = 0; i < observedAt.length; i++) {
            CheckRun run = checks.get(i);
            observedAt[i] = run.observedAt();
            freshFor[i] = run.freshFor();
            long stale = observedAt[i] + freshFor[i];
            if (freshFor[i] != CheckRun.NEVER && (!any || stale - firstStale < 0)) {
                firstStale = stale;
                any = true;
            }
        }
        return any ? new Snapshot(verdict, observedAt, freshFor, firstStale) : lasting(verdict);
    }

    Verdict verdict() {
        return verdict;
    }

    /** The verdict as it stands now: without a fresh look, what passed does not pass any more. */
    Verdict verdict(VerificationPlan plan, Time time) {
        if (observedAt.length == 0 || time.nanos() - firstStale <= 0) {
            return verdict;
        }
        long now = time.nanos();
        Instant at = time.instant();
        List<Finding> findings = new ArrayList<>(observedAt.length);
        for (int i = 0; i < observedAt.length; i++) {
            Finding finding = verdict.findings().get(i);
            long age = now - observedAt[i];
            findings.add(age > freshFor[i] ? Staleness.of(finding, at, Duration.ofNanos(age)) : finding);
        }
        return Decider.decide(plan, verdict.phase(), findings, at, verdict.took());
    }
}
