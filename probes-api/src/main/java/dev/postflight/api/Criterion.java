package dev.postflight.api;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * What must hold of all that was observed in a phase before it is {@link Decision#GO}. It is data, and has one text form that
 * reads back as an equal criterion:
 *
 * <pre>{@code
 * criterion = subject [ "in" name ] ":" limit                a name with a colon or a quote in it: "in quotes"
 * subject   = "availability" | "mttr" | "mtbf" | "silence"   of the phase, of a component or of a check
 *           | "incidents" [ "." severity ] | "resolution"    of the phase or of a component
 *           | "passes"                                       of a check: how many in a row
 *           | statistic [ "of" metric ] "over" "phase"       of a check; the metric "took" is how long its runs took
 * }</pre>
 *
 * <p>For example {@code availability: >= 99%}, {@code incidents.critical: = 0}, {@code resolution: < 1h},
 * {@code passes in midnight reset: >= 7} or {@code p95 of latency over phase in api: < 200ms}.
 *
 * @param threshold the subject, and the limit that must hold
 * @param of the check or component that it is about; {@code null} for the phase as a whole
 * @since 0.1
 */
public record Criterion(Threshold threshold, @Nullable String of) {

    /** The metric that every check has: how long its runs took, in seconds. */
    public static final String TOOK = "took";

    /** What a criterion may be about, besides figures of checks. */
    public enum Subject {
        /** The share of the observed time in which it was up. */
        AVAILABILITY("availability", Unit.RATIO),
        /** How many incidents there were. */
        INCIDENTS("incidents", Unit.COUNT),
        /** How many LOW incidents there were. */
        INCIDENTS_LOW("incidents.low", Unit.COUNT),
        /** How many MEDIUM incidents there were. */
        INCIDENTS_MEDIUM("incidents.medium", Unit.COUNT),
        /** How many HIGH incidents there were. */
        INCIDENTS_HIGH("incidents.high", Unit.COUNT),
        /** How many CRITICAL incidents there were. */
        INCIDENTS_CRITICAL("incidents.critical", Unit.COUNT),
        /** The longest time that it took to resolve an incident. */
        RESOLUTION("resolution", Unit.SECONDS),
        /** The mean time to recovery. */
        MTTR("mttr", Unit.SECONDS),
        /** The mean time between failures. */
        MTBF("mtbf", Unit.SECONDS),
        /** The longest stretch of time of which nothing is known. */
        SILENCE("silence", Unit.SECONDS),
        /** How many times in a row a check has passed. */
        PASSES("passes", Unit.COUNT);

        private final String word;
        private final Unit unit;

        Subject(String word, Unit unit) {
            this.word = word;
            this.unit = unit;
        }

        /**
         * The subject as it is written.
         *
         * @return for example {@code incidents.critical}
         */
        public String word() {
            return word;
        }

        /**
         * The unit of its value.
         *
         * @return a base unit
         */
        public Unit unit() {
            return unit;
        }

        /**
         * The severity of the incidents that are counted.
         *
         * @return {@code null} when it does not count incidents, or all of them
         */
        public @Nullable Severity severity() {
            return switch (this) {
                case INCIDENTS_LOW -> Severity.LOW;
                case INCIDENTS_MEDIUM -> Severity.MEDIUM;
                case INCIDENTS_HIGH -> Severity.HIGH;
                case INCIDENTS_CRITICAL -> Severity.CRITICAL;
                default -> null;
            };
        }
    }

    /**
     * Checks that the subject is one of a phase, and that the limit can be missed and met.
     *
     * @throws IllegalArgumentException if it is not
     */
    public Criterion {
        requireNonNull(threshold, "threshold");
        CriterionRules.check(threshold, of);
        threshold = CriterionRules.spelt(threshold);
    }

    /**
     * Reads the text form.
     *
     * @param text for example {@code availability: >= 99%}
     * @return the criterion
     * @throws IllegalArgumentException if the text is no criterion; the message says where and why
     */
    public static Criterion parse(String text) {
        return new ThresholdParser(new Scanner("exit", text)).criterion();
    }

    /**
     * What it is about.
     *
     * @return {@code null} for a figure of a check
     */
    public @Nullable Subject subject() {
        return CriterionRules.subject(threshold.subject());
    }

    /**
     * The limit.
     *
     * @return what must hold
     */
    public Limit.Fixed limit() {
        return (Limit.Fixed) threshold.clauses().get(0).limit();
    }

    /**
     * The text form.
     *
     * @return for example {@code passes in midnight reset: >= 7}
     */
    @Override
    public String toString() {
        String name =
                of == null ? "" : " in " + (CriterionRules.isPlain(of) ? of : '"' + of.replace("\"", "\"\"") + '"');
        return threshold.subject() + name + ": " + limit();
    }
}
