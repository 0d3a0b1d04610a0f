package dev.postflight.http;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * What a health endpoint says about one component.
 *
 * @param name by which its parent knows it
 * @param status as it is written there
 * @param up whether that status is one of those that mean up
 * @param message why it is not up; empty when nothing was said
 * @param parts what it is made of; empty for most
 * @param duration how long it took to find out, in seconds; empty where that is not told
 */
record HealthEndpointComponent(
        String name,
        String status,
        boolean up,
        String message,
        List<HealthEndpointComponent> parts,
        OptionalDouble duration) {

    static final char SEPARATOR = '/';

    boolean isWhollyUp() {
        return up && parts.stream().allMatch(HealthEndpointComponent::isWhollyUp);
    }

    /** Those that are not up: of what has parts, the parts that are to blame, if there are any. */
    List<String> faults(String parents) {
        String path = parents + name;
        List<String> faults = new ArrayList<>();
        for (HealthEndpointComponent part : parts) {
            faults.addAll(part.faults(path + SEPARATOR));
        }
        if (!up && faults.isEmpty()) {
            String shown = Texts.cut(path) + " is " + (status.isEmpty() ? "nothing" : Texts.cut(status));
            faults.add(message.isEmpty() ? shown : shown + ": " + message);
        }
        return faults;
    }

    /** Those of a name, or of a path of names; several when the endpoint has the name several times. */
    static List<HealthEndpointComponent> find(List<HealthEndpointComponent> components, String path) {
        List<HealthEndpointComponent> found = new ArrayList<>();
        for (HealthEndpointComponent component : components) {
            if (component.name.equals(path)) {
                found.add(component);
            } else if (path.startsWith(component.name + SEPARATOR)) {
                found.addAll(find(component.parts, path.substring(component.name.length() + 1)));
            }
        }
        return found;
    }
}
