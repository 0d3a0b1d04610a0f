package dev.postflight.api;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads the text form of thresholds and quantities by recursive descent; each fault names its column. */
final class ThresholdParser {

    static final int LONGEST_TEXT = 2_000;

    private static final String CLAUSE_RULE = "target, LOW, MEDIUM, HIGH, CRITICAL, or a limit such as < 200ms";

    private final String kind;
    private final String text;
    private int at;

    ThresholdParser(String kind, @Nullable String text) {
        if (text == null || text.length() > LONGEST_TEXT) {
            throw new IllegalArgumentException(Faults.sentence(
                    kind,
                    text == null ? "null" : "a text of " + text.length() + " characters",
                    "a text of at most " + LONGEST_TEXT + " characters"));
        }
        this.kind = kind;
        this.text = text;
    }

    Threshold threshold() {
        skipSpace();
        if (at == text.length()) {
            throw new IllegalArgumentException(Faults.sentence(
                    kind, Faults.quoted(text), "a metric and what it may be, as in \"p95: HIGH > 500ms\""));
        }
        int start = at;
        while (at < text.length() && Faults.isMetricPart(text.charAt(at))) {
            at++;
        }
        String metric = text.substring(start, at);
        if (!Faults.isMetric(metric)) {
            throw fault(start, "metric", Faults.METRIC_RULE);
        }
        skipSpace();
        if (!accept(":")) {
            throw fault(at, "after " + metric, "a colon, as in \"p95: HIGH > 500ms\"");
        }
        List<Clause> clauses = new ArrayList<>();
        do {
            clauses.add(clause());
            skipSpace();
        } while (accept(","));
        if (at < text.length()) {
            throw fault(at, "after " + clauses.get(clauses.size() - 1), "a comma and a further clause, or the end");
        }
        try {
            return new Threshold(metric, clauses);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(kind + " \"" + Faults.visible(text) + "\": " + e.getMessage(), e);
        }
    }

    Quantity wholeQuantity() {
        Quantity quantity = quantity("quantity", "a number with an optional unit, such as 200ms, 5% or 10/s");
        skipSpace();
        if (at < text.length()) {
            throw fault(at, "after " + quantity, "the end");
        }
        return quantity;
    }

    private Clause clause() {
        skipSpace();
        int start = at;
        return switch (word().toLowerCase(Locale.ROOT)) {
            case "target" -> new Clause.Target(limitAtOnce("a target; only levels can have one"));
            case "low" -> level(Severity.LOW);
            case "medium" -> level(Severity.MEDIUM);
            case "high" -> level(Severity.HIGH);
            case "critical" -> level(Severity.CRITICAL);
            case "outside", "" -> required(start);
            default -> throw fault(start, "clause", CLAUSE_RULE);
        };
    }

    private Clause level(Severity severity) {
        Limit limit = limit();
        return new Clause.Level(severity, limit, holding());
    }

    private Clause required(int start) {
        at = start;
        if (at == text.length() || text.charAt(at) == ',') {
            throw fault(at, "clause", CLAUSE_RULE);
        }
        return new Clause.Required(limitAtOnce("a limit that is required; write CRITICAL and what is bad"));
    }

    private Limit limitAtOnce(String rule) {
        Limit limit = limit();
        skipSpace();
        int end = at;
        if (word().equalsIgnoreCase("for")) {
            throw fault(end, "for", "no holding time on " + rule);
        }
        at = end;
        return limit;
    }

    private Limit limit() {
        skipSpace();
        int start = at;
        if (word().equalsIgnoreCase("outside")) {
            Quantity from = quantity("outside", "a range such as 10..20");
            skipSpace();
            if (!accept("..")) {
                throw fault(at, "outside", "a range such as 10..20");
            }
            return located(start, from, quantity("outside", "the upper end of a range such as 10..20"));
        }
        at = start;
        Operator operator = operator();
        skipSpace();
        start = at;
        if (word().equalsIgnoreCase("baseline")) {
            return new Limit.Relative(operator, margin());
        }
        at = start;
        return new Limit.Fixed(operator, quantity("limit", "a quantity such as 500ms, or baseline"));
    }

    private Limit located(int start, Quantity from, Quantity to) {
        try {
            return new Limit.Outside(from, to);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(place(start) + e.getMessage(), e);
        }
    }

    private @Nullable Quantity margin() {
        skipSpace();
        boolean minus = accept("-");
        if (!minus && !accept("+")) {
            return null;
        }
        skipSpace();
        int start = at;
        if (at < text.length() && (text.charAt(at) == '-' || text.charAt(at) == '+')) {
            throw fault(start, "margin", "a quantity without a sign of its own");
        }
        Quantity margin = quantity("margin", "a quantity such as 10% or 50ms");
        return minus ? new Quantity(margin.amount().negate(), margin.symbol()) : margin;
    }

    private Operator operator() {
        for (Operator operator : new Operator[] {
            Operator.AT_MOST, Operator.AT_LEAST, Operator.NOT_EQUAL, Operator.LESS, Operator.GREATER, Operator.EQUAL
        }) {
            if (accept(operator.symbol())) {
                if (operator == Operator.EQUAL) {
                    accept("="); // what a programmer writes
                }
                return operator;
            }
        }
        throw fault(at, "limit", "<, <=, >, >=, =, != or outside, then a quantity");
    }

    private Duration holding() {
        skipSpace();
        int start = at;
        if (!word().equalsIgnoreCase("for")) {
            at = start;
            return Duration.ZERO;
        }
        skipSpace();
        start = at;
        Quantity holding = quantity("for", "a duration such as 5m");
        if (holding.unit() != Unit.SECONDS
                || holding.amount().signum() <= 0
                || !Faults.isPositive(holding.value() > 1e12 ? null : holding.toDuration())) {
            throw fault(start, "for", "a positive duration such as 5m, at least 1ns and at most 3650d");
        }
        return holding.toDuration();
    }

    private Quantity quantity(String name, String rule) {
        skipSpace();
        int start = at;
        int digits = 0;
        if (at < text.length() && (text.charAt(at) == '-' || text.charAt(at) == '+')) {
            at++;
        }
        digits += digits();
        if (at + 1 < text.length() && text.charAt(at) == '.' && isDigit(text.charAt(at + 1))) {
            at++;
            digits += digits();
        }
        if (digits == 0) {
            throw fault(start, name, rule);
        }
        refuseComma(start);
        exponent();
        String number = text.substring(start, at);
        skipSpace();
        int unitStart = at;
        String symbol = symbol();
        if (symbol.equalsIgnoreCase("for")) {
            at = unitStart;
            symbol = "";
        }
        try {
            return Quantity.of(number, symbol);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(place(start) + e.getMessage(), e);
        }
    }

    /** A clause never begins with a digit, so that a comma between digits can only be meant as part of a number. */
    private void refuseComma(int start) {
        if (at + 1 < text.length() && text.charAt(at) == ',' && isDigit(text.charAt(at + 1))) {
            at++;
            digits();
            String seen = Faults.quoted(text.substring(start, at));
            throw new IllegalArgumentException(place(start)
                    + Faults.sentence("number", seen, "a point before decimals, and nothing between thousands"));
        }
    }

    private int digits() {
        int start = at;
        while (at < text.length() && isDigit(text.charAt(at))) {
            at++;
        }
        return at - start;
    }

    /** An exponent of at most three digits; an 'e' that no digit follows is left to the unit. */
    private void exponent() {
        int start = at;
        if (at < text.length() && (text.charAt(at) == 'e' || text.charAt(at) == 'E')) {
            at++;
            if (at < text.length() && (text.charAt(at) == '-' || text.charAt(at) == '+')) {
                at++;
            }
            int digits = digits();
            if (digits == 0) {
                at = start;
            } else if (digits > 3) {
                throw fault(start, "exponent", "at most three digits");
            }
        }
    }

    private String symbol() {
        if (accept("%")) {
            return "%";
        }
        int start = at;
        accept("/");
        while (at < text.length() && Character.isLetter(text.charAt(at))) {
            at++;
        }
        return text.substring(start, at);
    }

    private String word() {
        int start = at;
        while (at < text.length() && Character.isLetter(text.charAt(at))) {
            at++;
        }
        return text.substring(start, at);
    }

    private boolean accept(String token) {
        if (text.startsWith(token, at)) {
            at += token.length();
            return true;
        }
        return false;
    }

    private void skipSpace() {
        while (at < text.length() && isSpace(text.charAt(at))) {
            at++;
        }
    }

    private static boolean isSpace(char c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c);
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private IllegalArgumentException fault(int where, String name, String rule) {
        int end = where;
        while (end < text.length() && !isSpace(text.charAt(end)) && text.charAt(end) != ',') {
            end++;
        }
        end = Math.max(end, Math.min(where + 1, text.length()));
        String seen = where >= text.length() ? "the end" : Faults.quoted(text.substring(where, end));
        return new IllegalArgumentException(place(where) + Faults.sentence(name, seen, rule));
    }

    private String place(int where) {
        return kind + " \"" + Faults.visible(text) + "\" at " + (where + 1) + ": ";
    }
}
