package dev.postflight.verify.decide;

import dev.postflight.api.Check;
import dev.postflight.api.Clause;
import dev.postflight.api.Measurement;
import dev.postflight.api.Outcome;
import dev.postflight.api.Probe;
import dev.postflight.api.ProbeResult;
import dev.postflight.api.Reason;
import dev.postflight.api.Severity;
import dev.postflight.api.SilenceRule;
import dev.postflight.api.Threshold;
import dev.postflight.verify.evaluate.CompiledThreshold;
import dev.postflight.verify.evaluate.Evaluation;
import dev.postflight.verify.observe.Observation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Judges the observations of one check by its thresholds and its silence rule. Used by one thread at a time. */
public final class Judge {

    private static final int MOST_SHOWN = 4;
    private static final String UP = "up";

    private final CompiledThreshold[] thresholds;
    private final long[][] memories;
    private final SilenceRule silence;
    private final String wanted;

    /**
     * A judge who has not seen anything yet.
     *
     * @param check what is judged
     */
    public Judge(Check check) {
        silence = check.silence();
        List<Threshold> all = check.thresholds();
        thresholds = new CompiledThreshold[all.size()];
        memories = new long[all.size()][];
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < thresholds.length; i++) {
            thresholds[i] = new CompiledThreshold(all.get(i));
            memories[i] = thresholds[i].newMemory();
            text.append(i == 0 ? "" : "; ").append(all.get(i));
        }
        wanted = wanted(check.probe(), text.toString());
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
            return silence(seen);
        }
        Judgement byThresholds = thresholds.length == 0 ? up(seen) : byThresholds(seen, now);
        return seen.reason() == Reason.DOWN
                ? new Judgement(
                        Outcome.FAIL,
                        Reason.DOWN,
                        byThresholds.severity(),
                        false,
                        "down",
                        seen.text(),
                        seen.measurements())
                : byThresholds;
    }

    private Judgement silence(Observation seen) {
        return new Judgement(
                silence == SilenceRule.FAIL ? Outcome.FAIL : Outcome.UNKNOWN,
                seen.reason(),
                null,
                silence == SilenceRule.IGNORE,
                "no answer",
                seen.text(),
                List.of());
    }

    private static Judgement up(Observation seen) {
        StringBuilder text = new StringBuilder();
        List<Measurement> all = seen.measurements();
        for (int i = 0; i < all.size() && i < MOST_SHOWN; i++) {
            text.append(i == 0 ? "" : ", ").append(all.get(i));
        }
        return new Judgement(Outcome.PASS, Reason.MET, null, false, text.isEmpty() ? UP : text.toString(), "", all);
    }

    /** The worst of all thresholds decides; what does not pass is named, or else what was seen of each. */
    private Judgement byThresholds(Observation seen, long now) {
        Outcome outcome = Outcome.PASS;
        Reason reason = Reason.MET;
        Severity severity = null;
        StringBuilder good = new StringBuilder();
        StringBuilder bad = new StringBuilder();
        StringBuilder cause = new StringBuilder();
        for (int i = 0; i < thresholds.length; i++) {
            CompiledThreshold threshold = thresholds[i];
            Measurement measurement =
                    find(seen.measurements(), threshold.threshold().metric());
            Evaluation evaluation = evaluate(threshold, measurement, now, memories[i]);
            StringBuilder text = evaluation.outcome() == Outcome.PASS ? good : bad;
            text.append(text.isEmpty() ? "" : ", ").append(shown(threshold, measurement, evaluation));
            if (evaluation.outcome() != Outcome.PASS) {
                cause.append(cause.isEmpty() ? "" : "; ").append(cause(threshold, measurement, evaluation));
            }
            if (weight(evaluation.outcome()) > weight(outcome)) {
                outcome = evaluation.outcome();
                reason = evaluation.reason();
            }
            severity = worse(severity, evaluation.severity());
        }
        String text = (bad.isEmpty() ? good : bad).toString();
        return new Judgement(outcome, reason, severity, false, text, cause.toString(), seen.measurements());
    }

    private static Evaluation evaluate(
            CompiledThreshold threshold, @Nullable Measurement measurement, long now, long[] memory) {
        if (measurement == null) {
            return threshold.noData();
        }
        return threshold.threshold().fits(measurement.unit())
                ? threshold.evaluate(measurement.value(), now, memory)
                : threshold.wrongUnit();
    }

    private static String shown(CompiledThreshold threshold, @Nullable Measurement measurement, Evaluation evaluation) {
        if (measurement == null) {
            return "no " + threshold.threshold().metric();
        }
        int digits = threshold.digits(measurement.value(), measurement.unit(), evaluation);
        return measurement.metric() + " " + measurement.unit().format(measurement.value(), digits);
    }

    private static String cause(CompiledThreshold threshold, @Nullable Measurement measurement, Evaluation evaluation) {
        Clause clause = evaluation.clause();
        String shown = shown(threshold, measurement, evaluation);
        return switch (evaluation.reason()) {
            case TARGET_MISSED -> shown + " misses the target" + limit(clause);
            case LEVEL_REACHED -> shown + " is " + evaluation.severity() + limit(clause);
            case LEVEL_PENDING -> shown + " is bad, but not for long enough yet (" + clause + ")";
            case NO_BASELINE -> "there is no baseline to compare " + shown + " with";
            case WRONG_UNIT -> shown + " cannot be compared with " + threshold.threshold();
            default ->
                measurement == null
                        ? threshold.threshold().metric() + " was not measured"
                        : shown + ", which is no figure";
        };
    }

    private static String limit(@Nullable Clause clause) {
        if (clause == null) {
            return "";
        }
        return clause instanceof Clause.Required ? " (required " + clause.limit() + ")" : " (" + clause.limit() + ")";
    }

    private static @Nullable Measurement find(List<Measurement> measurements, String metric) {
        for (Measurement measurement : measurements) {
            if (measurement.metric().equals(metric)) {
                return measurement;
            }
        }
        return null;
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
