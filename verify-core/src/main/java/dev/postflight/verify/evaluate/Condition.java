package dev.postflight.verify.evaluate;

import dev.postflight.api.Clause;
import dev.postflight.api.Operator;
import dev.postflight.api.Reason;
import dev.postflight.api.Unit;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A clause that is ready for values. Whatever its operator, it is one closed range of finite values: outside it a value is
 * bad, or inside it, when the clause is against one value or against a range.
 */
final class Condition {

    /** With these, no two doubles look the same. */
    static final int MOST_DIGITS = 17;

    private static final double LARGEST = Double.MAX_VALUE;

    /** What a clock says in memory; behind it is the time of the first bad observation. */
    private static final long STOPPED = 0;

    private static final long RUNNING = 1;
    private static final long RUN_OUT = 2;

    final double from;
    final double to;
    final boolean isBadInside;
    /** What is reached, as one of the levels of {@link Batch}. */
    final byte level;

    final Evaluation reached;
    final Evaluation pending;
    final long holdingNanos;
    /** Why it cannot be said whether a value is bad. */
    final @Nullable Reason unknown;

    private final Bounds bounds;
    private final int clock;

    /**
     * Reads the numbers of a clause.
     *
     * @param clock where in the memory of a series the clock of this clause is, if it has a holding time
     */
    Condition(Clause clause, @Nullable Reference baseline, int clock) {
        bounds = Bounds.of(clause.limit(), baseline);
        unknown = bounds.unknown();
        Operator bad = clause instanceof Clause.Level ? bounds.operator() : opposite(bounds.operator());
        isBadInside = bad == Operator.EQUAL && unknown == null;
        from = unknown == null ? Math.max(lowestGood(bad, bounds.lower()), -LARGEST) : -LARGEST;
        to = unknown == null ? Math.min(highestGood(bad, bounds.upper()), LARGEST) : LARGEST;
        reached = new Evaluation(clause instanceof Clause.Target ? Reason.TARGET_MISSED : Reason.LEVEL_REACHED, clause);
        pending = new Evaluation(Reason.LEVEL_PENDING, clause);
        level = Batch.level(reached);
        holdingNanos = holdingNanos(clause);
        this.clock = clock;
    }

    static long holdingNanos(Clause clause) {
        return clause instanceof Clause.Level level ? level.holding().toNanos() : 0;
    }

    /** Whether a finite value is bad. Never when that is unknown. */
    boolean isBad(double value) {
        return (value >= from && value <= to) == isBadInside;
    }

    /**
     * Whether a bad value has been bad for long enough. A clock that went back is started anew, as it cannot be told for
     * how long; what has been reached before stays reached.
     */
    boolean isDue(long now, long[] memory) {
        if (holdingNanos == 0 || memory[clock] == RUN_OUT) {
            return true;
        }
        long age = now - memory[clock + 1];
        if (memory[clock] == STOPPED || age < 0) {
            memory[clock] = RUNNING;
            memory[clock + 1] = now;
            return false;
        }
        if (age < holdingNanos) {
            return false;
        }
        memory[clock] = RUN_OUT;
        return true;
    }

    /** Whether a bad value has been bad for long enough, as of the last look. */
    boolean isRunOut(long[] memory) {
        return holdingNanos == 0 || memory[clock] == RUN_OUT;
    }

    /** Stops the clock, unless it has run out. */
    void forgetPending(long[] memory) {
        if (holdingNanos != 0 && memory[clock] == RUNNING) {
            memory[clock] = STOPPED;
        }
    }

    Clause clause() {
        return Objects.requireNonNull(reached.clause());
    }

    /** Stops the clock after a good value. */
    void stop(long[] memory) {
        if (holdingNanos != 0 && unknown == null) {
            memory[clock] = STOPPED;
        }
    }

    /** Whether the clock must be looked at again, whatever the next value. */
    boolean isStopped(long[] memory) {
        return holdingNanos == 0 || memory[clock] == STOPPED;
    }

    /**
     * Whether a person who reads the value with so many digits takes it for the limit, or sees it on the other side.
     * Rounding is not all: sizes are shown in powers of 1024, long times in hours and minutes.
     */
    boolean isBlurred(double value, Unit unit, int digits) {
        return isBad(rounded(value, digits)) != isBad(value)
                || isBlurred(bounds.lower(), value, unit, digits)
                || isBlurred(bounds.upper(), value, unit, digits);
    }

    /** The limit itself must be told in full, and any other value apart from it. */
    private static boolean isBlurred(double limit, double value, Unit unit, int digits) {
        String shown = unit.format(value, digits);
        return value == limit
                ? !shown.equals(unit.format(value, MOST_DIGITS))
                : shown.equals(unit.format(limit, digits));
    }

    private static double rounded(double value, int digits) {
        return BigDecimal.valueOf(value)
                .round(new MathContext(digits, RoundingMode.HALF_EVEN))
                .doubleValue();
    }

    private static double lowestGood(Operator bad, double limit) {
        return switch (bad) {
            case GREATER, AT_LEAST -> -LARGEST;
            case AT_MOST -> Math.nextUp(limit);
            case LESS, EQUAL, NOT_EQUAL -> limit;
        };
    }

    private static double highestGood(Operator bad, double limit) {
        return switch (bad) {
            case LESS, AT_MOST -> LARGEST;
            case AT_LEAST -> Math.nextDown(limit);
            case GREATER, EQUAL, NOT_EQUAL -> limit;
        };
    }

    private static Operator opposite(Operator operator) {
        return switch (operator) {
            case LESS -> Operator.AT_LEAST;
            case AT_MOST -> Operator.GREATER;
            case GREATER -> Operator.AT_MOST;
            case AT_LEAST -> Operator.LESS;
            case EQUAL -> Operator.NOT_EQUAL;
            case NOT_EQUAL -> Operator.EQUAL;
        };
    }
}
