package dev.postflight.benchmarks;

import dev.postflight.api.Decision;
import dev.postflight.api.Finding;
import dev.postflight.api.Outcome;
import dev.postflight.api.Reason;
import dev.postflight.api.Score;
import dev.postflight.api.Severity;
import dev.postflight.api.Verdict;
import dev.postflight.api.VerificationPlan;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Looks at verdicts as somebody who only has their findings: decides anew by the rules of the design, and remembers what was
 * seen before. Used by one thread.
 */
final class SoakReview {

    private final VerificationPlan plan;
    private final int checks;
    private final Map<Decision, Long> decisions = new EnumMap<>(Decision.class);
    private final Map<Reason, Long> reasons = new EnumMap<>(Reason.class);
    private final Map<String, Finding> last = new HashMap<>();
    private @Nullable Verdict latest;
    private long verdicts;
    private long faults;
    private String firstFault = "";

    SoakReview(VerificationPlan plan) {
        this.plan = plan;
        checks = plan.phases().get(0).checks().size();
    }

    long verdicts() {
        return verdicts;
    }

    long faults() {
        return faults;
    }

    /** Empty when there is none. */
    String firstFault() {
        return firstFault;
    }

    Map<Decision, Long> decisions() {
        return decisions;
    }

    /** Of the findings that were seen, each once; some are replaced by the next one before they can be seen. */
    Map<Reason, Long> reasons() {
        return reasons;
    }

    @SuppressWarnings("ReferenceEquality") // the very same was looked at
    void look(Verdict verdict) {
        if (verdict == latest) {
            return;
        }
        latest = verdict;
        verdicts++;
        decisions.merge(verdict.decision(), 1L, Long::sum);
        expect(verdict.findings().size() == checks, verdict, "one finding of each check");
        expect(verdict.isGo() == verdict.missing().isEmpty(), verdict, "something missing unless it is GO");
        expect(!verdict.reasons().isEmpty(), verdict, "reasons");
        for (Finding finding : verdict.findings()) {
            look(finding, verdict);
        }
        decideAnew(verdict);
    }

    private void look(Finding finding, Verdict verdict) {
        Outcome outcome = finding.outcome();
        expect(outcome != Outcome.FAIL || finding.failures() > 0, finding, "a failure that is counted");
        expect(!outcome.passing() || finding.failures() == 0, finding, "a pass that ends a row of failures");
        expect(!finding.at().isAfter(verdict.at()), finding, "a finding from before the verdict");
        expect(!finding.since().isAfter(finding.at()), finding, "an outcome that has not begun later than it was seen");
        Finding before = last.put(finding.check(), finding);
        if (before == null || !before.at().equals(finding.at())) {
            reasons.merge(finding.reason(), 1L, Long::sum);
        }
        if (before != null) {
            Instant earlier = before.reason() == Reason.STALE ? before.since() : before.at();
            expect(!finding.at().isBefore(earlier), finding, "a finding that is not older than the one before");
            expect(finding.attempts() >= before.attempts(), finding, "attempts that only grow");
        }
    }

    /** Rule R4, from the findings alone. */
    private void decideAnew(Verdict verdict) {
        long earned = 0;
        long open = 0;
        long total = 0;
        boolean stop = false;
        boolean hold = false;
        boolean none = true;
        for (Finding finding : verdict.findings()) {
            if (finding.ignored()) {
                continue;
            }
            Outcome outcome = finding.outcome();
            boolean fails = outcome == Outcome.FAIL;
            long weight = 2L * finding.weight();
            total += weight;
            earned += outcome == Outcome.PASS ? weight : outcome == Outcome.WARN ? weight / 2 : 0;
            open += !outcome.passing() && !(fails && finding.conclusive()) ? weight : 0;
            none &= !outcome.passing();
            boolean criticalFailure = fails && finding.critical();
            stop |= criticalFailure && finding.conclusive();
            stop |= !criticalFailure && finding.severity() == Severity.CRITICAL;
            hold |= criticalFailure || !fails && !outcome.passing() || finding.severity() == Severity.HIGH;
        }
        Score score = new Score(earned, total);
        stop |= !new Score(earned + open, total).meets(plan.holdScore());
        hold |= none || !score.meets(plan.goScore());
        Decision decision = stop ? Decision.NO_GO : hold ? Decision.HOLD : Decision.GO;
        expect(score.equals(verdict.score()), verdict, "the score of its findings, " + score);
        expect(decision == verdict.decision(), verdict, "what its findings come to, " + decision);
    }

    private void expect(boolean rule, Object found, String expected) {
        if (!rule) {
            faults++;
            if (firstFault.isEmpty()) {
                firstFault = found + " (expected: " + expected + ")";
            }
        }
    }
}
