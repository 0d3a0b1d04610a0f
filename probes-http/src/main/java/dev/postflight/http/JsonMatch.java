package dev.postflight.http;

import org.jspecify.annotations.Nullable;

/**
 * What must be found in a text.
 *
 * @param pattern the pattern
 */
record JsonMatch(TextPattern pattern) implements JsonWish {

    @Override
    public @Nullable String fault(JsonPart part) {
        String text = part.value().text();
        return text != null && pattern.isIn(text, part.name(), part.seen().exchange())
                ? null
                : part.unlike("a text " + wanted());
    }

    @Override
    public String wanted() {
        return "matching " + pattern;
    }
}
