package dev.postflight.examples.docs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.postflight.api.spi.ProbeFactory;
import dev.postflight.api.spi.ProbeParameter;
import dev.postflight.api.spi.ProbeTypes;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;

/** The page of the documentation that the factories describe themselves on. */
final class ProbeTypesPage {

    private static final String HEAD = """
            # Probe types

            What a probe can be made of by name, as [an application's configuration](probes.md#by-name) may say it. This page is made of
            what the factories say of themselves and of the probes that they make, by
            `mvn test -pl examples -am -Dtest=ProbeTypesPageTest -Ddocs.write=true`, and checked in each build.

            ```java
            Probe probe = ProbeTypes.load()
                    .create("http", Map.of("url", "http://localhost:8080/health", "status", "200"), ProbeResources.none());
            ```

            Data sources, registries, clients and secrets are no text: the application supplies them by name (`ProbeResources`). When there
            is only one of a type, a parameter that asks for it may be left out. What is written wrongly is told all at once, and so is what is
            of no use beside the rest, as `maxAge` of a `prometheus` that `asks` whether it is `ready`; a secret that is written instead of its
            name is not repeated. Each example is the least that can be written. Types of your own are found by `ServiceLoader`: implement `ProbeFactory`.
            """;

    private static final Set<String> MONITORING =
            Set.of("alertmanager", "grafana", "health-endpoint", "loki", "prometheus");

    private ProbeTypesPage() {}

    static String text(ProbeTypes types) {
        StringBuilder page = new StringBuilder(HEAD);
        page.append("\nTypes: ");
        String separator = "";
        for (String type : types.factories().keySet()) {
            page.append(separator)
                    .append("[`")
                    .append(type)
                    .append("`](#")
                    .append(type)
                    .append(')');
            separator = ", ";
        }
        page.append('\n');
        for (ProbeFactory factory : types.factories().values()) {
            describe(types, factory, page);
        }
        return page.toString();
    }

    private static void describe(ProbeTypes types, ProbeFactory factory, StringBuilder page) {
        page.append("\n## `")
                .append(factory.type())
                .append("`\n\n")
                .append(factory.text())
                .append(" See [")
                .append(guide(factory))
                .append(").\n\n```json\n")
                .append(json(factory))
                .append("\n```\n");
        ProbeMetrics.of(types, factory, page);
        List<ProbeParameter> parameters = factory.parameters();
        if (parameters.isEmpty()) {
            page.append("\nIt has no parameters.\n");
            return;
        }
        page.append("\n| parameter | what it is for | what can be written | when it is left out |\n")
                .append("| --- | --- | --- | --- |\n");
        for (ProbeParameter parameter : parameters) {
            page.append("| `")
                    .append(parameter.name())
                    .append("` | ")
                    .append(cell(parameter.text()))
                    .append(" | ")
                    .append(cell(parameter.rule()))
                    .append(parameter.unit().isEmpty() ? "" : " (" + cell(parameter.unit()) + ")")
                    .append(" | ")
                    .append(cell(left(parameter)))
                    .append(" |\n");
        }
    }

    private static String guide(ProbeFactory factory) {
        String place = factory.getClass().getPackageName();
        return switch (place.substring(place.lastIndexOf('.') + 1)) {
            case "jdbc" -> "probes of databases](probes-jdbc.md";
            case "redis" -> "probes of Redis](probes-redis.md";
            case "meter" -> "probes over meters and the machine](probes-meters.md";
            case "adapters" -> "adapters](adapters.md";
            default ->
                MONITORING.contains(factory.type())
                        ? "probes of monitoring](probes-monitoring.md"
                        : "probes over HTTP](probes-http.md";
        };
    }

    private static String json(ProbeFactory factory) {
        Map<String, Object> written = new LinkedHashMap<>();
        written.put("type", factory.type());
        written.putAll(ProbeExamples.settings(factory).get(0));
        StringJoiner members = new StringJoiner(", ", "{", "}");
        ObjectMapper mapper = new ObjectMapper();
        written.forEach((name, value) -> {
            try {
                members.add('"' + name + "\": " + mapper.writeValueAsString(value));
            } catch (JsonProcessingException e) {
                throw new IllegalStateException(e);
            }
        });
        return members.toString();
    }

    private static String left(ProbeParameter parameter) {
        String standard = parameter.standard();
        if (standard != null) {
            return '`' + standard + '`';
        }
        if (!parameter.isRequired()) {
            return "";
        }
        return parameter.kind() == ProbeParameter.Kind.RESOURCE ? "the only one that there is" : "refused";
    }

    private static String cell(String text) {
        return text.replace("|", "\\|").replace("\n", " ");
    }
}
