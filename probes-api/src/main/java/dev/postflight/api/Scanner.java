package dev.postflight.api;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Reads the words of the grammar of thresholds, from left to right; each fault names its column. */
final class Scanner {

    static final int LONGEST_TEXT = 2_000;

    private final String kind;
    private final String text;
    private int at;

    Scanner(String kind, @Nullable String text) {
        if (text == null || text.length() > LONGEST_TEXT) {
            throw new IllegalArgumentException(Faults.sentence(
                    kind,
                    text == null ? "null" : "a text of " + text.length() + " characters",
                    "a text of at most " + LONGEST_TEXT + " characters"));
        }
        this.kind = kind;
        this.text = text;
    }

    String kind() {
        return kind;
    }

    String text() {
        return text;
    }

    /** Where the next character is, after white space. */
    int place() {
        while (at < text.length() && isSpace(text.charAt(at))) {
            at++;
        }
        return at;
    }

    void returnTo(int place) {
        at = place;
    }

    boolean isAtEnd() {
        return place() == text.length();
    }

    /** Whether the next characters are these; they are taken, then. */
    boolean accept(String token) {
        if (text.startsWith(token, place())) {
            at += token.length();
            return true;
        }
        return false;
    }

    boolean acceptWord(String expected) {
        int start = place();
        if (word().equalsIgnoreCase(expected)) {
            return true;
        }
        at = start;
        return false;
    }

    /** The letters that come next; empty when there is something else. */
    String word() {
        int start = place();
        while (at < text.length() && Character.isLetter(text.charAt(at))) {
            at++;
        }
        return text.substring(start, at);
    }

    /** The characters of a metric name that come next; they need not be one. */
    String name() {
        int start = place();
        while (at < text.length() && Faults.isMetricPart(text.charAt(at))) {
            at++;
        }
        return text.substring(start, at);
    }

    /** A name that a colon follows; in quotes, it may have one in it. */
    String nameUpToColon() {
        int start = place();
        if (accept("\"")) {
            StringBuilder name = new StringBuilder();
            while (at < text.length()) {
                char c = text.charAt(at++);
                if (c != '"') {
                    name.append(c);
                } else if (at < text.length() && text.charAt(at) == '"') {
                    name.append(text.charAt(at++));
                } else {
                    return name.toString();
                }
            }
            throw fault(start, "in", "a closing quote");
        }
        int colon = text.indexOf(':', at);
        at = colon < 0 ? text.length() : colon;
        return text.substring(start, at).strip();
    }

    /** A quantity that is all of the text. */
    Quantity wholeQuantity() {
        Quantity quantity = quantity("quantity", "a number with an optional unit, such as 200ms, 5% or 10/s");
        if (!isAtEnd()) {
            throw fault(at, "after " + quantity, "the end");
        }
        return quantity;
    }

    /** How long a condition must hold; zero when nothing is said. */
    Duration holding() {
        return acceptWord("for") ? duration("for", "a duration such as 5m") : Duration.ZERO;
    }

    Duration duration(String name, String rule) {
        int start = place();
        Quantity quantity = quantity(name, rule);
        if (quantity.unit() != Unit.SECONDS
                || quantity.amount().signum() <= 0
                || !Faults.isPositive(quantity.value() > 1e12 ? null : quantity.toDuration())) {
            throw fault(start, name, "a positive duration such as 5m, at least 1ns and at most 3650d");
        }
        return quantity.toDuration();
    }

    Quantity quantity(String name, String rule) {
        int start = place();
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
        int unitStart = place();
        String symbol = symbol();
        if (symbol.equalsIgnoreCase("for")) {
            at = unitStart;
            symbol = "";
        }
        try {
            return Quantity.of(number, symbol);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(located(start) + e.getMessage(), e);
        }
    }

    /** A clause never begins with a digit, so that a comma between digits can only be meant as part of a number. */
    private void refuseComma(int start) {
        if (at + 1 < text.length() && text.charAt(at) == ',' && isDigit(text.charAt(at + 1))) {
            at++;
            digits();
            String seen = quoted(start, at);
            throw new IllegalArgumentException(located(start)
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
        int start = place();
        if (accept("%")) {
            return "%";
        }
        accept("/");
        while (at < text.length() && Character.isLetter(text.charAt(at))) {
            at++;
        }
        return text.substring(start, at);
    }

    static boolean isSpace(char c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c);
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    IllegalArgumentException fault(int where, String name, String rule) {
        int end = where;
        while (end < text.length() && !isSpace(text.charAt(end)) && text.charAt(end) != ',') {
            end++;
        }
        end = Math.max(end, Math.min(where + 1, text.length()));
        String seen = where >= text.length() ? "the end" : quoted(where, end);
        return new IllegalArgumentException(located(where) + Faults.sentence(name, seen, rule));
    }

    /** A part of the text; with a secret in the text there is no telling whether it is a part of that. */
    private String quoted(int start, int end) {
        return Redaction.withoutSecrets(text).equals(text)
                ? Faults.quoted(text.substring(start, end))
                : Faults.quoted(Secrets.MASK);
    }

    /** The text and a place in it, in front of a fault. */
    String located(int where) {
        return kind + " \"" + Faults.shown(text) + "\" at " + (where + 1) + ": ";
    }

    /** The text in front of a fault that has no place of its own. */
    IllegalArgumentException fault(IllegalArgumentException cause) {
        return new IllegalArgumentException(kind + " \"" + Faults.shown(text) + "\": " + cause.getMessage(), cause);
    }

    /** A place in front of a fault that was found there. */
    IllegalArgumentException fault(int where, IllegalArgumentException cause) {
        return new IllegalArgumentException(located(where) + cause.getMessage(), cause);
    }
}
