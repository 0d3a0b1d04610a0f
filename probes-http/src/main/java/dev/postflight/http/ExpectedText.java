package dev.postflight.http;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A text that the body must have in it, or must not.
 *
 * @param text the text
 * @param isThere whether it must
 */
record ExpectedText(String text, boolean isThere) implements Expectation {

    static ExpectedText of(String name, @Nullable String text, boolean isThere) {
        if (text == null || text.isBlank()) {
            throw Texts.fault(name, Texts.quoted(text), "a text that is not blank");
        }
        return new ExpectedText(text, isThere);
    }

    @Override
    public void judge(Seen seen, List<String> unmet) {
        if (seen.body().contains(text) != isThere) {
            unmet.add((isThere ? "the body does not contain " : "the body contains ") + Texts.quoted(Texts.cut(text)));
        }
    }

    @Override
    public String wanted() {
        return (isThere ? "body with " : "body without ") + Texts.quoted(Texts.cut(text));
    }
}
