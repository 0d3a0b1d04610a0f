package dev.postflight.verify.history;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.async.ByteArrayFeeder;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads entries from JSON, one object at a time. One parser is fed with one after the other, and thrown away when something
 * is not JSON: to make one for each line takes longer than to read the line.
 */
final class EntryReader {

    private static final JsonFactory JSON = JsonFactory.builder()
            .disable(JsonFactory.Feature.USE_THREAD_LOCAL_FOR_BUFFER_RECYCLING)
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .build();

    /** Values that are deeper in an object are not looked at. */
    private static final int DEEPEST = 4;

    /** A parser remembers the names of all members that it saw, and so is not kept for ever. */
    private static final int OBJECTS_A_PARSER = 10_000;

    private final Names names;
    private final Times times = new Times();
    private final Members members = new Members(times);
    private final MeasurementReader measurements;
    private @Nullable JsonParser json;
    private int objects;

    EntryReader(Names names) {
        this.names = names;
        this.measurements = new MeasurementReader(names);
    }

    /** Null if it is not one JSON object, in well-formed UTF-8. */
    @Nullable
    Entry read(byte[] bytes, int from, int end) throws Unreadable {
        if (!isObject(bytes, from, end)) {
            return null;
        }
        try {
            return Kind.entry(members);
        } catch (IllegalArgumentException e) {
            throw Unreadable.because(e);
        }
    }

    private boolean isObject(byte[] bytes, int from, int end) {
        JsonParser parser = json;
        try {
            if (parser == null || ++objects > OBJECTS_A_PARSER) {
                parser = JSON.createNonBlockingByteArrayParser();
                objects = 1;
            }
            json = null;
            ((ByteArrayFeeder) parser.getNonBlockingInputFeeder()).feedInput(bytes, from, end);
            members.clear();
            if (parser.nextToken() == JsonToken.START_OBJECT
                    && isWhole(parser, members, 1)
                    && parser.nextToken() == JsonToken.NOT_AVAILABLE) {
                json = parser;
                return true;
            }
        } catch (IOException | RuntimeException e) {
            return false; // and without its message, which may quote what must not be told
        }
        return false;
    }

    private boolean isWhole(JsonParser parser, Members target, int depth) throws IOException {
        JsonToken token = parser.nextToken();
        while (token == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            token = parser.nextToken();
            boolean isTop = depth == 1;
            Object value;
            if (isTop && token == JsonToken.START_ARRAY && name.equals(Kind.MEASUREMENTS)) {
                value = measurements.read(parser);
            } else if (isTop && !Kind.isKnown(name)) {
                value = skipped(parser, token) ? Members.Other.NULL : null;
            } else {
                value = value(parser, token, depth);
            }
            if (value == null) {
                return false;
            }
            if (value != Members.Other.NULL) {
                target.put(name, value);
            }
            token = parser.nextToken();
        }
        return token == JsonToken.END_OBJECT;
    }

    /** Null if it is cut off. */
    private @Nullable Object value(JsonParser parser, JsonToken token, int depth) throws IOException {
        return switch (token) {
            case VALUE_STRING -> names.of(parser.getTextCharacters(), parser.getTextOffset(), parser.getTextLength());
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new Members.Figure(parser.getText());
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NULL -> Members.Other.NULL;
            case START_OBJECT -> {
                if (depth == DEEPEST) {
                    yield skipped(parser, token) ? Members.Other.OBJECT : null;
                }
                Members inner = new Members(times);
                yield isWhole(parser, inner, depth + 1) ? inner : null;
            }
            case START_ARRAY ->
                depth == DEEPEST ? skipped(parser, token) ? Members.Other.ARRAY : null : values(parser, depth);
            default -> null;
        };
    }

    private @Nullable List<Object> values(JsonParser parser, int depth) throws IOException {
        List<Object> values = new ArrayList<>();
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            Object value = value(parser, token, depth + 1);
            if (value == null) {
                return null;
            }
            values.add(value);
        }
        return values;
    }

    /** Goes to the end of a value; false if it is cut off. */
    static boolean skipped(JsonParser parser, JsonToken first) throws IOException {
        int depth = 0;
        JsonToken token = first;
        while (token != JsonToken.NOT_AVAILABLE) {
            depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
            if (depth == 0) {
                return true;
            }
            token = parser.nextToken();
        }
        return false;
    }
}
