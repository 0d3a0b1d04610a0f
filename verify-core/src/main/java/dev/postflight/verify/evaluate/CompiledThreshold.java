package dev.postflight.verify.evaluate;

import dev.postflight.api.Clause;
import dev.postflight.api.Reason;
import dev.postflight.api.Threshold;
import dev.postflight.api.Unit;
import java.util.List;

/**
 * A threshold that is ready for values. Immutable; what has to be remembered between observations of one series is in an
 * array that the caller keeps for it.
 */
public final class CompiledThreshold {

    private static final int WEIGHT_OF_PENDING = 2;
    private static final int WEIGHT_OF_CRITICAL = 6;
    private static final int FEWEST_DIGITS = 3;

    private final Threshold threshold;
    private final Condition[] conditions;
    /** What a condition says when the value is bad. */
    private final boolean[] bad;

    private final int[] weights;
    private final long[] holdingNanos;
    private final Evaluation[] reached;
    private final Evaluation[] pending;
    private final boolean relative;

    private final Evaluation met = new Evaluation(Reason.MET, null);
    private final Evaluation noData = new Evaluation(Reason.NO_DATA, null);
    private final Evaluation wrongUnit = new Evaluation(Reason.WRONG_UNIT, null);
    private final Evaluation noBaseline = new Evaluation(Reason.NO_BASELINE, null);

    /**
     * Reads the numbers of a threshold.
     *
     * @param threshold the threshold
     */
    public CompiledThreshold(Threshold threshold) {
        this.threshold = threshold;
        List<Clause> clauses = threshold.clauses();
        int size = clauses.size();
        conditions = new Condition[size];
        bad = new boolean[size];
        weights = new int[size];
        holdingNanos = new long[size];
        reached = new Evaluation[size];
        pending = new Evaluation[size];
        boolean anyRelative = false;
        for (int i = 0; i < size; i++) {
            Clause clause = clauses.get(i);
            conditions[i] = new Condition(clause.limit());
            bad[i] = clause instanceof Clause.Level;
            weights[i] = weight(clause);
            anyRelative |= conditions[i].relative;
            holdingNanos[i] =
                    clause instanceof Clause.Level level ? level.holding().toNanos() : 0;
            reached[i] = new Evaluation(
                    clause instanceof Clause.Target ? Reason.TARGET_MISSED : Reason.LEVEL_REACHED, clause);
            pending[i] = new Evaluation(Reason.LEVEL_PENDING, clause);
        }
        relative = anyRelative;
    }

    /**
     * The threshold itself.
     *
     * @return what was compiled
     */
    public Threshold threshold() {
        return threshold;
    }

    /**
     * A fresh memory for one series.
     *
     * @return whether each clause is violated, and behind that since when; any time is a time, so that none can say no
     */
    public long[] newMemory() {
        return new long[2 * conditions.length];
    }

    /**
     * No value, or one that is none. What was pending stays as it is: silence neither ages nor resets it.
     *
     * @return NO_DATA
     */
    public Evaluation noData() {
        return noData;
    }

    /**
     * A value in a unit that cannot be compared.
     *
     * @return WRONG_UNIT
     */
    public Evaluation wrongUnit() {
        return wrongUnit;
    }

    /**
     * Evaluates one value. The most severe level that is reached wins, then a missing baseline, then what is pending,
     * then a missed target.
     *
     * @param value in the base unit
     * @param now elapsed time in nanoseconds, from the same ticker as before
     * @param memory of this series; updated
     * @return what the value means
     */
    public Evaluation evaluate(double value, long now, long[] memory) {
        if (!Double.isFinite(value)) {
            return noData;
        }
        Evaluation worst = met;
        int worstWeight = 0;
        int size = conditions.length;
        for (int i = 0; i < size; i++) {
            if (conditions[i].relative) {
                continue;
            }
            if (conditions[i].holds(value) != bad[i]) {
                memory[i] = 0;
                continue;
            }
            if (memory[i] == 0) {
                memory[i] = 1;
                memory[size + i] = now;
            }
            boolean due = now - memory[size + i] >= holdingNanos[i];
            int weight = due ? weights[i] : WEIGHT_OF_PENDING;
            if (weight >= worstWeight) {
                worstWeight = weight;
                worst = due ? reached[i] : pending[i];
            }
        }
        return relative && worstWeight < WEIGHT_OF_CRITICAL ? noBaseline : worst;
    }

    /**
     * How many significant digits a value must be shown with, so that what a person reads stands on the same side of the
     * deciding limit as the value does: 5.0001 % must not be shown as 5 % beside a limit of 5 %.
     *
     * @param value in the base unit
     * @param unit the base unit
     * @param evaluation what it came to
     * @return 3 to 17
     */
    public int digits(double value, Unit unit, Evaluation evaluation) {
        int digits = FEWEST_DIGITS;
        if (!Double.isFinite(value)) {
            return digits;
        }
        for (int i = 0; i < conditions.length; i++) {
            boolean matters = evaluation.clause() == null
                    || evaluation.clause().equals(threshold.clauses().get(i));
            while (matters && digits < Condition.MOST_DIGITS && conditions[i].isBlurred(value, unit, digits)) {
                digits++;
            }
        }
        return digits;
    }

    private static int weight(Clause clause) {
        if (clause instanceof Clause.Target) {
            return 1;
        }
        return clause instanceof Clause.Level level
                ? switch (level.severity()) {
                    case LOW -> 3;
                    case MEDIUM -> 4;
                    case HIGH -> 5;
                    case CRITICAL -> WEIGHT_OF_CRITICAL;
                }
                : WEIGHT_OF_CRITICAL;
    }
}
