package dev.postflight.http;

import dev.postflight.api.Unit;
import org.jspecify.annotations.Nullable;

/**
 * How many elements or members there must be.
 *
 * @param rule how many
 */
record JsonSize(NumberRule rule) implements JsonWish {

    static JsonSize of(String limit) {
        return new JsonSize(NumberRule.parse("limit", limit, Unit.COUNT));
    }

    @Override
    public @Nullable String fault(JsonPart part) {
        JsonTree value = part.value();
        if (!value.isArray() && !value.isObject()) {
            return part.unlike("an array or object of " + wanted());
        }
        int size = value.size();
        String what = value.isArray() ? " element" : " member";
        return rule.allows(size) ? null : part.sentence("has " + size + what + (size == 1 ? "" : "s"), rule.toString());
    }

    @Override
    public String wanted() {
        return "size " + rule;
    }
}
