package dev.postflight.http;

import dev.postflight.api.Operator;
import dev.postflight.api.Quantity;
import dev.postflight.api.Unit;
import org.jspecify.annotations.Nullable;

/**
 * A comparison with a number, as it is written in thresholds: {@code <= 5}, {@code < 100KiB}, {@code < 5m}.
 *
 * @param operator how to compare
 * @param quantity with what
 */
record NumberRule(Operator operator, Quantity quantity) {

    /** Those of two characters first, as they begin with one of the others. */
    private static final Operator[] OPERATORS = {
        Operator.AT_MOST, Operator.AT_LEAST, Operator.NOT_EQUAL, Operator.LESS, Operator.GREATER, Operator.EQUAL
    };

    private static final String RULE = "one of <, <=, >, >=, =, != and ";

    static NumberRule parse(String name, @Nullable String text, Unit unit) {
        String rule = RULE
                + switch (unit) {
                    case BYTES -> "a size, as in <= 100KiB";
                    case SECONDS -> "a duration, as in < 5m";
                    default -> "a number, as in <= 5";
                };
        if (text == null) {
            throw Texts.fault(name, null, rule);
        }
        String clean = text.strip();
        for (Operator operator : OPERATORS) {
            if (clean.startsWith(operator.symbol())) {
                Quantity quantity =
                        quantity(name, text, clean.substring(operator.symbol().length()), rule);
                String symbol = quantity.symbol();
                if (fits(quantity, symbol, unit)) {
                    return new NumberRule(operator, quantity);
                }
                break;
            }
        }
        throw Texts.fault(name, Texts.quoted(Texts.cut(text)), rule);
    }

    private static boolean fits(Quantity quantity, String symbol, Unit unit) {
        if (unit == Unit.SECONDS) {
            // nobody can tell what a bare number counts, and no time is less than nothing ago
            return !symbol.isEmpty() && quantity.fits(unit) && quantity.value() >= 0;
        }
        return symbol.isEmpty() || quantity.fits(unit) || unit == Unit.COUNT && symbol.equals("%");
    }

    private static Quantity quantity(String name, String text, String number, String rule) {
        try {
            return Quantity.parse(number);
        } catch (IllegalArgumentException e) {
            throw Texts.fault(name, Texts.quoted(Texts.cut(text)), rule);
        }
    }

    boolean allows(double number) {
        return operator.test(number, quantity.value());
    }

    @Override
    public String toString() {
        return operator + " " + quantity;
    }
}
