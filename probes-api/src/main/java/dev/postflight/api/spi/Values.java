package dev.postflight.api.spi;

import dev.postflight.api.Quantity;
import dev.postflight.api.Scale;
import dev.postflight.api.Unit;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads what was written for a parameter. Takes what readers of JSON and YAML make of it: texts, numbers, lists, maps. */
final class Values {

    private static final int LONGEST_TEXT = 100_000;
    private static final int MOST_ELEMENTS = 1_000;
    private static final int MOST_DIGITS = 400;
    private static final BigDecimal LARGEST_WHOLE = BigDecimal.valueOf(Long.MAX_VALUE);
    private static final Duration LONGEST = Duration.ofDays(3650);

    private Values() {}

    /**
     * The value as what its kind is in Java: String, Long, Double, Boolean, Duration, Unit, List or Map.
     *
     * @throws IllegalArgumentException if it is not what the parameter must be
     */
    static Object read(ProbeParameter parameter, @Nullable Object value) {
        Object read = value == null ? null : tryToRead(parameter, value);
        if (read == null) {
            throw Words.fault(parameter.name(), Words.quoted(value), parameter.rule());
        }
        return read;
    }

    private static @Nullable Object tryToRead(ProbeParameter parameter, Object value) {
        return switch (parameter.kind()) {
            case TEXT -> choice(parameter, value);
            case SECRET, RESOURCE -> throw new IllegalStateException(parameter.name() + " is looked up, and not read");
            case INTEGER -> whole(parameter, value);
            case NUMBER -> number(parameter, value);
            case BOOLEAN -> flag(value);
            case DURATION -> duration(parameter, value);
            case SIZE -> size(parameter, value);
            case UNIT -> scale(value);
            case TEXTS -> texts(value);
            case MAP -> map(parameter, value);
        };
    }

    private static @Nullable String text(Object value) {
        return value instanceof String text && !text.isBlank() && text.length() <= LONGEST_TEXT ? text : null;
    }

    private static @Nullable String choice(ProbeParameter parameter, Object value) {
        // a status or a version is often written without quotes
        String text = value instanceof Number number ? decimal(number) : text(value);
        if (text == null || parameter.choices().isEmpty()) {
            return text;
        }
        for (String choice : parameter.choices()) {
            if (choice.equalsIgnoreCase(text)) {
                return choice;
            }
        }
        return null;
    }

    private static @Nullable String decimal(Number number) {
        BigDecimal decimal = exact(number);
        return decimal == null ? null : decimal.toPlainString();
    }

    /** What was written; {@code null} for what is no finite number, or so far out that it would fill the memory. */
    private static @Nullable BigDecimal exact(Object value) {
        if (!(value instanceof Number) && !(value instanceof String)) {
            return null;
        }
        try {
            BigDecimal decimal = value instanceof BigDecimal itself
                    ? itself
                    : value instanceof BigInteger large
                            ? new BigDecimal(large)
                            : new BigDecimal(value.toString().strip());
            boolean sensible = Math.abs((long) decimal.precision() - decimal.scale()) <= MOST_DIGITS;
            return sensible && decimal.precision() <= MOST_DIGITS ? decimal : null;
        } catch (NumberFormatException e) {
            return null;
        }
    }

    private static @Nullable Object whole(ProbeParameter parameter, Object value) {
        BigDecimal exact = exact(value);
        if (exact == null
                || exact.stripTrailingZeros().scale() > 0
                || exact.abs().compareTo(LARGEST_WHOLE) > 0
                || !isInRange(parameter, exact)) {
            return null;
        }
        return exact.longValueExact();
    }

    private static @Nullable Object number(ProbeParameter parameter, Object value) {
        BigDecimal exact = exact(value);
        return exact == null || !Double.isFinite(exact.doubleValue()) || !isInRange(parameter, exact)
                ? null
                : (Object) exact.doubleValue();
    }

    private static boolean isInRange(ProbeParameter parameter, BigDecimal value) {
        double number = value.doubleValue();
        return number >= parameter.lowest() && number <= parameter.highest();
    }

    private static @Nullable Boolean flag(Object value) {
        if (value instanceof Boolean truth) {
            return truth;
        }
        return "true".equals(value) ? Boolean.TRUE : "false".equals(value) ? Boolean.FALSE : null;
    }

    private static @Nullable Object duration(ProbeParameter parameter, Object value) {
        Quantity quantity = quantity(parameter, value);
        if (quantity == null || quantity.unit() != Unit.SECONDS || quantity.value() > LONGEST.toSeconds()) {
            return null;
        }
        Duration duration = Duration.ofNanos(Math.round(quantity.value() * 1e9));
        return duration.isNegative() || duration.isZero() ? null : duration;
    }

    private static @Nullable Object size(ProbeParameter parameter, Object value) {
        Quantity quantity = quantity(parameter, value);
        if (quantity == null || quantity.unit() != Unit.BYTES && quantity.unit() != Unit.COUNT) {
            return null;
        }
        double bytes = quantity.value();
        return bytes >= 0 && bytes <= 1L << 50 && bytes == Math.rint(bytes) ? (Object) (long) bytes : null;
    }

    private static @Nullable Quantity quantity(ProbeParameter parameter, Object value) {
        if (!(value instanceof String) && !(value instanceof Number)) {
            return null;
        }
        try {
            return Quantity.parse(value.toString());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    Words.sentence(parameter.name(), Words.quoted(value), parameter.rule()), e);
        }
    }

    private static @Nullable Scale scale(Object value) {
        try {
            return value instanceof String text ? Scale.of(text) : null;
        } catch (IllegalArgumentException unknown) {
            return null; // the rule of the parameter says what is known
        }
    }

    private static @Nullable List<String> texts(Object value) {
        if (!(value instanceof Iterable<?> elements)) {
            String one = value instanceof Number number ? decimal(number) : text(value);
            return one == null ? null : List.of(one);
        }
        List<String> texts = new ArrayList<>();
        for (Object element : elements) {
            String text = element instanceof Number number ? decimal(number) : element == null ? null : text(element);
            if (text == null || texts.size() == MOST_ELEMENTS) {
                return null;
            }
            texts.add(text);
        }
        return texts.isEmpty() ? null : List.copyOf(texts);
    }

    private static @Nullable Object map(ProbeParameter parameter, Object value) {
        if (!(value instanceof Map<?, ?> entries) || entries.isEmpty() || entries.size() > MOST_ELEMENTS) {
            return null;
        }
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        for (Map.Entry<?, ?> entry : entries.entrySet()) {
            if (!(entry.getKey() instanceof String name)) {
                return null;
            }
            Object element = entry.getValue();
            Object read = element instanceof Number number ? exact(number) : element;
            if (read == null ? element != null : !isPlain(read)) {
                throw Words.fault(
                        parameter.name() + '.' + Words.quoted(name),
                        Words.quoted(element),
                        "a text, a finite number, true, false or null");
            }
            map.put(name, read);
        }
        return Collections.unmodifiableMap(map);
    }

    private static boolean isPlain(Object value) {
        return value instanceof BigDecimal || value instanceof Boolean || value instanceof String;
    }
}
