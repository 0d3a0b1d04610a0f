package dev.postflight.http;

import org.jspecify.annotations.Nullable;

/** What a {@link JsonRule} is made of. */
sealed interface JsonWish permits JsonAge, JsonMatch, JsonNumber, JsonPresence, JsonSize, JsonText, JsonValue {

    /** A sentence on what is not as expected; {@code null} when it is. */
    @Nullable
    String fault(JsonPart part);

    /** For people, after the place where it is wanted. */
    String wanted();
}
