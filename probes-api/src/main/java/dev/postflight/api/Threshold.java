package dev.postflight.api;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one metric may be: a target, any number of severity levels, and limits that must hold. It is data, and has one
 * text form that reads back as an equal threshold:
 *
 * <pre>{@code
 * threshold  = metric ":" clause { "," clause }
 * clause     = "target" limit | severity limit [ "for" duration ] | limit
 * limit      = op quantity | op "baseline" [ ("+" | "-") quantity ] | "outside" quantity ".." quantity
 * op         = "<" | "<=" | ">" | ">=" | "=" | "!="
 * severity   = LOW | MEDIUM | HIGH | CRITICAL        (any case)
 * quantity   = number [ unit ]
 * unit       = ns us µs ms s m min h d · % · B kB MB GB TB KiB MiB GiB TiB · /s /min
 * }</pre>
 *
 * <p>For example {@code p95: target < 200ms, HIGH > 500ms, CRITICAL > 2s for 10m}. A bare limit is required: not met, it
 * is CRITICAL. The most severe level that is reached wins; a level with {@code for} is reached when its condition has
 * held on every observation from the first bad one to one at least that much later. A target that is missed while no
 * level is reached gives a warning.
 *
 * @param metric the name of the metric
 * @param clauses target first, then what is required, then levels by ascending severity and holding time; the order of
 *     writing does not matter
 * @since 0.1
 */
public record Threshold(String metric, List<Clause> clauses) {

    /**
     * Checks the threshold as a whole.
     *
     * @throws IllegalArgumentException if the metric is no metric name; if there is no clause, the same one twice or more
     *     than one target; if quantities of different units stand together; if clauses contradict one another; or if a
     *     clause can never have an effect; or if the text form is longer than 2,000 characters
     */
    public Threshold {
        if (!Faults.isMetric(metric)) {
            throw new IllegalArgumentException(Faults.sentence("metric", Faults.quoted(metric), Faults.METRIC_RULE));
        }
        clauses = sorted(clauses);
        ThresholdRules.check(metric, clauses);
        if (text(metric, clauses).length() > ThresholdParser.LONGEST_TEXT) {
            throw new IllegalArgumentException(Faults.sentence(
                    metric,
                    clauses.size() + " clauses",
                    "a text form of at most " + ThresholdParser.LONGEST_TEXT + " characters"));
        }
    }

    /**
     * Reads the text form.
     *
     * @param text for example {@code p95: target < 200ms, HIGH > 500ms}
     * @return the threshold
     * @throws IllegalArgumentException if the text is no threshold; the message says where and why
     */
    public static Threshold parse(String text) {
        return new ThresholdParser("threshold", text).threshold();
    }

    /**
     * The unit that the quantities are written in.
     *
     * @return the unit, or {@code null} when all of them are bare numbers or there are none
     */
    public @Nullable Unit unit() {
        for (Quantity quantity : ThresholdRules.quantities(clauses)) {
            if (!quantity.symbol().isEmpty()) {
                return quantity.unit();
            }
        }
        return null;
    }

    /**
     * Whether a metric of a unit can be held against this threshold.
     *
     * @param metricUnit the unit of the metric
     * @return whether all quantities can be compared with it
     */
    public boolean fits(Unit metricUnit) {
        for (Quantity quantity : ThresholdRules.quantities(clauses)) {
            if (!quantity.fits(metricUnit)) {
                return false;
            }
        }
        return true;
    }

    /**
     * The text form.
     *
     * @return for example {@code p95: target < 200ms, HIGH > 500ms}
     */
    @Override
    public String toString() {
        return text(metric, clauses);
    }

    private static String text(String metric, List<Clause> clauses) {
        StringBuilder text = new StringBuilder(metric).append(':');
        for (int i = 0; i < clauses.size(); i++) {
            text.append(i == 0 ? " " : ", ").append(clauses.get(i));
        }
        return text.toString();
    }

    /** By kind, severity and holding time, and among equals by text, so that the order of writing is forgotten. */
    private static List<Clause> sorted(List<Clause> clauses) {
        List<Clause> sorted = new ArrayList<>(clauses.size());
        for (Clause clause : clauses) {
            int place = sorted.size();
            while (place > 0 && comesBefore(clause, sorted.get(place - 1))) {
                place--;
            }
            sorted.add(place, clause);
        }
        return List.copyOf(sorted);
    }

    private static boolean comesBefore(Clause one, Clause other) {
        int order = Integer.compare(rank(one), rank(other));
        if (order == 0 && one instanceof Clause.Level level && other instanceof Clause.Level otherLevel) {
            order = level.severity().compareTo(otherLevel.severity());
            order = order == 0 ? level.holding().compareTo(otherLevel.holding()) : order;
        }
        return order < 0 || order == 0 && one.toString().compareTo(other.toString()) < 0;
    }

    private static int rank(Clause clause) {
        return clause instanceof Clause.Target ? 0 : clause instanceof Clause.Required ? 1 : 2;
    }
}
