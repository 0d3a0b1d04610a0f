package dev.postflight.api;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * A condition on one value; what it means that it holds (wanted or bad) is said by the {@link Clause} around it.
 *
 * @since 0.1
 */
public sealed interface Limit {

    /**
     * A comparison with a quantity: {@code > 500ms}.
     *
     * @param operator how to compare
     * @param quantity with what
     */
    record Fixed(Operator operator, Quantity quantity) implements Limit {
        /** Refuses null. */
        public Fixed {
            requireNonNull(operator, "operator");
            requireNonNull(quantity, "quantity");
        }

        @Override
        public String toString() {
            return operator + " " + quantity;
        }
    }

    /**
     * A comparison with the baseline: {@code > baseline + 10%}. A margin in per cent is a share of the baseline's absolute
     * value; any other is added as it is.
     *
     * @param operator how to compare
     * @param margin what is added to the baseline, negative for {@code baseline - 10%}; {@code null} for none
     */
    record Relative(Operator operator, @Nullable Quantity margin) implements Limit {
        /** Refuses null. */
        public Relative {
            requireNonNull(operator, "operator");
        }

        @Override
        public String toString() {
            if (margin == null) {
                return operator + " baseline";
            }
            String text = margin.toString();
            return operator + " baseline " + (text.startsWith("-") ? "- " + text.substring(1) : "+ " + text);
        }
    }

    /**
     * Below one quantity or above another: {@code outside 10..20}. Both ends are inside.
     *
     * @param from the lower end
     * @param to the upper end; not below the lower one
     */
    record Outside(Quantity from, Quantity to) implements Limit {
        /**
         * Checks the order of the ends.
         *
         * @throws IllegalArgumentException if the ends are of different units, or the upper one is below the lower one
         */
        public Outside {
            requireNonNull(from, "from");
            requireNonNull(to, "to");
            if (!from.fits(to.unit()) && !to.fits(from.unit())) {
                throw new IllegalArgumentException(
                        Faults.sentence("outside", from + ".." + to, "both ends in one unit, as in 10ms..20ms"));
            }
            if (from.value() > to.value()) {
                throw new IllegalArgumentException(
                        Faults.sentence("outside", from + ".." + to, "the lower end first, as in " + to + ".." + from));
            }
        }

        @Override
        public String toString() {
            return "outside " + from + ".." + to;
        }
    }

    /** That a {@link Composite} holds; it is not written. */
    record Holds() implements Limit {
        @Override
        public String toString() {
            return "";
        }
    }
}
