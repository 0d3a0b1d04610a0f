package dev.postflight.http;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** A JSON document. Only this and {@link JsonTree} know Jackson, so that it is not loaded before JSON is to be read. */
final class Json {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            // of two values under one key, nobody knows which one is meant
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private static final String DUPLICATE = "Duplicate ";
    private static final String TWICE = "a key is there twice";

    private final JsonNode root;

    private Json(JsonNode root) {
        this.root = root;
    }

    static Json parse(String text) throws NotJsonException {
        return new Json(tree(text));
    }

    /** For {@link JsonTree} alone. */
    static JsonNode tree(String text) throws NotJsonException {
        try {
            JsonNode root = MAPPER.readTree(text);
            if (root.isMissingNode()) {
                throw new NotJsonException("it is empty", "it is empty");
            }
            return root;
        } catch (MismatchedInputException e) {
            // the only mismatch that a tree can have
            String message = "something follows the document" + place(e.getLocation());
            throw new NotJsonException(message, message);
        } catch (JsonProcessingException e) {
            String message = e.getOriginalMessage();
            // its versions word it differently
            boolean twice = message.startsWith(DUPLICATE);
            String brief = (twice ? TWICE : brief(e)) + place(e.getLocation());
            throw new NotJsonException(twice ? brief : message + place(e.getLocation()), brief);
        } catch (NumberFormatException e) {
            throw new NotJsonException("a number is out of any range", "a number is out of any range");
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

    JsonTree part(String pointer) {
        return new JsonTree(root.at(pointer));
    }

    /** A string, boolean, decimal or {@code null} as JSON. */
    static String text(@Nullable Object value) {
        return value instanceof String text
                ? JsonNodeFactory.instance.textNode(text).toString()
                : String.valueOf(value);
    }

    /** What all versions of Jackson agree on. */
    private static String brief(JsonProcessingException e) {
        if (e instanceof StreamConstraintsException) {
            return "it is nested too deep, or a part of it is too long";
        }
        return e instanceof JsonEOFException ? "it ends too early" : "it is faulty";
    }

    private static String place(@Nullable JsonLocation location) {
        return location == null ? "" : " at line " + location.getLineNr() + ", column " + location.getColumnNr();
    }

    /** A text is no JSON document. The message says why. */
    static final class NotJsonException extends Exception {

        private static final long serialVersionUID = 1;

        private final String brief;

        private NotJsonException(String message, String brief) {
            super(message);
            this.brief = brief;
        }

        /** Why, in a few words, the same with every version of Jackson. */
        String brief() {
            return brief;
        }
    }
}
