package dev.postflight.api;

/**
 * What a series of figures comes to over a time window.
 *
 * @since 0.1
 */
public enum Statistic {
    /** How many figures there were. */
    COUNT("count"),
    /** Their sum. */
    SUM("sum"),
    /** Their arithmetic mean. */
    MEAN("mean"),
    /** The smallest. */
    MIN("min"),
    /** The largest. */
    MAX("max"),
    /** The median: half of the figures are not above it. */
    P50("p50"),
    /** 90 % of the figures are not above it. */
    P90("p90"),
    /** 95 % of the figures are not above it. */
    P95("p95"),
    /** 99 % of the figures are not above it. */
    P99("p99"),
    /** By how much a counter has grown; one that went back has started again at zero. */
    INCREASE("increase"),
    /** How fast a counter has grown, per second. */
    RATE("rate"),
    /** The share of the check's runs that failed. */
    ERROR_RATIO("error_ratio");

    private final String word;

    Statistic(String word) {
        this.word = word;
    }

    /**
     * The statistic as it is written.
     *
     * @return for example {@code p95}
     */
    public String word() {
        return word;
    }

    /**
     * The unit of the statistic.
     *
     * @param metric the unit of the series
     * @return the same, unless the statistic counts or divides
     */
    public Unit unit(Unit metric) {
        return switch (this) {
            case COUNT -> Unit.COUNT;
            case RATE -> Unit.PER_SECOND;
            case ERROR_RATIO -> Unit.RATIO;
            default -> metric;
        };
    }

    /**
     * The share of the figures that are not above it.
     *
     * @return 0 to 1 for a quantile; not a number for anything else
     */
    public double quantile() {
        return switch (this) {
            case P50 -> 0.5;
            case P90 -> 0.9;
            case P95 -> 0.95;
            case P99 -> 0.99;
            default -> Double.NaN;
        };
    }

    /**
     * Whether it takes the series for a counter, which only grows and starts again at zero.
     *
     * @return true for {@link #INCREASE} and {@link #RATE}
     */
    public boolean ofCounter() {
        return this == INCREASE || this == RATE;
    }

    @Override
    public String toString() {
        return word;
    }
}
