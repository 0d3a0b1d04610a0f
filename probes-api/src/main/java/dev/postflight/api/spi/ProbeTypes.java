package dev.postflight.api.spi;

import dev.postflight.api.Probe;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The types of probes that there are, by name. Immutable; safe for use by any number of threads.
 *
 * <pre>{@code
 * Probe probe = ProbeTypes.load().create(
 *         "http", Map.of("url", "http://localhost:8080/health", "status", 200), ProbeResources.none());
 * }</pre>
 *
 * @since 0.1
 */
public final class ProbeTypes {

    /** A provider file with a broken line gives an error for each look at it. */
    private static final int MOST_ERRORS = 20;

    private static final String TYPE = "type";

    private final Map<String, ProbeFactory> factories;
    private final List<String> broken;

    private ProbeTypes(Map<String, ProbeFactory> factories, List<String> broken) {
        this.factories = factories;
        this.broken = broken;
    }

    /**
     * All types of the modules that are there, by the class loader of the calling thread. A factory that cannot be loaded does
     * not keep the others from being found; the message for a type that is not known tells of it.
     *
     * @return the types
     * @throws IllegalArgumentException if two factories have the same type, or one describes itself wrongly
     */
    public static ProbeTypes load() {
        ClassLoader context = Thread.currentThread().getContextClassLoader();
        return load(context == null ? ProbeTypes.class.getClassLoader() : context);
    }

    /**
     * All types that a class loader finds.
     *
     * @param loader where to look
     * @return the types
     * @throws IllegalArgumentException if two factories have the same type, or one describes itself wrongly
     */
    public static ProbeTypes load(@Nullable ClassLoader loader) {
        List<ProbeFactory> found = new ArrayList<>();
        List<String> broken = new ArrayList<>();
        Iterator<ProbeFactory> services =
                ServiceLoader.load(ProbeFactory.class, loader).iterator();
        while (broken.size() < MOST_ERRORS) {
            try {
                if (!services.hasNext()) {
                    break;
                }
                found.add(services.next());
            } catch (ServiceConfigurationError | LinkageError e) {
                broken.add(Words.quoted(e.getMessage()));
            }
        }
        return of(found, broken);
    }

    /**
     * Types of one's own.
     *
     * @param factories each type once
     * @return the types
     * @throws IllegalArgumentException if two factories have the same type, or one describes itself wrongly
     */
    public static ProbeTypes of(List<? extends ProbeFactory> factories) {
        return of(factories, List.of());
    }

    private static ProbeTypes of(List<? extends ProbeFactory> factories, List<String> broken) {
        Map<String, ProbeFactory> byType = new TreeMap<>();
        for (ProbeFactory factory : factories) {
            check(factory);
            ProbeFactory other = byType.put(factory.type(), factory);
            // modules that are on the class path twice are one module
            if (other != null && other.getClass() != factory.getClass()) {
                throw Words.fault(
                        "type",
                        factory.type() + " of both " + other.getClass().getName() + " and "
                                + factory.getClass().getName(),
                        "each type once");
            }
        }
        return new ProbeTypes(Collections.unmodifiableMap(byType), List.copyOf(broken));
    }

    private static void check(ProbeFactory factory) {
        String name = factory.getClass().getName();
        String type = factory.type();
        if (type == null || !Words.isType(type)) {
            throw Words.fault("type of " + name, Words.quoted(type), Words.TYPE_RULE);
        }
        String text = factory.text();
        if (text == null || text.isBlank()) {
            throw Words.fault("text of " + name, Words.quoted(text), "what its probes ask");
        }
        Set<String> seen = new HashSet<>();
        for (ProbeParameter parameter : factory.parameters()) {
            if (parameter.name().equals(TYPE)) {
                throw Words.fault("parameters of " + name, TYPE, "any other name, as this one says what the probe is");
            }
            if (!seen.add(parameter.name())) {
                throw Words.fault("parameters of " + name, parameter.name() + " twice", "each name once");
            }
        }
    }

    /**
     * The factories.
     *
     * @return by type, in the order of the alphabet
     */
    public Map<String, ProbeFactory> factories() {
        return factories;
    }

    /**
     * Makes a probe of what was written. All of it counts: what has no effect beside the rest is refused.
     *
     * @param type the name of the type
     * @param written parameters and values, as a reader of JSON or YAML gives them: texts, numbers, truths, lists and maps
     * @param resources what the application supplies
     * @return the probe; it has asked nothing yet
     * @throws IllegalArgumentException if there is no such type, or what was written is not right or of no use; the message
     *     has a line for each fault
     */
    public Probe create(String type, Map<String, ?> written, ProbeResources resources) {
        ProbeFactory factory = type == null ? null : factories.get(type);
        if (factory == null) {
            throw unknown(type);
        }
        List<String> faults = new ArrayList<>();
        ProbeArguments arguments = ProbeArguments.read(factory.parameters(), written, resources, faults);
        refuse(faults);
        Probe probe = factory.create(arguments);
        refuse(arguments.unread());
        return probe;
    }

    private static void refuse(List<String> faults) {
        if (!faults.isEmpty()) {
            throw new IllegalArgumentException(String.join("\n", faults));
        }
    }

    /**
     * Makes a probe of what was written, where its type is among it, as in {@code {"type": "http", "url": …}}.
     *
     * @param written the type, and parameters and values, as {@link #create(String, Map, ProbeResources)} takes them
     * @param resources what the application supplies
     * @return the probe; it has asked nothing yet
     * @throws IllegalArgumentException if there is no such type, or what was written is not right or of no use; the message
     *     has a line for each fault
     */
    public Probe create(Map<String, ?> written, ProbeResources resources) {
        Map<String, Object> parameters = new LinkedHashMap<>(written);
        Object type = parameters.remove(TYPE);
        if (!(type instanceof String name)) {
            throw Words.fault(TYPE, written.containsKey(TYPE) ? Words.quoted(type) : "missing", types());
        }
        return create(name, parameters, resources);
    }

    private IllegalArgumentException unknown(@Nullable String type) {
        if (type == null) {
            return Words.fault(TYPE, null, types());
        }
        String module = OwnTypes.module(type);
        if (module != null) {
            return Words.fault(TYPE, Words.quoted(type), module + " on the class path; here it is " + types());
        }
        Set<String> all = new TreeSet<>(OwnTypes.all());
        all.addAll(factories.keySet());
        List<String> meant = new ArrayList<>();
        for (String near : Nearest.to(type, all)) {
            meant.add(factories.containsKey(near) ? near : near + " of " + OwnTypes.module(near));
        }
        return Words.fault(TYPE, Words.quoted(type) + Words.perhaps(meant), types());
    }

    private String types() {
        String known = factories.isEmpty()
                ? "a type of a module that is on the class path, where there is none"
                : "one of " + String.join(", ", factories.keySet());
        return broken.isEmpty() ? known : known + "; not loaded: " + String.join("; ", broken);
    }
}
