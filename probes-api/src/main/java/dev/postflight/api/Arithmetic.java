package dev.postflight.api;

import org.jspecify.annotations.Nullable;

/**
 * How two figures of one check make a third.
 *
 * @since 0.1
 */
public enum Arithmetic {
    /** The sum of two figures of one unit. */
    PLUS("+"),
    /** The difference of two figures of one unit. */
    MINUS("-"),
    /** The quotient of two figures: of one unit a ratio, over a count or a ratio the unit of the first, over seconds a rate. */
    OVER("/");

    private final String symbol;

    Arithmetic(String symbol) {
        this.symbol = symbol;
    }

    /**
     * The operation as it is written.
     *
     * @return one character
     */
    public String symbol() {
        return symbol;
    }

    /**
     * Calculates.
     *
     * @param left in its base unit
     * @param right in its base unit
     * @return the result, which is not finite when something is divided by zero
     */
    public double apply(double left, double right) {
        return switch (this) {
            case PLUS -> left + right;
            case MINUS -> left - right;
            case OVER -> left / right;
        };
    }

    /**
     * The unit of the result.
     *
     * @param left the unit of the first figure
     * @param right the unit of the second figure
     * @return {@code null} when the two do not go together
     */
    public @Nullable Unit unit(Unit left, Unit right) {
        if (this != OVER) {
            return left == right ? left : null;
        }
        if (left == right) {
            return Unit.RATIO;
        }
        return switch (right) {
            case COUNT, RATIO -> left;
            case SECONDS -> left == Unit.COUNT || left == Unit.BYTES ? Unit.PER_SECOND : null;
            case BYTES, PER_SECOND -> null;
        };
    }

    /** Whether this is done before the other where no brackets are. */
    boolean bindsTighterThan(Arithmetic other) {
        return this == OVER && other != OVER;
    }

    @Override
    public String toString() {
        return symbol;
    }
}
