package dev.postflight.api.spi;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What an application supplies to probes that are made from text: data sources, registries, clients, secrets. Immutable.
 *
 * <pre>{@code
 * ProbeResources.none().and("orders", dataSource).andSecret("shop token", () -> vault.read("shop"))
 * }</pre>
 *
 * @since 0.1
 */
public final class ProbeResources {

    private static final ProbeResources NONE = new ProbeResources(Map.of(), Map.of());

    private final Map<String, Object> objects;
    private final Map<String, Supplier<String>> secrets;

    private ProbeResources(Map<String, Object> objects, Map<String, Supplier<String>> secrets) {
        this.objects = objects;
        this.secrets = secrets;
    }

    /**
     * Nothing.
     *
     * @return an empty collection
     */
    public static ProbeResources none() {
        return NONE;
    }

    /**
     * One object more.
     *
     * @param name how it is called in a text; not blank
     * @param object the object; it is not copied, and closing it is up to the caller
     * @return a new collection
     * @throws IllegalArgumentException if the name is blank or there already, or there is no object
     */
    public ProbeResources and(String name, Object object) {
        return new ProbeResources(with(objects, name, object), secrets);
    }

    /**
     * One secret more.
     *
     * @param name how it is called in a text; not blank
     * @param secret asked each time that the secret is needed, by any thread; what it gives is never kept
     * @return a new collection
     * @throws IllegalArgumentException if the name is blank or there already, or there is no supplier
     */
    public ProbeResources andSecret(String name, Supplier<String> secret) {
        return new ProbeResources(objects, with(secrets, name, secret));
    }

    private static <T> Map<String, T> with(Map<String, T> map, String name, T value) {
        if (name == null || name.isBlank()) {
            throw Words.fault("name", Words.quoted(name), "a text that is not blank");
        }
        if (value == null) {
            throw Words.fault("resource " + Words.quoted(name), null, "an object");
        }
        Map<String, T> more = new LinkedHashMap<>(map);
        if (more.put(name, value) != null) {
            throw Words.fault("name", Words.quoted(name) + " twice", "each name once");
        }
        return new LinkedHashMap<>(more);
    }

    /**
     * The object of a name, or the only one of its type when no name was written.
     *
     * @throws IllegalArgumentException if there is none, or it is something else, or what was written is no name
     */
    <T> T object(String parameter, boolean written, @Nullable Object name, Class<T> type) {
        List<String> fitting = new ArrayList<>();
        for (Map.Entry<String, Object> entry : objects.entrySet()) {
            if (type.isInstance(entry.getValue())) {
                fitting.add(entry.getKey());
            }
        }
        String rule = "the name of " + Words.one(type) + " that the application supplies: "
                + (fitting.isEmpty() ? "it supplies none" : String.join(", ", fitting));
        if (!written) {
            if (fitting.size() == 1) {
                return type.cast(requireNonNull(objects.get(fitting.get(0))));
            }
            throw Words.fault(parameter, "missing", rule);
        }
        if (name == null || !fitting.contains(name)) {
            Object other = name instanceof String ? objects.get(name) : null;
            String is = other == null ? "" : ", of type " + other.getClass().getSimpleName();
            throw Words.fault(parameter, Words.quoted(name) + is, rule);
        }
        return type.cast(requireNonNull(objects.get(name)));
    }

    Supplier<String> secret(String parameter, @Nullable Object name) {
        Supplier<String> secret = name instanceof String called ? secrets.get(called) : null;
        if (secret == null) {
            // not what was written: it may be the secret itself
            throw Words.fault(
                    parameter,
                    "not the name of a secret",
                    "the name of a secret that the application supplies: "
                            + (secrets.isEmpty() ? "it supplies none" : String.join(", ", secrets.keySet())));
        }
        return secret;
    }

    /** Names alone: what is behind them is nobody's business. */
    @Override
    public String toString() {
        return "objects " + objects.keySet() + ", secrets " + secrets.keySet();
    }
}
