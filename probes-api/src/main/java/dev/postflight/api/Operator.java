package dev.postflight.api;

/**
 * How a {@link Limit.Fixed} or {@link Limit.Relative} compares a measured value with its quantity.
 *
 * @since 0.1
 */
public enum Operator {
    /** Less than. */
    LESS("<"),
    /** Less than or equal to. */
    AT_MOST("<="),
    /** Greater than. */
    GREATER(">"),
    /** Greater than or equal to. */
    AT_LEAST(">="),
    /** Equal to. */
    EQUAL("="),
    /** Not equal to. */
    NOT_EQUAL("!=");

    private final String symbol;

    Operator(String symbol) {
        this.symbol = symbol;
    }

    /**
     * The operator as it is written.
     *
     * @return for example {@code <=}
     */
    public String symbol() {
        return symbol;
    }

    /**
     * Compares exactly.
     *
     * @param value the measured value
     * @param limit the limit
     * @return whether the condition holds; never when the value is not a number, whatever the operator
     */
    public boolean test(double value, double limit) {
        return switch (this) {
            case LESS -> value < limit;
            case AT_MOST -> value <= limit;
            case GREATER -> value > limit;
            case AT_LEAST -> value >= limit;
            case EQUAL -> value == limit;
            case NOT_EQUAL -> value < limit || value > limit;
        };
    }

    /** The operator that holds exactly where this one does not. */
    Operator negated() {
        return switch (this) {
            case LESS -> AT_LEAST;
            case AT_MOST -> GREATER;
            case GREATER -> AT_MOST;
            case AT_LEAST -> LESS;
            case EQUAL -> NOT_EQUAL;
            case NOT_EQUAL -> EQUAL;
        };
    }

    @Override
    public String toString() {
        return symbol;
    }
}
