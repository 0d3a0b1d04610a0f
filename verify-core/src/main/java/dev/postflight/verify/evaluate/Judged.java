package dev.postflight.verify.evaluate;

import dev.postflight.api.Clause;
import dev.postflight.api.Measurement;
import dev.postflight.api.Reason;
import dev.postflight.api.Severity;
import dev.postflight.api.Unit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A threshold, what its subject comes to, and what that means. Used by one thread at a time.
 *
 * @since 0.1
 */
public final class Judged {

    private static final Evaluation PARTIAL = new Evaluation(Reason.PARTIAL_WINDOW, null);

    /** How one level stands. */
    public enum Standing {
        /** Its condition does not hold. */
        GOOD,
        /** Its condition holds, but not yet for as long as it wants. */
        PENDING,
        /** It is reached. */
        REACHED,
        /** Nobody knows, as there is no value or too little was observed. */
        UNKNOWN
    }

    private final CompiledThreshold threshold;
    private final Condition[] levels;
    private final Reading reading;
    private final long[] memory;
    /** Whether a duration may be below zero. */
    private final boolean signed;

    private Evaluation evaluation;

    /** A unit that was looked at, and whether it fits. */
    private @Nullable Unit unit;

    private boolean fits;
    /** Whether the last answer had a value that could be compared. */
    private boolean hasValue;

    Judged(CompiledThreshold threshold, Reading reading) {
        this.threshold = threshold;
        this.reading = reading;
        memory = threshold.newMemory();
        levels = threshold.levels();
        signed = Signs.mayBeNegative(threshold.threshold());
        evaluation = threshold.noData();
    }

    @SuppressWarnings("ReferenceEquality") // each outcome of a threshold is one object
    void update(List<Measurement> answer, long now) {
        reading.update(answer, now);
        Evaluation next = evaluate(now);
        if (next != evaluation) { // mostly it is the same, and for the collector a write costs more than a look
            evaluation = next;
        }
    }

    private Evaluation evaluate(long now) {
        hasValue = false;
        Unit present = reading.unit();
        if (present == null) {
            return reading.why() == Reason.NO_DATA ? threshold.noData() : new Evaluation(reading.why(), null);
        }
        if (present != unit) {
            unit = present;
            fits = threshold.threshold().fits(present);
        }
        if (!fits) {
            return threshold.wrongUnit();
        }
        if (present == Unit.SECONDS && reading.value() < 0 && !signed) {
            return threshold.noData();
        }
        Evaluation full = threshold.evaluate(reading.value(), now, memory);
        hasValue = full.reason() != Reason.NO_DATA;
        return full.reason() == Reason.MET && !reading.isObserved() ? PARTIAL : full;
    }

    /**
     * How many clauses have a severity: levels, and limits that are required.
     *
     * @return 0 or more
     */
    public int levels() {
        return levels.length;
    }

    /**
     * A clause that has a severity.
     *
     * @param level from 0 on, the gravest first
     * @return the clause
     */
    public Clause level(int level) {
        return levels[level].clause();
    }

    /**
     * The severity of a clause.
     *
     * @param level from 0 on, the gravest first
     * @return CRITICAL for what is required
     */
    public Severity severity(int level) {
        return Objects.requireNonNull(levels[level].reached.severity());
    }

    /**
     * Whether all levels are GOOD.
     *
     * @return as of the last answer
     */
    public boolean isQuiet() {
        return evaluation.reason() == Reason.MET || evaluation.reason() == Reason.TARGET_MISSED;
    }

    /**
     * How a level stands.
     *
     * @param level from 0 on, the gravest first
     * @return as of the last answer
     */
    public Standing standing(int level) {
        Condition condition = levels[level];
        if (isQuiet()) {
            return Standing.GOOD;
        }
        if (!hasValue || condition.unknown != null) {
            return Standing.UNKNOWN;
        }
        if (condition.isBad(reading.value())) {
            return condition.isRunOut(memory) ? Standing.REACHED : Standing.PENDING;
        }
        return reading.isObserved() ? Standing.GOOD : Standing.UNKNOWN;
    }

    /**
     * Goes on with the holding times of another one, as its phase is over.
     *
     * @param before one of an equal threshold
     */
    public void continues(Judged before) {
        System.arraycopy(before.memory, 0, memory, 0, memory.length);
        if (reading instanceof CompositeReading mine && before.reading instanceof CompositeReading theirs) {
            mine.continues(theirs);
        }
    }

    /** Starts holding times anew that have not run out. */
    void forgetPending() {
        reading.forgetPending();
        threshold.forgetPending(memory);
    }

    /**
     * The threshold.
     *
     * @return with its numbers read
     */
    public CompiledThreshold threshold() {
        return threshold;
    }

    /**
     * What its subject comes to.
     *
     * @return as of the last answer
     */
    public Reading reading() {
        return reading;
    }

    /**
     * What that means.
     *
     * @return as of the last answer
     */
    public Evaluation evaluation() {
        return evaluation;
    }

    /**
     * What was seen, for later.
     *
     * @return as of the last answer; does not change with the next one
     */
    public Seen seen() {
        List<Seen.Term> terms = List.of();
        if (reading instanceof CompositeReading) {
            terms = new ArrayList<>();
            for (Reading term : reading.terms()) {
                terms.add(Seen.Term.of(term));
            }
        }
        return new Seen(threshold, evaluation, reading.value(), reading.unit(), reading.observed(), terms);
    }
}
