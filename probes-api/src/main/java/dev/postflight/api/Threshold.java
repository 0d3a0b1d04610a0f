package dev.postflight.api;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a figure of one check may be: a target, any number of severity levels, and limits that must hold. It is data, and
 * has one text form that reads back as an equal threshold:
 *
 * <pre>{@code
 * threshold  = ( figure | composite ) ":" clause { "," clause }
 * figure     = term { ( "+" | "-" | "/" ) term }
 * term       = metric | statistic [ "of" metric ] "over" ( duration | "phase" ) | "(" figure ")"
 * statistic  = count sum mean min max p50 p90 p95 p99 increase rate error_ratio
 * composite  = ( "any of" | "all of" ) "(" condition { "," condition } ")"
 * condition  = ( figure limit | composite ) [ "for" duration ]
 * clause     = "target" limit | severity limit [ "for" duration ] | limit | severity [ "for" duration ]
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
 * level is reached gives a warning. Behind a composite, a level is a severity alone: {@code any of (cpu > 80% for 10m,
 * memory > 80%): HIGH}.
 *
 * <p>{@code p95 over 5m} is a figure over a time window, of the only metric that the probe reports; {@code p95 of latency
 * over 5m} is one of several. {@code used / max} is a figure of two metrics of one answer. In names of metrics there may be
 * hyphens, so that a minus has white space before it.
 *
 * @param subject what is held against the clauses
 * @param clauses target first, then what is required, then levels by ascending severity and holding time; the order of
 *     writing does not matter
 * @since 0.1
 */
public record Threshold(Subject subject, List<Clause> clauses) {

    /**
     * Checks the threshold as a whole.
     *
     * @throws IllegalArgumentException if there is no clause, the same one twice or more than one target; if quantities of
     *     different units stand together; if a clause does not go with the subject; if clauses contradict one another; if a
     *     clause can never have an effect; or if the text form is longer than 2,000 characters
     */
    public Threshold {
        requireNonNull(subject, "subject");
        clauses = sorted(clauses);
        ThresholdRules.check(subject, clauses);
        if (text(subject, clauses).length() > Scanner.LONGEST_TEXT) {
            throw new IllegalArgumentException(Faults.sentence(
                    Faults.shortened(subject.toString()),
                    clauses.size() + " clauses",
                    "a text form of at most " + Scanner.LONGEST_TEXT + " characters"));
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
        return new ThresholdParser(new Scanner("threshold", text)).threshold();
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
     * Whether a figure of a unit can be held against this threshold.
     *
     * @param figureUnit the unit of the figure
     * @return whether all quantities can be compared with it
     */
    public boolean fits(Unit figureUnit) {
        for (Quantity quantity : ThresholdRules.quantities(clauses)) {
            if (!quantity.fits(figureUnit)) {
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
        return text(subject, clauses);
    }

    private static String text(Subject subject, List<Clause> clauses) {
        StringBuilder text = new StringBuilder(subject.toString()).append(':');
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
