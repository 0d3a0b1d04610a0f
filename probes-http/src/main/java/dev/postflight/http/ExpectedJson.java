package dev.postflight.http;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A value that a JSON body must have.
 *
 * @param value where, and which
 */
record ExpectedJson(JsonValue value) implements Expectation {

    @Override
    public void judge(Seen seen, List<String> unmet) {
        Json document = seen.json();
        if (document == null) {
            String why = seen.whyNotJson();
            if (why != null) {
                unmet.add(why);
            }
        } else if (!document.has(value.pointer(), value.value())) {
            String expected = Texts.value(value.pointer(), Json.text(value.value()));
            unmet.add(sentence(value.pointer(), document.at(value.pointer()), expected));
        }
    }

    static String sentence(String pointer, @Nullable String seen, String expected) {
        String place = pointer.isEmpty() ? "the document" : Texts.cut(pointer);
        return place + (seen == null ? " is absent" : " is " + Texts.value(pointer, seen)) + " (expected: " + expected
                + ")";
    }

    static String place(String pointer) {
        return pointer.isEmpty() ? "document" : Texts.cut(pointer);
    }

    @Override
    public String wanted() {
        String shown = value.value() instanceof String string ? Texts.quoted(string) : String.valueOf(value.value());
        return place(value.pointer()) + ' ' + Texts.value(value.pointer(), shown);
    }
}
