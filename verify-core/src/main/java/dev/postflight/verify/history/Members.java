package dev.postflight.verify.history;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The members of a JSON object, by name, until they are asked for as what they must be. Of two of one name, the later counts. */
final class Members {

    /** A number as it stands in the file. */
    record Figure(String text) {}

    /** A value that nobody asks for. */
    enum Other {
        NULL("null"),
        OBJECT("an object"),
        ARRAY("an array");

        final String shown;

        Other(String shown) {
            this.shown = shown;
        }
    }

    private final Times times;
    private final List<String> names = new ArrayList<>();

    /** String, Figure, Boolean, Other, Members, or a list of these; the fault itself, where there was one. */
    private final List<Object> values = new ArrayList<>();

    Members(Times times) {
        this.times = times;
    }

    void clear() {
        names.clear();
        values.clear();
    }

    void put(String name, Object value) {
        names.add(name);
        values.add(value);
    }

    /** Null if it is not there, or null. */
    @Nullable
    Object get(String name) throws Unreadable {
        for (int i = names.size() - 1; i >= 0; i--) {
            if (names.get(i).equals(name)) {
                Object value = values.get(i);
                if (value instanceof Unreadable fault) {
                    throw fault;
                }
                return value == Other.NULL ? null : value;
            }
        }
        return null;
    }

    String text(String name) throws Unreadable {
        Object value = get(name);
        if (value instanceof String text) {
            return text;
        }
        throw wrong(name, value, "a text");
    }

    String textOr(String name, String other) throws Unreadable {
        return get(name) == null ? other : text(name);
    }

    @Nullable
    String textOrNull(String name) throws Unreadable {
        return get(name) == null ? null : text(name);
    }

    /** A text that may be the name of a check or a phase. */
    String name(String name) throws Unreadable {
        String text = text(name);
        if (!Names.isName(text)) {
            throw Unreadable.of(name, Shown.quoted(text), Names.NAME_RULE);
        }
        return text;
    }

    Instant time(String name) throws Unreadable {
        Object value = get(name);
        if (value instanceof String text) {
            return times.of(name, text);
        }
        throw wrong(name, value, "a time");
    }

    @Nullable
    Instant timeOrNull(String name) throws Unreadable {
        return get(name) == null ? null : time(name);
    }

    Duration seconds(String name) throws Unreadable {
        if (get(name) instanceof Figure number) {
            return Decimals.duration(name, number.text());
        }
        throw wrong(name, get(name), "a number of seconds");
    }

    Duration secondsOrZero(String name) throws Unreadable {
        return get(name) == null ? Duration.ZERO : seconds(name);
    }

    long whole(String name) throws Unreadable {
        return whole(name, get(name));
    }

    long wholeOrZero(String name) throws Unreadable {
        return get(name) == null ? 0 : whole(name);
    }

    int count(String name) throws Unreadable {
        long value = wholeOrZero(name);
        if (value != (int) value) {
            throw Unreadable.of(name, Long.toString(value), "at most " + Integer.MAX_VALUE);
        }
        return (int) value;
    }

    private static long whole(String name, @Nullable Object value) throws Unreadable {
        if (value instanceof Figure number) {
            try {
                return Long.parseLong(number.text());
            } catch (NumberFormatException e) {
                // told below
            }
        }
        throw wrong(name, value, "a whole number");
    }

    List<Long> wholes(String name) throws Unreadable {
        List<Long> wholes = new ArrayList<>();
        for (Object value : list(name)) {
            wholes.add(whole(name, value));
        }
        return wholes;
    }

    boolean isTrue(String name) throws Unreadable {
        return Boolean.TRUE.equals(truthOrNull(name));
    }

    @Nullable
    Boolean truthOrNull(String name) throws Unreadable {
        Object value = get(name);
        if (value == null || value instanceof Boolean) {
            return (Boolean) value;
        }
        throw wrong(name, value, "true or false");
    }

    <E extends Enum<E>> E one(String name, Words<E> words) throws Unreadable {
        return words.of(name, get(name));
    }

    Members object(String name) throws Unreadable {
        return object(name, get(name));
    }

    List<Members> objects(String name) throws Unreadable {
        List<Members> objects = new ArrayList<>();
        for (Object value : list(name)) {
            objects.add(object(name, value));
        }
        return objects;
    }

    private static Members object(String name, @Nullable Object value) throws Unreadable {
        if (value instanceof Members members) {
            return members;
        }
        throw wrong(name, value, "an object");
    }

    /** Empty if it is not there. */
    private List<?> list(String name) throws Unreadable {
        Object value = get(name);
        if (value == null || value instanceof List<?>) {
            return value == null ? List.of() : (List<?>) value;
        }
        throw wrong(name, value, "an array");
    }

    static Unreadable wrong(String name, @Nullable Object value, String rule) {
        return Unreadable.of(name, shown(value), rule);
    }

    private static String shown(@Nullable Object value) {
        if (value == null) {
            return "missing";
        } else if (value instanceof String text) {
            return Shown.quoted(text);
        } else if (value instanceof Figure number) {
            return number.text().length() > 40 ? number.text().substring(0, 40) + "…" : number.text();
        } else if (value instanceof Boolean truth) {
            return truth.toString();
        } else if (value instanceof Other other) {
            return other.shown;
        }
        return value instanceof List ? Other.ARRAY.shown : Other.OBJECT.shown;
    }
}
