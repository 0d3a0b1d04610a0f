package dev.postflight.http;

import dev.postflight.api.Unit;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * What a number must be.
 *
 * @param rule what it must be
 */
record JsonNumber(NumberRule rule) implements JsonWish {

    static JsonNumber of(String limit) {
        return new JsonNumber(NumberRule.parse("limit", limit, Unit.COUNT));
    }

    @Override
    public @Nullable String fault(JsonPart part) {
        OptionalDouble number = part.value().number();
        if (number.isEmpty()) {
            return part.unlike("a number " + rule);
        }
        return rule.allows(number.getAsDouble()) ? null : part.unlike(rule.toString());
    }

    @Override
    public String wanted() {
        return rule.toString();
    }
}
