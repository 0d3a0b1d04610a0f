package dev.postflight.http;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;

/**
 * What a health endpoint says.
 *
 * @param format how it says it
 * @param answer what it was read from
 * @param status of the whole, as it is written there
 * @param up whether that status is one of those that mean up
 * @param hidden whether the endpoint shows no components, be there any or not
 * @param components those that it shows
 */
record HealthEndpointReport(
        HealthEndpointFormat format,
        MonitorAnswer answer,
        String status,
        boolean up,
        boolean hidden,
        List<HealthEndpointComponent> components) {

    private static final int MOST_SHOWN = 10;

    long down() {
        return components.stream().filter(component -> !component.isWhollyUp()).count();
    }

    /** The names, each once. */
    List<String> names() {
        LinkedHashSet<String> names = new LinkedHashSet<>();
        for (HealthEndpointComponent component : components) {
            names.add(component.name());
        }
        return List.copyOf(names);
    }

    List<String> faults() {
        List<String> faults = new ArrayList<>();
        for (HealthEndpointComponent component : components) {
            faults.addAll(component.faults(""));
        }
        return faults;
    }

    /** Texts one after another; of many, the first. */
    static String shown(List<String> texts, String separator) {
        int more = texts.size() - MOST_SHOWN;
        return more <= 0
                ? String.join(separator, texts)
                : String.join(separator, texts.subList(0, MOST_SHOWN)) + " and " + more + " more";
    }
}
