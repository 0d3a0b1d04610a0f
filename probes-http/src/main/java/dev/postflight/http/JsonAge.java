package dev.postflight.http;

import dev.postflight.api.Unit;
import org.jspecify.annotations.Nullable;

/**
 * How long ago a time must be.
 *
 * @param rule how long
 */
record JsonAge(NumberRule rule) implements JsonWish {

    static JsonAge of(String limit) {
        return new JsonAge(NumberRule.parse("limit", limit, Unit.SECONDS));
    }

    @Override
    public @Nullable String fault(JsonPart part) {
        JsonTime time = JsonTime.of(part.value(), part.seen().now());
        if (!time.isKnown()) {
            return part.unlike(time.remark(), "an " + wanted());
        }
        return rule.allows(time.age())
                ? null
                : part.unlike(", which is " + Unit.SECONDS.format(time.age()) + " ago", "an " + wanted());
    }

    @Override
    public String wanted() {
        return "age " + rule;
    }
}
