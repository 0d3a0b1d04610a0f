package dev.postflight.adapters;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** Collects the checks of a registry by their names. */
final class HealthProbes {

    private static final int MOST = 100;
    private static final int DEEPEST = 10;
    private static final char SEPARATOR = '/';

    private final Map<String, HealthProbe> probes = new LinkedHashMap<>();

    /**
     * The path of a part, as the endpoints have it.
     *
     * @param path of what it is a part of; empty for none
     * @param name its own name
     */
    static String path(String path, String name) {
        String whole = path.isEmpty() ? name : path + SEPARATOR + name;
        if (whole.chars().filter(c -> c == SEPARATOR).count() >= DEEPEST) {
            throw HealthProbe.fault("health checks", "more than " + DEEPEST + " within one another", "fewer");
        }
        return whole;
    }

    void add(String name, Heard.Question question) {
        if (probes.size() == MOST) {
            throw HealthProbe.fault("health checks", "more than " + MOST, "at most " + MOST + "; take them one by one");
        }
        if (probes.put(name, new HealthProbe(name, question)) != null) {
            throw HealthProbe.fault("health check", name + " twice", "names that are different");
        }
    }

    /** In the order in which they were added. */
    Map<String, HealthProbe> map() {
        return Collections.unmodifiableMap(probes);
    }
}
