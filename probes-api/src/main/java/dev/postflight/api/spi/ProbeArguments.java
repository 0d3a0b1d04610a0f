package dev.postflight.api.spi;

import static java.util.Objects.requireNonNull;

import dev.postflight.api.Scale;
import dev.postflight.api.spi.ProbeParameter.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What was written about one probe, read and checked. Each method takes the name of a parameter of the factory, of the kind
 * that the method is for; anything else is a fault of the factory, an {@link IllegalStateException}, as it is to ask for what
 * was left out and has no default: see {@link #has(String)}.
 *
 * <p>It remembers what the factory has read. What was written and not read when the probe is made has no effect on it, and is
 * refused by {@link ProbeTypes}: so a factory reads what it uses, where it uses it, and nothing else. To ask
 * {@link #has(String)} is not to read.
 *
 * <p>Made for one call of {@link ProbeFactory#create}, and for the thread of that call; a probe does not keep it.
 *
 * @since 0.1
 */
public final class ProbeArguments {

    private final Map<String, ProbeParameter> parameters;
    private final Map<String, Object> values;
    private final Set<String> written;
    private final Set<String> read = new HashSet<>();

    private ProbeArguments(Map<String, ProbeParameter> parameters, Map<String, Object> values, Set<String> written) {
        this.parameters = parameters;
        this.values = values;
        this.written = written;
    }

    /**
     * Reads what was written.
     *
     * @param faults where each fault is put, as a sentence
     */
    static ProbeArguments read(
            List<ProbeParameter> parameters, Map<String, ?> written, ProbeResources resources, List<String> faults) {
        Map<String, ProbeParameter> known = new LinkedHashMap<>();
        Map<String, Object> values = new LinkedHashMap<>();
        for (ProbeParameter parameter : parameters) {
            known.put(parameter.name(), parameter);
        }
        // a reader of YAML gives names that are numbers, too
        for (Object name : ((Map<?, ?>) written).keySet()) {
            if (!(name instanceof String) || !known.containsKey(name)) {
                faults.add(unknown(String.valueOf(name), known.keySet()));
            }
        }
        for (ProbeParameter parameter : parameters) {
            try {
                Object value = value(parameter, written, resources);
                if (value != null) {
                    values.put(parameter.name(), value);
                }
            } catch (IllegalArgumentException e) {
                faults.add(String.valueOf(e.getMessage()));
            }
        }
        return new ProbeArguments(known, values, written.keySet());
    }

    private static String unknown(String name, Set<String> known) {
        return Words.sentence(
                Words.isParameter(name) ? name : Words.quoted(name),
                "unknown" + Words.perhaps(Nearest.to(name, known)),
                known.isEmpty() ? "nothing, as this type has no parameters" : "one of " + String.join(", ", known));
    }

    private static @Nullable Object value(ProbeParameter parameter, Map<String, ?> written, ProbeResources resources) {
        String name = parameter.name();
        boolean left = !written.containsKey(name);
        if (parameter.kind() == Kind.RESOURCE) {
            return left && !parameter.isRequired()
                    ? null
                    : resources.object(name, !left, written.get(name), parameter.resource());
        }
        if (parameter.kind() == Kind.SECRET && !left) {
            return resources.secret(name, written.get(name));
        }
        if (left) {
            if (parameter.isRequired()) {
                throw Words.fault(name, "missing", parameter.rule());
            }
            String standard = parameter.standard();
            return standard == null ? null : Values.read(parameter, standard);
        }
        return Values.read(parameter, written.get(name));
    }

    /**
     * Whether there is a value, written or by default. This does not count as reading it.
     *
     * @param name of any parameter
     * @return whether there is one
     */
    public boolean has(String name) {
        parameter(name);
        return values.containsKey(name);
    }

    /**
     * A text.
     *
     * @param name of a parameter for texts
     * @return not blank; of choices, one as the factory spells it
     */
    public String text(String name) {
        return value(name, Kind.TEXT, String.class);
    }

    /**
     * A whole number.
     *
     * @param name of a parameter for whole numbers
     * @return within the parameter's range
     */
    public long integer(String name) {
        return value(name, Kind.INTEGER, Long.class);
    }

    /**
     * A number.
     *
     * @param name of a parameter for numbers
     * @return finite, and within the parameter's range
     */
    public double number(String name) {
        return value(name, Kind.NUMBER, Double.class);
    }

    /**
     * A truth.
     *
     * @param name of a parameter for truths
     * @return the value; false when it was left out and has no default
     */
    public boolean flag(String name) {
        return has(name) && value(name, Kind.BOOLEAN, Boolean.class);
    }

    /**
     * A duration.
     *
     * @param name of a parameter for durations
     * @return positive
     */
    public Duration duration(String name) {
        return value(name, Kind.DURATION, Duration.class);
    }

    /**
     * A size.
     *
     * @param name of a parameter for sizes
     * @return bytes; zero or more
     */
    public long bytes(String name) {
        return value(name, Kind.SIZE, Long.class);
    }

    /**
     * What figures are written in.
     *
     * @param name of a parameter for units
     * @return the scale
     */
    public Scale scale(String name) {
        return value(name, Kind.UNIT, Scale.class);
    }

    /**
     * Texts.
     *
     * @param name of a parameter for lists
     * @return one or more, none blank; empty when it was left out and has no default
     */
    @SuppressWarnings("unchecked")
    public List<String> texts(String name) {
        return has(name) ? value(name, Kind.TEXTS, List.class) : List.of();
    }

    /**
     * Names and values.
     *
     * @param name of a parameter for maps
     * @return in the order in which they were written, each a String, a BigDecimal, a Boolean or {@code null}; empty when it
     *     was left out
     */
    @SuppressWarnings("unchecked")
    public Map<String, @Nullable Object> map(String name) {
        return has(name) ? value(name, Kind.MAP, Map.class) : Map.of();
    }

    /**
     * A secret.
     *
     * @param name of a parameter for secrets
     * @return what supplies it, to be asked each time that it is needed
     */
    @SuppressWarnings("unchecked")
    public Supplier<String> secret(String name) {
        return value(name, Kind.SECRET, Supplier.class);
    }

    /**
     * An object.
     *
     * @param name of a parameter for objects
     * @param type the type that the parameter has
     * @param <T> the type that the parameter has
     * @return the object
     */
    public <T> T resource(String name, Class<T> type) {
        return value(name, Kind.RESOURCE, type);
    }

    private ProbeParameter parameter(String name) {
        ProbeParameter parameter = parameters.get(name);
        if (parameter == null) {
            throw new IllegalStateException(
                    Words.sentence("name", Words.quoted(name), "a parameter of the factory: " + parameters.keySet()));
        }
        return parameter;
    }

    private <T> T value(String name, Kind kind, Class<T> type) {
        ProbeParameter parameter = parameter(name);
        if (parameter.kind() != kind || kind == Kind.RESOURCE && !type.isAssignableFrom(parameter.resource())) {
            throw new IllegalStateException(Words.sentence(name, "read as " + type.getSimpleName(), parameter.rule()));
        }
        if (!values.containsKey(name)) {
            throw new IllegalStateException(Words.sentence(name, "left out", "has() before it is read"));
        }
        read.add(name);
        return type.cast(requireNonNull(values.get(name)));
    }

    /**
     * What was written and has not been read. What had to be written is no fault of who wrote it.
     *
     * @return a sentence for each
     */
    List<String> unread() {
        List<String> faults = new ArrayList<>();
        for (ProbeParameter parameter : parameters.values()) {
            String name = parameter.name();
            if (written.contains(name) && !parameter.isRequired() && !read.contains(name)) {
                faults.add(Words.sentence(name, "written", "left out, as " + setting()));
            }
        }
        return faults;
    }

    /** Why something is of no use: the choices that were made, what else was written, or the choices by default. */
    private String setting() {
        List<String> chosen = new ArrayList<>();
        List<String> others = new ArrayList<>();
        List<String> standard = new ArrayList<>();
        for (ProbeParameter parameter : parameters.values()) {
            String name = parameter.name();
            if (!read.contains(name)) {
                continue;
            }
            Object value = requireNonNull(values.get(name));
            if (!parameter.choices().isEmpty() || value instanceof Boolean truth && truth) {
                (written.contains(name) ? chosen : standard).add(name + " is " + value);
            } else if (written.contains(name) && !parameter.isRequired()) {
                others.add(name);
            }
        }
        List<String> where = chosen.isEmpty() && others.isEmpty() ? standard : chosen;
        return !where.isEmpty()
                ? "it is of no use where " + String.join(" and ", where)
                : others.isEmpty()
                        ? "nothing that was written makes use of it"
                        : "it is of no use beside " + String.join(" and ", others);
    }

    /** What was written, without secrets and objects. */
    @Override
    public String toString() {
        Map<String, String> shown = new LinkedHashMap<>();
        values.forEach((name, value) -> {
            Kind kind = parameter(name).kind();
            shown.put(name, kind == Kind.SECRET || kind == Kind.RESOURCE ? "…" : Words.quoted(value));
        });
        return shown.toString();
    }
}
