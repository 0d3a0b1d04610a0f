package dev.postflight.verify.decide;

import dev.postflight.api.Decision;
import dev.postflight.api.Finding;
import dev.postflight.api.Outcome;
import dev.postflight.api.Outlook;
import dev.postflight.api.Reason;
import dev.postflight.api.Score;
import dev.postflight.api.Severity;
import dev.postflight.api.Verdict;
import dev.postflight.api.VerificationPlan;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Decides by the first rule that holds.
 *
 * <ol>
 *   <li>NO_GO: a critical check failed, something is CRITICAL, or the score would stay below the hold score even if all that
 *       is undecided passed.
 *   <li>HOLD: something is undecided, or HIGH; the score is below the go score; or nothing was verified.
 *   <li>GO.
 * </ol>
 */
public final class Decider {

    private final VerificationPlan plan;
    private final List<String> stop = new ArrayList<>();
    private final List<String> hold = new ArrayList<>();
    private final List<String> missing = new ArrayList<>();
    private long earned;
    private long open;
    private long total;
    private int passed;
    private int warned;
    private int putOff;

    private Decider(VerificationPlan plan) {
        this.plan = plan;
    }

    /**
     * Decides on a phase.
     *
     * @param plan the plan, for its scores
     * @param phase the name of the phase
     * @param findings one of each check of the phase
     * @param at now
     * @param took how long the phase has been running
     * @return the verdict
     */
    public static Verdict decide(
            VerificationPlan plan, String phase, List<Finding> findings, Instant at, Duration took) {
        return decide(plan, phase, findings, Outlook.NONE, at, took);
    }

    /**
     * Decides on a phase that is watched over.
     *
     * @param plan the plan, for its scores
     * @param phase the name of the phase
     * @param findings one of each check of the phase
     * @param outlook what is wanted for its end
     * @param at now
     * @param took how long the phase has been running
     * @return the verdict
     */
    public static Verdict decide(
            VerificationPlan plan, String phase, List<Finding> findings, Outlook outlook, Instant at, Duration took) {
        Decider decider = new Decider(plan);
        for (Finding finding : findings) {
            decider.add(finding);
        }
        Score score = new Score(decider.earned, decider.total);
        decider.addScore(score);
        Decision health = decider.decision();
        decider.addPutOff(findings);
        decider.addOutlook(outlook);
        Decision decision = decider.decision();
        List<String> reasons = switch (decision) {
            case NO_GO -> decider.stop;
            case HOLD -> decider.hold;
            case GO -> List.of(decider.praise(findings.size()));
        };
        return new Verdict(
                plan.name(), phase, decision, health, score, reasons, decider.missing, findings, at, took, outlook);
    }

    private Decision decision() {
        return !stop.isEmpty() ? Decision.NO_GO : hold.isEmpty() ? Decision.GO : Decision.HOLD;
    }

    /** What is not due yet says nothing of how things are, but the phase is not over without it. */
    private void addPutOff(List<Finding> findings) {
        for (int i = 0; putOff > 0 && i < findings.size(); i++) {
            Finding finding = findings.get(i);
            if (finding.reason() == Reason.NOT_DUE) {
                hold.add(finding.check() + " is not due yet");
                missing.add(finding.check() + " must pass");
            }
        }
    }

    private void addOutlook(Outlook outlook) {
        List<Outlook.Item> items = outlook.items();
        for (int i = 0; i < items.size(); i++) {
            Outlook.Item item = items.get(i);
            if (item.state() == Outlook.State.IMPOSSIBLE) {
                stop.add(item.wanted() + " cannot be met any more: " + item.explanation());
                missing.add(item.wanted());
            } else if (item.state() == Outlook.State.MISSING) {
                hold.add(item.wanted() + " is not met yet: " + item.explanation());
                missing.add(item.wanted());
            }
        }
        if (!items.isEmpty() && outlook.ends() != null) {
            hold.add("the time of the phase is not over");
        }
    }

    private void add(Finding finding) {
        if (finding.ignored()) {
            addAlert(finding); // one that fires does so until it is seen to be over
            return;
        }
        if (finding.reason() == Reason.NOT_DUE) {
            putOff++;
            return;
        }
        long weight = 2L * finding.weight();
        total += weight;
        Outcome outcome = finding.outcome();
        if (outcome == Outcome.PASS) {
            earned += weight;
            passed++;
        } else if (outcome == Outcome.WARN) {
            earned += weight / 2;
            passed++;
            warned++;
        } else if (outcome == Outcome.FAIL) {
            open += finding.conclusive() ? 0 : weight;
            addFailure(finding);
        } else {
            open += weight;
            hold.add(finding.check() + " is " + outcome + ": " + why(finding));
            missing.add(finding.check() + " must pass");
        }
        addAlert(finding);
    }

    private void addFailure(Finding finding) {
        if (!finding.critical()) {
            return;
        }
        if (finding.conclusive()) {
            stop.add("critical check " + finding.check() + " failed: " + why(finding));
        } else {
            hold.add("critical check " + finding.check() + " failed, but not often enough in a row yet ("
                    + finding.failures() + "): " + why(finding));
        }
        missing.add(finding.check() + " must pass");
    }

    private void addAlert(Finding finding) {
        boolean told = finding.outcome() == Outcome.FAIL && finding.critical();
        if (finding.severity() == Severity.CRITICAL && !told) {
            stop.add(finding.check() + " is CRITICAL: " + why(finding));
            missing.add(finding.check() + " must not be CRITICAL");
        } else if (finding.severity() == Severity.HIGH && !told) {
            hold.add(finding.check() + " is HIGH: " + why(finding));
            missing.add(finding.check() + " must not be HIGH");
        }
    }

    private void addScore(Score score) {
        if (passed == 0 && stop.isEmpty()) {
            hold.add("nothing was verified");
            missing.add("at least one check must pass");
        }
        if (earned + open < total && !new Score(earned + open, total).meets(plan.holdScore())) {
            stop.add("score " + score + " is below " + percent(plan.holdScore()));
        }
        if (earned < total && !score.meets(plan.goScore())) {
            hold.add("score " + score + " is below " + percent(plan.goScore()));
            missing.add("the score must reach " + percent(plan.goScore()));
        }
    }

    private String praise(int checks) {
        String all = passed == checks
                ? checks == 1 ? "the check passed" : "all " + checks + " checks passed"
                : passed + " of " + checks + " checks passed";
        return warned == 0 ? all : all + ", " + warned + " with a warning";
    }

    private static String why(Finding finding) {
        if (finding.reason() == Reason.NOT_YET_RUN) {
            return "not run yet";
        }
        return finding.cause().isEmpty() ? finding.seen() : finding.cause();
    }

    private static String percent(BigDecimal ratio) {
        return ratio.movePointRight(2)
                        .setScale(1, RoundingMode.HALF_EVEN)
                        .stripTrailingZeros()
                        .toPlainString() + " %";
    }
}
