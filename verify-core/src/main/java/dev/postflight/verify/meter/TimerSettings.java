package dev.postflight.verify.meter;

import dev.postflight.api.Quantity;
import dev.postflight.api.Scale;
import dev.postflight.api.Unit;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a probe over timers or summaries is to tell.
 *
 * @param kind what the meters are called
 * @param scale what they record in
 * @param errors which of them count errors
 * @param successes which of them count successes, if that is asked for
 * @param within limits in base units, by the metric for the share of what is not above it
 * @param window how far to look back; zero for the last look, {@code null} for all since the application was started
 */
record TimerSettings(
        String kind,
        Scale scale,
        Outcomes errors,
        @Nullable Outcomes successes,
        Map<String, Double> within,
        @Nullable Duration window) {

    static final String[] QUANTILE_NAMES = {"p50", "p95", "p99"};
    static final double[] QUANTILES = {0.5, 0.95, 0.99};

    /** Places in the sheet. */
    static final int COUNT = 0;

    static final int TOTAL = 1;
    static final int MEAN = 2;
    static final int MAX = 3;
    static final int FIRST_QUANTILE = 4;
    static final int ERRORS = FIRST_QUANTILE + QUANTILES.length;
    static final int ERROR_RATE = ERRORS + 1;

    static final String TIMER = "timer";
    static final String SUMMARY = "summary";

    static final String SUCCESSES = "successes";
    static final String SUCCESS_RATE = "success_rate";
    static final String RATE = "rate";

    private static final int MOST_LIMITS = 20;
    private static final Duration LONGEST = Duration.ofDays(3650);

    static TimerSettings of(String kind, Scale scale) {
        return new TimerSettings(
                kind, scale, Outcomes.of("outcome", "SERVER_ERROR"), null, Collections.emptyMap(), null);
    }

    Unit unit() {
        return scale.unit();
    }

    boolean isOfTimers() {
        return kind.equals(TIMER);
    }

    TimerSettings withErrors(Outcomes outcomes) {
        return new TimerSettings(kind, scale, outcomes, successes, within, window);
    }

    TimerSettings withSuccesses(Outcomes outcomes) {
        return new TimerSettings(kind, scale, errors, outcomes, within, window);
    }

    TimerSettings withWindow(@Nullable Duration time) {
        return new TimerSettings(kind, scale, errors, successes, within, checked(time));
    }

    static Duration checked(@Nullable Duration time) {
        if (time == null || time.isNegative() || time.isZero() || time.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    "window: " + time + " (expected: a positive duration of at most 3650 days)");
        }
        return time;
    }

    /** Of what is looked at, for the end of a sentence. */
    static String inWindow(@Nullable Duration window) {
        if (window == null) {
            return "";
        }
        return window.isZero() ? " since the last look" : " within " + Unit.SECONDS.format(window.toNanos() / 1e9);
    }

    TimerSettings sinceLastLook() {
        return new TimerSettings(kind, scale, errors, successes, within, Duration.ZERO);
    }

    TimerSettings withLimit(@Nullable String limit) {
        if (limit == null) {
            throw new IllegalArgumentException("within: null (expected: a quantity such as 100ms)");
        }
        Unit unit = unit();
        Quantity quantity = Quantity.parse(limit);
        if (!(quantity.value() > 0) || quantity.unit() != unit) {
            throw new IllegalArgumentException("within: " + quantity + " (expected: more than zero, in "
                    + (unit == Unit.SECONDS ? "units of time such as 100ms" : "the unit of the meter, " + unit) + ")");
        }
        if (within.size() == MOST_LIMITS) {
            throw new IllegalArgumentException(
                    "within: " + (MOST_LIMITS + 1) + " limits (expected: at most " + MOST_LIMITS + ")");
        }
        Map<String, Double> more = new LinkedHashMap<>(within);
        more.put("within_" + name(quantity), quantity.value());
        return new TimerSettings(kind, scale, errors, successes, Collections.unmodifiableMap(more), window);
    }

    /** What a metric can be called. */
    private static String name(Quantity quantity) {
        return quantity.toString().replace("%", "percent").replace("/", "_per_").replace('+', '_');
    }

    /** All figures, the first ones at their places. */
    Map<String, Unit> metrics() {
        Unit unit = unit();
        Map<String, Unit> metrics = new LinkedHashMap<>();
        metrics.put("count", Unit.COUNT);
        metrics.put("total", unit);
        metrics.put("mean", unit);
        metrics.put("max", unit);
        for (String name : QUANTILE_NAMES) {
            metrics.put(name, unit);
        }
        metrics.put("errors", Unit.COUNT);
        metrics.put("error_rate", Unit.RATIO);
        if (successes != null) {
            metrics.put(SUCCESSES, Unit.COUNT);
            metrics.put(SUCCESS_RATE, Unit.RATIO);
        }
        for (String name : within.keySet()) {
            metrics.put(name, Unit.RATIO);
        }
        if (window != null) {
            metrics.put(RATE, Unit.PER_SECOND);
        }
        return metrics;
    }
}
