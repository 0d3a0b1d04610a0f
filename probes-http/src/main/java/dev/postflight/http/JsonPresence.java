package dev.postflight.http;

import org.jspecify.annotations.Nullable;

/**
 * Whether there must be something, or nothing.
 *
 * @param isWanted whether there must be something
 */
record JsonPresence(boolean isWanted) implements JsonWish {

    @Override
    public @Nullable String fault(JsonPart part) {
        JsonTree value = part.value();
        if (isWanted) {
            return value.isNothing() ? part.unlike("a value") : null;
        }
        if (value.isThere()) {
            // what nobody was to see is not repeated here
            return part.sentence("is there", "nothing");
        }
        JsonPart parent = part.parent();
        JsonTree around = parent.value();
        return around.isObject() || around.isArray()
                ? null
                : parent.unlike("an object or array without " + Texts.cut(part.pointer()));
    }

    @Override
    public String wanted() {
        return isWanted ? "present" : "absent";
    }
}
