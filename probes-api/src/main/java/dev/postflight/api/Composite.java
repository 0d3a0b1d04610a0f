package dev.postflight.api;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Several conditions of which any or all must hold: {@code any of (cpu > 80% for 10m, memory > 80%)}. As long as it hangs on a
 * figure that is not known, it is not known either.
 *
 * @param quantifier whether one is enough
 * @param elements the conditions, in the order of writing
 * @since 0.1
 */
public record Composite(Quantifier quantifier, List<Element> elements) implements Subject {

    private static final int MOST = 20;

    /** How many of the conditions must hold. */
    public enum Quantifier {
        /** One is enough. */
        ANY("any of"),
        /** It takes all of them. */
        ALL("all of");

        private final String words;

        Quantifier(String words) {
            this.words = words;
        }

        @Override
        public String toString() {
            return words;
        }
    }

    /**
     * One condition.
     *
     * @param subject a figure, or again several conditions
     * @param limit what the figure is compared with; {@link Limit.Holds} for several conditions
     * @param holding for how long it must have held before it counts; zero for at once
     */
    public record Element(Subject subject, Limit limit, Duration holding) {
        /**
         * Checks the holding time, and that the limit goes with the subject.
         *
         * @throws IllegalArgumentException if it does not, if its unit cannot be that of the figure, or the holding time
         *     is negative or above 3650 days
         */
        public Element {
            requireNonNull(subject, "subject");
            ThresholdRules.checkElement(subject, limit, holding);
        }

        @Override
        public String toString() {
            return subject
                    + (limit instanceof Limit.Holds ? "" : " " + limit)
                    + (holding.isZero() ? "" : " for " + Durations.text(holding));
        }
    }

    /**
     * Copies the elements.
     *
     * @throws IllegalArgumentException if there are fewer than two or more than twenty, or one is there twice
     */
    public Composite {
        requireNonNull(quantifier, "quantifier");
        elements = List.copyOf(elements);
        if (elements.size() < 2 || elements.size() > MOST) {
            throw new IllegalArgumentException(Faults.sentence(
                    quantifier.toString(), elements.size() + " conditions", "2 to " + MOST + " conditions"));
        }
        Set<Element> distinct = new HashSet<>();
        for (Element element : elements) {
            if (!distinct.add(element)) {
                throw new IllegalArgumentException(
                        Faults.sentence(quantifier.toString(), element + " twice", "each condition once"));
            }
        }
    }

    @Override
    public List<Figure> terms() {
        List<Figure> terms = new ArrayList<>();
        elements.forEach(element -> terms.addAll(element.subject().terms()));
        return terms;
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(quantifier.toString()).append(" (");
        for (int i = 0; i < elements.size(); i++) {
            text.append(i == 0 ? "" : ", ").append(elements.get(i));
        }
        return text.append(')').toString();
    }
}
