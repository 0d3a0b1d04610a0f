package dev.postflight.http;

import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * A pattern that must be found in the body.
 *
 * @param pattern the pattern
 */
record ExpectedPattern(Pattern pattern) implements Expectation {

    static ExpectedPattern of(@Nullable String regex) {
        if (regex == null || regex.isBlank()) {
            throw Texts.fault("regex", Texts.quoted(regex), "a regular expression");
        }
        try {
            return new ExpectedPattern(Pattern.compile(regex));
        } catch (PatternSyntaxException e) {
            throw Texts.fault(
                    "regex",
                    Texts.quoted(Texts.cut(regex)),
                    "a regular expression; " + e.getDescription() + " at " + e.getIndex());
        }
    }

    @Override
    public void judge(Seen seen, List<String> unmet) {
        boolean found;
        try {
            found = pattern.matcher(new BoundedText(seen.body(), seen.exchange()))
                    .find();
        } catch (StackOverflowError e) {
            throw new BoundedText.NotMatchedException(
                    "the body could not be held against " + shown() + ", which needs too much stack for it");
        } catch (BoundedText.NotMatchedException e) {
            throw new BoundedText.NotMatchedException("the body could not be held against " + shown() + " within "
                    + Texts.duration(seen.exchange().timeout()));
        }
        if (!found) {
            unmet.add("the body does not match " + shown());
        }
    }

    private String shown() {
        return Texts.quoted(Texts.cut(pattern.pattern()));
    }

    @Override
    public String wanted() {
        return "body matching " + shown();
    }
}
