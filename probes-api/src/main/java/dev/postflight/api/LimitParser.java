package dev.postflight.api;

import org.jspecify.annotations.Nullable;

/** Reads limits: {@code > 500ms}, {@code > baseline + 10%}, {@code outside 10..20}. */
final class LimitParser {

    private final Scanner scanner;

    LimitParser(Scanner scanner) {
        this.scanner = scanner;
    }

    Limit limit() {
        int start = scanner.place();
        if (scanner.acceptWord("outside")) {
            return outside(start);
        }
        Operator operator = operator();
        return scanner.acceptWord("baseline")
                ? new Limit.Relative(operator, margin())
                : new Limit.Fixed(operator, scanner.quantity("limit", "a quantity such as 500ms, or baseline"));
    }

    private Limit outside(int start) {
        Quantity from = scanner.quantity("outside", "a range such as 10..20");
        if (!scanner.accept("..")) {
            throw scanner.fault(scanner.place(), "outside", "a range such as 10..20");
        }
        Quantity to = scanner.quantity("outside", "the upper end of a range such as 10..20");
        try {
            return new Limit.Outside(from, to);
        } catch (IllegalArgumentException e) {
            throw scanner.fault(start, e);
        }
    }

    private @Nullable Quantity margin() {
        boolean minus = scanner.accept("-");
        if (!minus && !scanner.accept("+")) {
            return null;
        }
        int start = scanner.place();
        if (scanner.accept("-") || scanner.accept("+")) {
            throw scanner.fault(start, "margin", "a quantity without a sign of its own");
        }
        Quantity margin = scanner.quantity("margin", "a quantity such as 10% or 50ms");
        return minus ? new Quantity(margin.amount().negate(), margin.symbol()) : margin;
    }

    private Operator operator() {
        for (Operator operator : new Operator[] {
            Operator.AT_MOST, Operator.AT_LEAST, Operator.NOT_EQUAL, Operator.LESS, Operator.GREATER, Operator.EQUAL
        }) {
            if (scanner.accept(operator.symbol())) {
                if (operator == Operator.EQUAL) {
                    scanner.accept("="); // what a programmer writes
                }
                return operator;
            }
        }
        throw scanner.fault(scanner.place(), "limit", "<, <=, >, >=, =, != or outside, then a quantity");
    }
}
