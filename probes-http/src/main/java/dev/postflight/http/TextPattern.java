package dev.postflight.http;

import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * A regular expression that is looked for in a text from outside, for no longer than an exchange lasts. Equal to one that
 * is written in the same way.
 */
final class TextPattern {

    private final Pattern pattern;

    private TextPattern(Pattern pattern) {
        this.pattern = pattern;
    }

    static TextPattern of(@Nullable String regex) {
        if (regex == null || regex.isBlank()) {
            throw Texts.fault("regex", Texts.quoted(regex), "a regular expression");
        }
        try {
            return new TextPattern(Pattern.compile(regex));
        } catch (PatternSyntaxException e) {
            throw Texts.fault(
                    "regex",
                    Texts.quoted(Texts.cut(regex)),
                    "a regular expression; " + e.getDescription() + " at " + e.getIndex());
        }
    }

    /**
     * Whether it is found.
     *
     * @param name of the text, for people
     * @throws BoundedText.NotMatchedException if that cannot be known
     */
    boolean isIn(String text, String name, Exchange exchange) {
        try {
            return pattern.matcher(new BoundedText(text, exchange)).find();
        } catch (StackOverflowError e) {
            throw new BoundedText.NotMatchedException(
                    name + " could not be held against " + this + ", which needs too much stack for it");
        } catch (BoundedText.NotMatchedException e) {
            throw new BoundedText.NotMatchedException(
                    name + " could not be held against " + this + " within " + Texts.duration(exchange.timeout()));
        }
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof TextPattern same && pattern.pattern().equals(same.pattern.pattern());
    }

    @Override
    public int hashCode() {
        return pattern.pattern().hashCode();
    }

    /** As it is written, for people. */
    @Override
    public String toString() {
        return Texts.quoted(Texts.cut(pattern.pattern()));
    }
}
