package dev.postflight.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** A JSON document, or a part of one, that is walked through. What is not there is a part that is nothing. */
final class JsonTree {

    private final JsonNode node;

    /** For {@link Json} alone. */
    JsonTree(JsonNode node) {
        this.node = node;
    }

    static JsonTree parse(String text) throws Json.NotJsonException {
        return new JsonTree(Json.tree(text));
    }

    boolean isObject() {
        return node.isObject();
    }

    boolean isArray() {
        return node.isArray();
    }

    /** Whether there is anything, a {@code null} included. */
    boolean isThere() {
        return !node.isMissingNode();
    }

    /** Whether there is nothing, or a {@code null} in its place. */
    boolean isNothing() {
        return node.isMissingNode() || node.isNull();
    }

    JsonTree get(String name) {
        return new JsonTree(node.path(name));
    }

    JsonTree get(int index) {
        return new JsonTree(node.path(index));
    }

    /** How many members or elements it has; none when it can have none. */
    int size() {
        return node.size();
    }

    /** A string; {@code null} when it is anything else. */
    @Nullable
    String text() {
        return node.textValue();
    }

    /** True or false; {@code null} when it is anything else. */
    @Nullable
    Boolean truth() {
        return node.isBoolean() ? (Boolean) node.booleanValue() : null;
    }

    /** A number that a double can hold. */
    OptionalDouble number() {
        return node.isNumber() && Double.isFinite(node.doubleValue())
                ? OptionalDouble.of(node.doubleValue())
                : OptionalDouble.empty();
    }

    /** A string, number or boolean as it is read by people; {@code null} when it is anything else. */
    @Nullable
    String scalar() {
        return node.isValueNode() && !node.isNull() ? node.asText() : null;
    }

    List<JsonTree> elements() {
        if (!node.isArray()) {
            return List.of();
        }
        List<JsonTree> elements = new ArrayList<>(node.size());
        for (JsonNode element : node) {
            elements.add(new JsonTree(element));
        }
        return elements;
    }

    /** The members of an object, in their order. */
    Map<String, JsonTree> members() {
        Map<String, JsonTree> members = new LinkedHashMap<>();
        for (Iterator<String> names = node.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            members.put(name, get(name));
        }
        return Collections.unmodifiableMap(members);
    }

    /** An object whose members are all strings; {@code null} when it is anything else. */
    @Nullable
    Map<String, String> texts() {
        if (!node.isObject()) {
            return null;
        }
        Map<String, String> texts = new LinkedHashMap<>();
        for (Map.Entry<String, JsonTree> member : members().entrySet()) {
            String text = member.getValue().text();
            if (text == null) {
                return null;
            }
            texts.put(member.getKey(), text);
        }
        return Collections.unmodifiableMap(texts);
    }

    /** As JSON, for people: the beginning. */
    @Override
    public String toString() {
        return isThere() ? Texts.cut(node.toString()) : "nothing";
    }
}
