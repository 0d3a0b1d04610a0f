package dev.postflight.verify.history;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.postflight.api.Measurement;
import dev.postflight.api.Unit;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the measurements of an observation straight from the parser: there are more of them than of all else. */
final class MeasurementReader {

    private static final Words<Unit> UNITS = Words.lower(Unit.class);
    private static final String VALUE_RULE = "a number";

    private final Names names;
    private final List<Measurement> measurements = new ArrayList<>();
    private @Nullable Object metric;
    private @Nullable Object unit;
    private double value;
    private boolean hasValue;
    private @Nullable Unreadable fault;

    MeasurementReader(Names names) {
        this.names = names;
    }

    /** The measurements, good until the next time; or the first fault in them; or null if they are cut off. */
    @Nullable
    Object read(JsonParser parser) throws IOException {
        measurements.clear();
        fault = null;
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            if (token != JsonToken.START_OBJECT) {
                tell(Members.wrong("measurements", described(parser, token), "objects with metric, value and unit"));
                if (!EntryReader.skipped(parser, token)) {
                    return null;
                }
            } else if (isWhole(parser)) {
                add();
            } else {
                return null;
            }
        }
        return fault == null ? new Kind.Measured(measurements) : fault;
    }

    private boolean isWhole(JsonParser parser) throws IOException {
        metric = null;
        unit = null;
        hasValue = false;
        JsonToken token = parser.nextToken();
        while (token == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            token = parser.nextToken();
            switch (name) {
                case "metric" -> metric = described(parser, token);
                case "unit" -> unit = described(parser, token);
                case "value" -> readValue(parser, token);
                default -> {}
            }
            if (!EntryReader.skipped(parser, token)) {
                return false;
            }
            token = parser.nextToken();
        }
        return token == JsonToken.END_OBJECT;
    }

    private void readValue(JsonParser parser, JsonToken token) throws IOException {
        hasValue = true;
        switch (token) {
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> {
                int from = parser.getTextOffset();
                value = Decimals.of(parser.getTextCharacters(), from, from + parser.getTextLength());
                if (!Double.isFinite(value)) {
                    tell(Members.wrong("value", described(parser, token), "a number that a double can hold"));
                }
            }
            case VALUE_NULL -> value = Double.NaN;
            case VALUE_STRING -> {
                switch (parser.getText()) {
                    case "NaN" -> value = Double.NaN;
                    case "Infinity" -> value = Double.POSITIVE_INFINITY;
                    case "-Infinity" -> value = Double.NEGATIVE_INFINITY;
                    default -> tell(Members.wrong("value", described(parser, token), VALUE_RULE));
                }
            }
            default -> tell(Members.wrong("value", described(parser, token), VALUE_RULE));
        }
    }

    private void add() {
        if (fault != null) {
            return;
        }
        try {
            if (!(metric instanceof String name)) {
                throw Members.wrong("metric", metric, "the name of a metric");
            }
            if (!hasValue) {
                throw Members.wrong("value", null, VALUE_RULE);
            }
            measurements.add(new Measurement(name, value, UNITS.of("unit", unit)));
        } catch (IllegalArgumentException e) {
            tell(Unreadable.because(e));
        } catch (Unreadable e) {
            tell(e);
        }
    }

    private void tell(Unreadable found) {
        fault = fault == null ? found : fault;
    }

    /** What is not a text only needs to be told. */
    private @Nullable Object described(JsonParser parser, JsonToken token) throws IOException {
        return switch (token) {
            case VALUE_STRING -> names.of(parser.getTextCharacters(), parser.getTextOffset(), parser.getTextLength());
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new Members.Figure(parser.getText());
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case START_OBJECT -> Members.Other.OBJECT;
            case START_ARRAY -> Members.Other.ARRAY;
            default -> null;
        };
    }
}
