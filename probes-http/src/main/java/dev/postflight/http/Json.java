package dev.postflight.http;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.math.BigDecimal;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** A JSON document. The one place that knows Jackson, so that Jackson is not loaded before JSON is to be read. */
final class Json {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private final JsonNode root;

    private Json(JsonNode root) {
        this.root = root;
    }

    static Json parse(String text) throws NotJsonException {
        try {
            JsonNode root = MAPPER.readTree(text);
            if (root.isMissingNode()) {
                throw new NotJsonException("it is empty");
            }
            return new Json(root);
        } catch (MismatchedInputException e) {
            // the only mismatch that a tree can have
            throw new NotJsonException("something follows the document" + place(e.getLocation()));
        } catch (JsonProcessingException e) {
            throw new NotJsonException(e.getOriginalMessage() + place(e.getLocation()));
        } catch (NumberFormatException e) {
            throw new NotJsonException("a number is out of any range");
        }
    }

    boolean has(String pointer, @Nullable Object expected) {
        JsonNode node = root.at(pointer);
        if (expected instanceof BigDecimal number) {
            // Jackson 2.15 makes an infinite double of a decimal that no double can hold
            boolean decimal = node.isNumber() && (!node.isDouble() || Double.isFinite(node.doubleValue()));
            return decimal && node.decimalValue().compareTo(number) == 0;
        }
        if (expected instanceof String text) {
            return text.equals(node.textValue());
        }
        if (expected instanceof Boolean truth) {
            return node.isBoolean() && node.booleanValue() == truth;
        }
        return node.isNull();
    }

    /** What is there, as JSON; {@code null} when there is nothing. */
    @Nullable
    String at(String pointer) {
        JsonNode node = root.at(pointer);
        return node.isMissingNode() ? null : node.toString();
    }

    /** A number that a double can hold. */
    OptionalDouble number(String pointer) {
        JsonNode node = root.at(pointer);
        return node.isNumber() && Double.isFinite(node.doubleValue())
                ? OptionalDouble.of(node.doubleValue())
                : OptionalDouble.empty();
    }

    /** A string, boolean, decimal or {@code null} as JSON. */
    static String text(@Nullable Object value) {
        return value instanceof String text
                ? JsonNodeFactory.instance.textNode(text).toString()
                : String.valueOf(value);
    }

    private static String place(@Nullable JsonLocation location) {
        return location == null ? "" : " at line " + location.getLineNr() + ", column " + location.getColumnNr();
    }

    /** A text is no JSON document. The message says why. */
    static final class NotJsonException extends Exception {

        private static final long serialVersionUID = 1;

        private NotJsonException(String message) {
            super(message);
        }
    }
}
