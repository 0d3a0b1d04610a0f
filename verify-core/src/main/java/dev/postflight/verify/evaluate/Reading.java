package dev.postflight.verify.evaluate;

import dev.postflight.api.Measurement;
import dev.postflight.api.Reason;
import dev.postflight.api.Subject;
import dev.postflight.api.Unit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a subject comes to after the last answer. Used by one thread at a time.
 *
 * @since 0.1
 */
public abstract sealed class Reading permits MetricReading, WindowReading, CombinedReading, CompositeReading {

    private final Subject subject;
    private double value = Double.NaN;
    private @Nullable Unit unit;
    private Reason why = Reason.NO_DATA;
    private double observed;

    Reading(Subject subject) {
        this.subject = subject;
    }

    /** Takes in an answer. */
    abstract void update(List<Measurement> answer, long now);

    /** Starts holding times anew that have not run out. */
    void forgetPending() {}

    /**
     * What it is made of.
     *
     * @return itself, unless it is calculated from others
     */
    public abstract List<Reading> terms();

    /**
     * What is read.
     *
     * @return a figure, or a composite, whose value is 1 when it holds and 0 when it does not
     */
    public final Subject subject() {
        return subject;
    }

    /**
     * The value.
     *
     * @return in the base unit; not finite when there is none
     */
    public final double value() {
        return value;
    }

    /**
     * The base unit.
     *
     * @return {@code null} when there is no value, or when units do not go together
     */
    public final @Nullable Unit unit() {
        return unit;
    }

    /**
     * Why there is no value.
     *
     * @return {@link Reason#MET} when there is one
     */
    public final Reason why() {
        return why;
    }

    /**
     * How much of its time window was observed.
     *
     * @return 0 to 1; 1 when it has no time window
     */
    public final double observed() {
        return observed;
    }

    /**
     * Whether enough of its time window was observed for calling it good.
     *
     * @return true from half of the window on
     */
    public final boolean isObserved() {
        return isObserved(observed);
    }

    static boolean isObserved(double share) {
        return share >= 0.5;
    }

    /** Called with every answer, and mostly only the value is another one: the others are written when they change. */
    final void known(double value, Unit unit, double observed) {
        this.value = value;
        this.observed = observed;
        if (this.unit != unit) {
            this.unit = unit;
        }
        why(Double.isFinite(value) ? Reason.MET : Reason.NO_DATA);
    }

    final void unknown(Reason why, double observed) {
        value = Double.NaN;
        unit = null;
        this.observed = observed;
        why(why);
    }

    private void why(Reason reason) {
        if (why != reason) {
            why = reason;
        }
    }
}
