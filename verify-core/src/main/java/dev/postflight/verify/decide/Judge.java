package dev.postflight.verify.decide;

import dev.postflight.api.Check;
import dev.postflight.api.Explanation;
import dev.postflight.api.Measurement;
import dev.postflight.api.Outcome;
import dev.postflight.api.Probe;
import dev.postflight.api.ProbeResult;
import dev.postflight.api.Reason;
import dev.postflight.api.Severity;
import dev.postflight.api.SilenceRule;
import dev.postflight.api.Threshold;
import dev.postflight.verify.evaluate.Evaluation;
import dev.postflight.verify.evaluate.Evaluator;
import dev.postflight.verify.evaluate.Judged;
import dev.postflight.verify.evaluate.Seen;
import dev.postflight.verify.observe.Observation;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Judges the observations of one check by its thresholds and its silence rule. Used by one thread at a time. */
public final class Judge {

    private static final int MOST_SHOWN = 4;
    private static final String UP = "up";
    private static final Judgement JUST_UP =
            new Judgement(Outcome.PASS, Reason.MET, null, false, Explanation.of(UP, ""), List.of());

    private final Evaluator evaluator;
    private final SilenceRule silence;
    private final String wanted;
    private final Probe probe;

    /**
     * A judge who has not seen anything yet.
     *
     * @param check what is judged
     */
    public Judge(Check check) {
        silence = check.silence();
        probe = check.probe();
        evaluator = new Evaluator(check.thresholds(), longestGap(check));
        StringBuilder text = new StringBuilder();
        for (Threshold threshold : check.thresholds()) {
            text.append(text.isEmpty() ? "" : "; ").append(threshold);
        }
        wanted = wanted(probe, text.toString());
    }

    /**
     * How long an observation speaks for a check: two cadences and the time that a run may take.
     *
     * @param check the check
     * @return in nanoseconds; the largest number when it is not run on a cadence, and there is no telling what is long
     */
    public static long longestGap(Check check) {
        Duration step = check.cadence() == null ? null : check.cadence().longest();
        return step == null
                ? Long.MAX_VALUE
                : step.multipliedBy(2).plus(check.timeout()).toNanos();
    }

    /**
     * A phase begins.
     *
     * @param now elapsed time in nanoseconds
     */
    public void beginPhase(long now) {
        evaluator.beginPhase(now);
    }

    /**
     * Nobody looked for too long: holding times that have not run out begin anew.
     */
    public void forgetPending() {
        evaluator.forgetPending();
    }

    /**
     * The thresholds.
     *
     * @return in the order of the check, as of the last answer
     */
    public List<Judged> judged() {
        return evaluator.judged();
    }

    /**
     * How many figures could not be recorded.
     *
     * @return since the start
     */
    public long refused() {
        return evaluator.refused();
    }

    /** What the probe wants and what the thresholds want; redacted, as it may come from anywhere. */
    private static String wanted(Probe probe, String thresholds) {
        String byProbe;
        try {
            byProbe = probe.wanted();
            if (!UP.equals(byProbe)) { // which needs no redaction, and patterns take 10 ms to come to life
                byProbe = ProbeResult.silent(byProbe).cause();
            }
        } catch (Throwable broken) {
            byProbe = UP;
        }
        if (thresholds.isEmpty()) {
            return byProbe;
        }
        return byProbe.equals(UP) ? thresholds : byProbe + "; " + thresholds;
    }

    /**
     * What is wanted, for people.
     *
     * @return what the probe wants, and the thresholds
     */
    public String wanted() {
        return wanted;
    }

    /**
     * Judges an observation.
     *
     * @param seen the observation
     * @param now elapsed time in nanoseconds
     * @return what it means
     */
    public Judgement judge(Observation seen, long now) {
        if (!seen.answered()) {
            if (silence == SilenceRule.FAIL) {
                evaluator.fail(now);
            }
            return silence(seen);
        }
        evaluator.observe(seen.measurements(), seen.reason() == Reason.DOWN, now);
        Judgement byThresholds = evaluator.judged().isEmpty() ? up(seen) : byThresholds(seen);
        return seen.reason() == Reason.DOWN
                ? new Judgement(
                        Outcome.FAIL,
                        Reason.DOWN,
                        byThresholds.severity(),
                        false,
                        Explanation.of("down", seen.text()),
                        seen.measurements())
                : byThresholds;
    }

    private Judgement silence(Observation seen) {
        return new Judgement(
                silence == SilenceRule.FAIL ? Outcome.FAIL : Outcome.UNKNOWN,
                seen.reason(),
                null,
                silence == SilenceRule.IGNORE,
                Explanation.of("no answer", seen.text()),
                List.of());
    }

    private static Judgement up(Observation seen) {
        List<Measurement> all = seen.measurements();
        if (all.isEmpty()) {
            return JUST_UP;
        }
        Explanation explanation = Explanation.later(() -> Explanation.of(first(all), ""));
        return new Judgement(Outcome.PASS, Reason.MET, null, false, explanation, all);
    }

    private static String first(List<Measurement> all) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < all.size() && i < MOST_SHOWN; i++) {
            text.append(i == 0 ? "" : ", ").append(all.get(i));
        }
        return text.toString();
    }

    /** The worst of all thresholds decides. */
    private Judgement byThresholds(Observation seen) {
        List<Judged> all = evaluator.judged();
        Evaluation worst = all.get(0).evaluation();
        Severity severity = worst.severity();
        for (int i = 1; i < all.size(); i++) {
            Evaluation evaluation = all.get(i).evaluation();
            if (weight(evaluation.outcome()) > weight(worst.outcome())) {
                worst = evaluation;
            }
            severity = worse(severity, evaluation.severity());
        }
        return new Judgement(
                worst.outcome(), worst.reason(), severity, false, explanation(all, seen), seen.measurements());
    }

    private Explanation explanation(List<Judged> all, Observation seen) {
        Seen first = all.get(0).seen();
        Map<String, String> absences = absences(all, seen);
        if (all.size() == 1) {
            return Explanation.later(() -> FigureText.explanation(absences, first));
        }
        Seen[] told = new Seen[all.size()];
        told[0] = first;
        for (int i = 1; i < told.length; i++) {
            told[i] = all.get(i).seen();
        }
        return Explanation.later(() -> FigureText.explanation(absences, told));
    }

    /** Why metrics that were asked for are not there, as far as the probe can tell. It is asked now, as it may not know later. */
    private Map<String, String> absences(List<Judged> all, Observation answer) {
        Map<String, String> absences = Map.of();
        for (int i = 0; i < all.size(); i++) {
            if (all.get(i).evaluation().reason() == Reason.NO_DATA) {
                for (String metric : FigureText.metrics(all.get(i).seen().subject())) {
                    String why = isIn(answer, metric) ? "" : absence(metric);
                    if (!why.isEmpty()) {
                        absences = absences.isEmpty() ? new HashMap<>() : absences;
                        absences.put(metric, why);
                    }
                }
            }
        }
        return absences;
    }

    private static boolean isIn(Observation answer, String metric) {
        for (Measurement measurement : answer.measurements()) {
            if (measurement.metric().equals(metric)) {
                return true;
            }
        }
        return false;
    }

    /** Redacted, as it may come from anywhere. */
    private String absence(String metric) {
        try {
            String why = probe.absence(metric);
            return why == null || why.isEmpty() ? "" : ProbeResult.silent(why).cause();
        } catch (Throwable broken) {
            return "";
        }
    }

    private static int weight(Outcome outcome) {
        return switch (outcome) {
            case PASS -> 0;
            case WARN -> 1;
            case UNKNOWN, PENDING, SKIPPED -> 2;
            case FAIL -> 3;
        };
    }

    private static @Nullable Severity worse(@Nullable Severity one, @Nullable Severity other) {
        return one == null || other != null && other.compareTo(one) > 0 ? other : one;
    }
}
