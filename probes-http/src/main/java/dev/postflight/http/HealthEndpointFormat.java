package dev.postflight.http;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;

/** How an endpoint writes what it knows. */
enum HealthEndpointFormat {
    /** Spring Boot Actuator: a status, components by name, and components of those. */
    SPRING("Spring Boot") {
        @Override
        boolean fits(JsonTree root) {
            return root.get(STATUS).text() != null && !root.get("checks").isThere();
        }

        @Override
        HealthEndpointReport read(MonitorAnswer answer, JsonTree root, Set<String> upward) throws MonitorException {
            String status = status(answer, root, "the answer");
            JsonTree list = root.get("components");
            boolean isOld = list.isNothing()
                    && root.get("details").members().values().stream()
                            .anyMatch(detail -> detail.get(STATUS).text() != null);
            if (isOld) {
                throw answer.strange("components under details, as before Spring Boot 2.2, which are not read");
            }
            return new HealthEndpointReport(
                    this, answer, status, upward.contains(status), list.isNothing(), components(answer, list, upward));
        }

        private List<HealthEndpointComponent> components(MonitorAnswer answer, JsonTree list, Set<String> upward)
                throws MonitorException {
            if (!list.isNothing() && !list.isObject()) {
                throw answer.strange("components that are no object");
            }
            List<HealthEndpointComponent> components = new ArrayList<>();
            for (Map.Entry<String, JsonTree> entry : list.members().entrySet()) {
                JsonTree component = entry.getValue();
                String status = status(answer, component, "component " + Texts.cut(entry.getKey()));
                components.add(new HealthEndpointComponent(
                        entry.getKey(),
                        status,
                        upward.contains(status),
                        details(component.get("details")),
                        components(answer, component.get("components"), upward),
                        OptionalDouble.empty()));
            }
            return components;
        }
    },

    /** MicroProfile Health, as Quarkus, WildFly and Open Liberty have it: a status and a list of checks. */
    MICROPROFILE("MicroProfile") {
        @Override
        boolean fits(JsonTree root) {
            return root.get("checks").isArray();
        }

        @Override
        HealthEndpointReport read(MonitorAnswer answer, JsonTree root, Set<String> upward) throws MonitorException {
            String status = status(answer, root, "the answer");
            JsonTree checks = root.get("checks");
            if (!checks.isArray()) {
                throw answer.strange("no list of checks");
            }
            List<HealthEndpointComponent> components = new ArrayList<>();
            for (JsonTree check : checks.elements()) {
                String name = nameOf(answer, check);
                String own = status(answer, check, "check " + Texts.cut(name));
                components.add(new HealthEndpointComponent(
                        name,
                        own,
                        upward.contains(own),
                        details(check.get("data")),
                        List.of(),
                        OptionalDouble.empty()));
            }
            return new HealthEndpointReport(this, answer, status, upward.contains(status), false, components);
        }
    },

    /** Dropwizard: health checks by name, or the list of dropwizard-health. */
    DROPWIZARD("Dropwizard") {
        @Override
        boolean fits(JsonTree root) {
            if (root.isArray()) {
                return root.size() > 0
                        && root.elements().stream()
                                .allMatch(element -> element.get(HEALTHY).isThere());
            }
            return root.isObject()
                    && root.members().values().stream()
                            .allMatch(check -> check.get(HEALTHY).isThere());
        }

        @Override
        HealthEndpointReport read(MonitorAnswer answer, JsonTree root, Set<String> upward) throws MonitorException {
            List<HealthEndpointComponent> components = new ArrayList<>();
            for (JsonTree element : root.elements()) {
                components.add(component(answer, nameOf(answer, element), element));
            }
            for (Map.Entry<String, JsonTree> entry : root.members().entrySet()) {
                components.add(component(answer, entry.getKey(), entry.getValue()));
            }
            if (!root.isArray() && !root.isObject()) {
                throw answer.strange("neither an object nor a list of health checks");
            }
            // without names, dropwizard-health answers an empty list and says all by its status
            boolean hidden = root.isArray() && components.isEmpty();
            boolean up = hidden ? answer.isOk() : components.stream().allMatch(HealthEndpointComponent::up);
            return new HealthEndpointReport(this, answer, up ? HEALTHY : UNHEALTHY, up, hidden, components);
        }

        private HealthEndpointComponent component(MonitorAnswer answer, String name, JsonTree check)
                throws MonitorException {
            Boolean healthy = check.get(HEALTHY).truth();
            if (healthy == null) {
                throw answer.strange("health check " + Texts.cut(name) + " that is neither healthy nor unhealthy");
            }
            String message = check.get("message").text();
            // never its stack
            String error = check.get("error").get("message").text();
            String shown = message != null ? message : error != null ? error : "";
            OptionalDouble millis = check.get("duration").number();
            return new HealthEndpointComponent(
                    name,
                    healthy ? HEALTHY : UNHEALTHY,
                    healthy,
                    shown.isBlank() ? "" : Texts.value("message", shown),
                    List.of(),
                    millis.isPresent() ? OptionalDouble.of(millis.getAsDouble() / 1e3) : millis);
        }
    };

    private static final String STATUS = "status";
    private static final String HEALTHY = "healthy";
    private static final String UNHEALTHY = "unhealthy";

    private final String shown;

    HealthEndpointFormat(String shown) {
        this.shown = shown;
    }

    /** Whether a document looks like it. */
    abstract boolean fits(JsonTree root);

    abstract HealthEndpointReport read(MonitorAnswer answer, JsonTree root, Set<String> upward) throws MonitorException;

    /** The format of a document whose endpoint nobody named. */
    static HealthEndpointFormat of(MonitorAnswer answer, JsonTree root) throws MonitorException {
        for (HealthEndpointFormat format : values()) {
            if (format.fits(root)) {
                return format;
            }
        }
        throw answer.strange("none of the health formats that are known");
    }

    private static String status(MonitorAnswer answer, JsonTree holder, String of) throws MonitorException {
        String status = holder.get(STATUS).text();
        if (status == null) {
            throw answer.strange("no status of " + of);
        }
        return status;
    }

    private static String nameOf(MonitorAnswer answer, JsonTree holder) throws MonitorException {
        String name = holder.get("name").text();
        if (name == null) {
            throw answer.strange("a check without a name");
        }
        return name;
    }

    /** What is there beside the status, without what is nested in it; what went wrong comes first. */
    private static String details(JsonTree details) {
        Map<String, String> texts = new LinkedHashMap<>();
        String error = details.get("error").scalar();
        if (error != null) {
            texts.put("error", error);
        }
        for (Map.Entry<String, JsonTree> detail : details.members().entrySet()) {
            String text = detail.getValue().scalar();
            if (text != null) {
                texts.putIfAbsent(detail.getKey(), text);
            }
        }
        return Texts.cut(texts.entrySet().stream()
                .map(text -> text.getKey() + ": " + Texts.value(text.getKey(), text.getValue()))
                .collect(Collectors.joining(", ")));
    }

    @Override
    public String toString() {
        return shown;
    }
}
