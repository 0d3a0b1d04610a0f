package dev.postflight.http;

import org.jspecify.annotations.Nullable;

/**
 * What a text must have in it.
 *
 * @param contained a part of it
 */
record JsonText(String contained) implements JsonWish {

    static JsonText of(@Nullable String contained) {
        if (contained == null || contained.isBlank()) {
            throw Texts.fault("text", Texts.quoted(contained), "a text that is not blank");
        }
        return new JsonText(contained);
    }

    @Override
    public @Nullable String fault(JsonPart part) {
        String text = part.value().text();
        return text != null && text.contains(contained) ? null : part.unlike("a text " + wanted());
    }

    @Override
    public String wanted() {
        return "containing " + Texts.quoted(Texts.cut(contained));
    }
}
