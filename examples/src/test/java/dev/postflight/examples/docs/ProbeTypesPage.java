package dev.postflight.examples.docs;

import dev.postflight.api.spi.ProbeFactory;
import dev.postflight.api.spi.ProbeParameter;
import dev.postflight.api.spi.ProbeTypes;
import java.util.List;

/** The page of the documentation that the factories describe themselves on. */
final class ProbeTypesPage {

    private static final String HEAD = """
            # Probe types

            What a probe can be made of by name, as in a plan file: `"type": "http"`. This page is made of what the factories say of
            themselves, by `mvn test -pl examples -am -Dtest=ProbeTypesPageTest -Ddocs.write=true`, and checked in each build.

            ```java
            Probe probe = ProbeTypes.load()
                    .create("http", Map.of("url", "http://localhost:8080/health", "status", "200"), ProbeResources.none());
            ```

            Data sources, registries, clients and secrets are no text: the application supplies them by name (`ProbeResources`). When there
            is only one of a type, a parameter that asks for it may be left out. What is written wrongly is told all at once, and a secret
            that is written instead of its name is not repeated. Types of your own are found by `ServiceLoader`: implement `ProbeFactory`.
            """;

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
            describe(factory, page);
        }
        return page.toString();
    }

    private static void describe(ProbeFactory factory, StringBuilder page) {
        page.append("\n## `")
                .append(factory.type())
                .append("`\n\n")
                .append(factory.text())
                .append('\n');
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
