package dev.postflight.http;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A pattern that must be found in the body, or must not.
 *
 * @param pattern the pattern
 * @param isThere whether it must
 */
record ExpectedPattern(TextPattern pattern, boolean isThere) implements Expectation {

    static ExpectedPattern of(@Nullable String regex, boolean isThere) {
        return new ExpectedPattern(TextPattern.of(regex), isThere);
    }

    @Override
    public void judge(Seen seen, List<String> unmet) {
        if (pattern.isIn(seen.body(), "the body", seen.exchange()) != isThere) {
            unmet.add((isThere ? "the body does not match " : "the body matches ") + pattern);
        }
    }

    @Override
    public String wanted() {
        return (isThere ? "body matching " : "body not matching ") + pattern;
    }
}
