package dev.postflight.api.spi;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One thing that can be written about a probe. Immutable: each method returns a new parameter.
 *
 * <pre>{@code
 * ProbeParameter.required("url", Kind.TEXT, "where to ask: absolute, http or https"),
 * ProbeParameter.optional("samples", Kind.INTEGER, "how many requests").between(1, 1_000).orElse("1"),
 * ProbeParameter.resource("dataSource", DataSource.class, "what lends the connection")
 * }</pre>
 *
 * @since 0.1
 */
public final class ProbeParameter {

    /**
     * What can stand for a value.
     *
     * @since 0.1
     */
    public enum Kind {
        /** A text that is not blank. */
        TEXT("a text that is not blank"),
        /** A whole number. */
        INTEGER("a whole number"),
        /** A number that a double can hold. */
        NUMBER("a number"),
        /** True or false. */
        BOOLEAN("true or false"),
        /** A duration with its unit, from 1 ns to 3650 days. */
        DURATION("a duration such as 5s"),
        /** A number of bytes, with a unit or without. */
        SIZE("a size such as 1MiB"),
        /** What figures are written in: a base unit by its name, or a symbol such as ms, % or MiB. */
        UNIT("one of seconds, bytes, ratio, count, per_second, or a symbol such as ms, % or MiB"),
        /** Texts that are not blank, one or more; one alone may be written without brackets. */
        TEXTS("a list of texts that are not blank"),
        /** Names and values: each a text, a number, true, false or null. */
        MAP("names and values, as in {\"a\": \"b\", \"c\": 5}"),
        /** The name of a secret that the application supplies; never the secret itself. */
        SECRET("the name of a secret that the application supplies"),
        /** The name of an object that the application supplies. */
        RESOURCE("the name of an object that the application supplies");

        private final String rule;

        Kind(String rule) {
            this.rule = rule;
        }

        String rule() {
            return rule;
        }
    }

    private final String name;
    private final Kind kind;
    private final boolean required;
    private final String text;
    private final Class<?> resource;
    private final String unit;
    private final @Nullable String standard;
    private final List<String> choices;
    private final double lowest;
    private final double highest;

    @SuppressWarnings("TooManyParameters") // of a value that only its own methods make
    private ProbeParameter(
            String name,
            Kind kind,
            boolean required,
            String text,
            Class<?> resource,
            String unit,
            @Nullable String standard,
            List<String> choices,
            double lowest,
            double highest) {
        this.name = name;
        this.kind = kind;
        this.required = required;
        this.text = text;
        this.resource = resource;
        this.unit = unit;
        this.standard = standard;
        this.choices = choices;
        this.lowest = lowest;
        this.highest = highest;
    }

    private static ProbeParameter of(String name, Kind kind, boolean required, String text, Class<?> resource) {
        if (name == null || !Words.isParameter(name)) {
            throw Words.fault("name", Words.quoted(name), Words.PARAMETER_RULE);
        }
        if (text == null || text.isBlank()) {
            throw Words.fault("text of " + name, Words.quoted(text), "what it is for, in a sentence");
        }
        requireNonNull(kind, "kind");
        requireNonNull(resource, "resource");
        return new ProbeParameter(
                name,
                kind,
                required,
                text,
                resource,
                "",
                null,
                List.of(),
                Double.NEGATIVE_INFINITY,
                Double.POSITIVE_INFINITY);
    }

    /**
     * A parameter that must be written.
     *
     * @param name a small letter, then letters and digits: {@code maxBody}
     * @param kind what can stand for its value; for objects there is {@link #resource}
     * @param text what it is for, without a full stop
     * @return the parameter
     * @throws IllegalArgumentException if the name is no such name, the text blank, or the kind that of objects
     */
    public static ProbeParameter required(String name, Kind kind, String text) {
        return of(name, plain(name, kind), true, text, Object.class);
    }

    /**
     * A parameter that may be left out.
     *
     * @param name a small letter, then letters and digits: {@code maxBody}
     * @param kind what can stand for its value; for objects there is {@link #optionalResource}
     * @param text what it is for, without a full stop
     * @return the parameter
     * @throws IllegalArgumentException if the name is no such name, the text blank, or the kind that of objects
     */
    public static ProbeParameter optional(String name, Kind kind, String text) {
        return of(name, plain(name, kind), false, text, Object.class);
    }

    private static Kind plain(String name, Kind kind) {
        if (kind == Kind.RESOURCE) {
            throw Words.fault("kind of " + name, kind, "any other; resource(…) makes parameters for objects");
        }
        return kind;
    }

    /**
     * A parameter for an object that the application supplies. When it is left out and the application supplies exactly one
     * of that type, it is that one.
     *
     * @param name a small letter, then letters and digits: {@code dataSource}
     * @param type what the object must be
     * @param text what it is for, without a full stop
     * @return the parameter
     * @throws IllegalArgumentException if the name is no such name or the text blank
     */
    public static ProbeParameter resource(String name, Class<?> type, String text) {
        return of(name, Kind.RESOURCE, true, text, type);
    }

    /**
     * A parameter for an object that the application may supply. When it is left out there is none.
     *
     * @param name a small letter, then letters and digits: {@code client}
     * @param type what the object must be
     * @param text what it is for, without a full stop
     * @return the parameter
     * @throws IllegalArgumentException if the name is no such name or the text blank
     */
    public static ProbeParameter optionalResource(String name, Class<?> type, String text) {
        return of(name, Kind.RESOURCE, false, text, type);
    }

    /**
     * What it is when it is left out.
     *
     * @param value as it would be written
     * @return the new parameter
     * @throws IllegalArgumentException if the parameter is required or the value is not what it must be
     */
    public ProbeParameter orElse(String value) {
        if (required || kind == Kind.RESOURCE || kind == Kind.SECRET || kind == Kind.MAP) {
            throw Words.fault("default of " + name, Words.quoted(value), "none for what is required, named or a map");
        }
        Values.read(this, value);
        return new ProbeParameter(name, kind, false, text, resource, unit, value, choices, lowest, highest);
    }

    /**
     * What its number counts, for people.
     *
     * @param counted for example {@code requests}
     * @return the new parameter
     */
    public ProbeParameter unit(String counted) {
        return new ProbeParameter(
                name, kind, required, text, resource, requireNonNull(counted), standard, choices, lowest, highest);
    }

    /**
     * The range of a number.
     *
     * @param least the least that is allowed
     * @param most the most that is allowed
     * @return the new parameter
     * @throws IllegalArgumentException if it is no number, or the range is empty
     */
    public ProbeParameter between(double least, double most) {
        if (kind != Kind.INTEGER && kind != Kind.NUMBER || !(least <= most)) {
            throw Words.fault("range of " + name, least + " to " + most, "a range, of a number");
        }
        return new ProbeParameter(name, kind, required, text, resource, unit, standard, choices, least, most);
    }

    /**
     * The texts that it can be, in any case.
     *
     * @param values one or more
     * @return the new parameter
     * @throws IllegalArgumentException if it is no text, or there is none
     */
    public ProbeParameter oneOf(String... values) {
        if (kind != Kind.TEXT || values.length == 0) {
            throw Words.fault("choices of " + name, Arrays.toString(values), "one or more, of a text");
        }
        return new ProbeParameter(
                name, kind, required, text, resource, unit, standard, List.of(values), lowest, highest);
    }

    /**
     * Its name.
     *
     * @return a small letter, then letters and digits
     */
    public String name() {
        return name;
    }

    /**
     * What can stand for its value.
     *
     * @return the kind
     */
    public Kind kind() {
        return kind;
    }

    /**
     * Whether it must be written. An object need not be when the application supplies only one of its type.
     *
     * @return whether it must
     */
    public boolean isRequired() {
        return required;
    }

    /**
     * What it is for.
     *
     * @return a sentence without a full stop
     */
    public String text() {
        return text;
    }

    /**
     * What an object must be.
     *
     * @return the type; {@code Object} for what is no object
     */
    public Class<?> resource() {
        return resource;
    }

    /**
     * What its number counts, for people.
     *
     * @return empty when nothing was said
     */
    public String unit() {
        return unit;
    }

    /**
     * What it is when it is left out.
     *
     * @return as it would be written; {@code null} when there is nothing
     */
    public @Nullable String standard() {
        return standard;
    }

    /**
     * The texts that it can be.
     *
     * @return as they were given; empty when it can be others too, or is no text
     */
    public List<String> choices() {
        return choices;
    }

    double lowest() {
        return lowest;
    }

    double highest() {
        return highest;
    }

    /**
     * What can be written for it.
     *
     * @return for people: {@code a whole number from 1 to 1000}
     */
    public String rule() {
        if (!choices.isEmpty()) {
            return "one of " + String.join(", ", choices);
        }
        if (kind == Kind.RESOURCE) {
            return "the name of " + Words.one(resource) + " that the application supplies";
        }
        if (lowest == Double.NEGATIVE_INFINITY && highest == Double.POSITIVE_INFINITY) {
            return kind.rule();
        }
        String least = Words.number(lowest);
        return kind.rule()
                + (highest == Double.POSITIVE_INFINITY
                        ? " of " + least + " or more"
                        : " from " + least + " to " + Words.number(highest));
    }

    @Override
    public String toString() {
        return name + ": " + rule();
    }
}
