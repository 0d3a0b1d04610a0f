package dev.postflight.verify.evaluate;

import dev.postflight.api.Clause;
import dev.postflight.api.Reason;
import dev.postflight.api.Threshold;
import dev.postflight.api.Unit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A threshold that is ready for values. Immutable; what has to be remembered between observations of one series is in an
 * array that the caller keeps for it. Nothing is allocated per evaluation.
 *
 * @since 0.1
 */
public final class CompiledThreshold {

    private static final int FEWEST_DIGITS = 3;
    private static final long[] NOTHING = {};

    private final Threshold threshold;
    /** The gravest first. */
    private final Condition[] conditions;

    private final int sizeOfMemory;
    /** What a value must at least be to be one: zero for durations. */
    private final double lowest;
    /** Values that are good for every condition; nothing is, when a condition is unknown. */
    private final double goodFrom;

    private final double goodTo;
    /** What stands for everything but a CRITICAL level, when a condition is unknown. */
    private final @Nullable Evaluation unknown;

    private final Evaluation met = new Evaluation(Reason.MET, null);
    private final Evaluation noData = new Evaluation(Reason.NO_DATA, null);
    private final Evaluation wrongUnit = new Evaluation(Reason.WRONG_UNIT, null);

    /**
     * Reads the numbers of a threshold, without a baseline.
     *
     * @param threshold the threshold
     */
    public CompiledThreshold(Threshold threshold) {
        this(threshold, null);
    }

    private CompiledThreshold(Threshold threshold, @Nullable Reference baseline) {
        this.threshold = threshold;
        List<Condition> all = new ArrayList<>();
        int size = 0;
        for (Clause clause : threshold.clauses()) {
            boolean holds = Condition.holdingNanos(clause) > 0;
            size = holds && size == 0 ? 1 : size;
            all.add(0, new Condition(clause, baseline, size));
            size += holds ? 2 : 0;
        }
        all.sort(Comparator.comparing(condition -> -condition.level));
        conditions = all.toArray(new Condition[0]);
        sizeOfMemory = size;
        boolean isSigned = Signs.mayBeNegative(threshold) || baseline != null && baseline.value() < 0;
        lowest = threshold.unit() == Unit.SECONDS && !isSigned ? 0 : -Double.MAX_VALUE;
        double highestFrom = lowest;
        double lowestTo = Double.MAX_VALUE;
        Reason reason = null;
        for (Condition condition : conditions) {
            // where a range within is bad, only what is above it counts here: it need not be all that is good
            highestFrom = Math.max(highestFrom, condition.isBadInside ? Math.nextUp(condition.to) : condition.from);
            lowestTo = condition.isBadInside ? lowestTo : Math.min(lowestTo, condition.to);
            reason = condition.unknown == null ? reason : condition.unknown;
        }
        goodFrom = highestFrom;
        goodTo = reason == null ? lowestTo : Double.NaN;
        unknown = reason == null ? null : new Evaluation(reason, null);
    }

    /**
     * The same threshold with its relative limits held against a baseline. A margin in per cent is a share of the
     * baseline's absolute value; any other is added as it is. Sums are made in decimals. Memories stay valid.
     *
     * @param baseline the figure of the baseline
     * @return the threshold with these limits; where the baseline gives none, evaluations say why
     */
    public CompiledThreshold against(Reference baseline) {
        return new CompiledThreshold(threshold, baseline);
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
     * @return whether any clock of the series runs, and then for each clause with a holding time its clock; empty when
     *     there is none
     */
    public long[] newMemory() {
        return sizeOfMemory == 0 ? NOTHING : new long[sizeOfMemory];
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
     * Evaluates one value. The most severe level that is reached wins, then a missing baseline, unless that level is
     * CRITICAL, then what is pending, then a missed target.
     *
     * @param value in the base unit; when it is not finite, or a duration below zero, it is no data
     * @param now elapsed time in nanoseconds, from the same ticker as before; where it goes back, what is pending starts
     *     anew
     * @param memory of this series; updated
     * @return what the value means
     */
    public Evaluation evaluate(double value, long now, long[] memory) {
        if (value >= goodFrom && value <= goodTo && !isRunning(memory)) {
            return met;
        }
        if (!(value >= lowest && value <= Double.MAX_VALUE)) {
            return noData;
        }
        return sizeOfMemory == 0 ? gravest(value) : gravest(value, now, memory);
    }

    private Evaluation gravest(double value) {
        for (Condition condition : conditions) {
            if (condition.isBad(value)) {
                return orUnknown(condition);
            }
        }
        return unknown == null ? met : unknown;
    }

    private Evaluation gravest(double value, long now, long[] memory) {
        Condition reached = null;
        Condition pending = null;
        long running = 0;
        for (Condition condition : conditions) {
            if (!condition.isBad(value)) {
                condition.stop(memory);
            } else if (!condition.isDue(now, memory)) {
                pending = pending == null ? condition : pending;
            } else if (reached == null) {
                reached = condition;
            }
            running |= condition.isStopped(memory) ? 0 : 1;
        }
        memory[0] = running;
        if (reached != null && (pending == null || reached.level > Batch.PENDING)) {
            return orUnknown(reached);
        }
        return unknown != null ? unknown : pending != null ? pending.pending : met;
    }

    private Evaluation orUnknown(Condition reached) {
        return unknown == null || reached.level == Batch.CRITICAL ? reached.reached : unknown;
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
        for (Condition condition : conditions) {
            boolean matters = evaluation.clause() == null || evaluation.clause().equals(condition.reached.clause());
            while (matters && digits < Condition.MOST_DIGITS && condition.isBlurred(value, unit, digits)) {
                digits++;
            }
        }
        return digits;
    }

    /** The gravest first. */
    Condition[] conditions() {
        return conditions.clone();
    }

    /** Those with a severity, the gravest first. */
    Condition[] levels() {
        List<Condition> levels = new ArrayList<>();
        for (Condition condition : conditions) {
            if (!(condition.clause() instanceof Clause.Target)) {
                levels.add(condition);
            }
        }
        return levels.toArray(new Condition[0]);
    }

    /** Starts holding times anew that have not run out. */
    void forgetPending(long[] memory) {
        long running = 0;
        for (Condition condition : conditions) {
            condition.forgetPending(memory);
            running |= condition.isStopped(memory) ? 0 : 1;
        }
        if (sizeOfMemory > 0) {
            memory[0] = running;
        }
    }

    /** Whether no value can be said to be good, as a baseline is wanting. */
    boolean isUnknown() {
        return unknown != null;
    }

    /** Whether any clock of a series runs. */
    boolean isRunning(long[] memory) {
        return sizeOfMemory > 0 && memory[0] != 0;
    }
}
