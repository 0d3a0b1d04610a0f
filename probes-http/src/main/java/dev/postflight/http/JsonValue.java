package dev.postflight.http;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * Which value there must be.
 *
 * @param value a string, boolean or decimal, or {@code null}
 */
record JsonValue(@Nullable Object value) implements JsonWish {

    JsonValue {
        value = value instanceof Number number ? decimal(number) : value;
        if (value != null
                && !(value instanceof String)
                && !(value instanceof Boolean)
                && !(value instanceof BigDecimal)) {
            throw fault(value.getClass().getTypeName());
        }
    }

    private static BigDecimal decimal(Number number) {
        try {
            // the decimal that a double is written as: 0.1 is meant, not the binary fraction next to it
            return new BigDecimal(number.toString());
        } catch (NumberFormatException e) {
            throw fault(number);
        }
    }

    private static IllegalArgumentException fault(Object value) {
        return Texts.fault("value", value, "a string, a boolean, a finite number or null");
    }

    @Override
    public @Nullable String fault(JsonPart part) {
        return part.document().has(part.pointer(), value)
                ? null
                : part.unlike(Texts.value(part.pointer(), Json.text(value)));
    }

    @Override
    public String wanted() {
        return value instanceof String text ? Texts.quoted(text) : String.valueOf(value);
    }
}
