package dev.postflight.http;

import java.util.List;

/**
 * What a JSON body must have at one place.
 *
 * @param pointer where
 * @param rule what
 */
record ExpectedJson(String pointer, JsonRule rule) implements Expectation {

    private static final JsonRule ABSENT = JsonRule.absent();

    static ExpectedJson of(String pointer, JsonRule rule) {
        String checked = JsonPointers.checked(pointer);
        if (checked.isEmpty() && rule.equals(ABSENT)) {
            throw Texts.fault("pointer", Texts.quoted(""), "a place in the document, for what is to be absent");
        }
        return new ExpectedJson(checked, rule);
    }

    /** Two values at one place, or one and none, can never be there. */
    void refuseBeside(ExpectedJson other) {
        if (!pointer.equals(other.pointer)) {
            return;
        }
        if (rule.wish() instanceof JsonValue && other.rule.wish() instanceof JsonValue) {
            throw Texts.fault("pointer", Texts.quoted(pointer) + " twice", "each pointer once");
        }
        if (rule.equals(ABSENT) != other.rule.equals(ABSENT)) {
            throw Texts.fault("pointer", Texts.quoted(pointer) + " twice", "no other rule for what is to be absent");
        }
    }

    @Override
    public void judge(Seen seen, List<String> unmet) {
        Json document = seen.json();
        String fault = document == null ? seen.whyNotJson() : rule.wish().fault(new JsonPart(pointer, document, seen));
        if (fault != null) {
            unmet.add(fault);
        }
    }

    @Override
    public String wanted() {
        String place = pointer.isEmpty() ? "document" : Texts.cut(pointer);
        boolean isValue = rule.wish() instanceof JsonValue;
        return place + ' ' + (isValue ? Texts.value(pointer, rule.toString()) : rule.toString());
    }
}
