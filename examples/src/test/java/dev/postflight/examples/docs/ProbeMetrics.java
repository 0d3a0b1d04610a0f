package dev.postflight.examples.docs;

import dev.postflight.api.Probe;
import dev.postflight.api.Unit;
import dev.postflight.api.spi.ProbeFactory;
import dev.postflight.api.spi.ProbeParameter;
import dev.postflight.api.spi.ProbeTypes;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import java.util.TreeMap;
import java.util.TreeSet;

/** What the probes of a type measure, as they say themselves: by the choice that is made, and with what else is written. */
final class ProbeMetrics {

    private ProbeMetrics() {}

    static void of(ProbeTypes types, ProbeFactory factory, StringBuilder page) {
        Map<String, Object> least = ProbeExamples.settings(factory).get(0);
        Map<String, Unit> metrics = metrics(types, factory, least);
        String table = byChoice(types, factory);
        if (!table.isEmpty()) {
            page.append(table);
        } else if (!metrics.isEmpty()) {
            page.append("\nMetrics: ").append(text(metrics)).append(".\n");
        }
        Map<String, Set<String>> byMore = new LinkedHashMap<>();
        for (ProbeParameter parameter : factory.parameters()) {
            Map<String, Unit> more = more(types, factory, least, metrics, parameter);
            if (!more.isEmpty()) {
                byMore.computeIfAbsent(text(more), none -> new LinkedHashSet<>())
                        .add(parameter.name());
            }
        }
        byMore.forEach((more, names) -> {
            boolean together = names.stream()
                    .anyMatch(name -> names.containsAll(ProbeExamples.companions(factory.type(), name)
                                    .keySet())
                            && !ProbeExamples.companions(factory.type(), name).isEmpty());
            page.append("\nWith `")
                    .append(String.join(together ? "` and `" : "` or `", names))
                    .append(metrics.isEmpty() ? "`: " : "` also: ")
                    .append(more)
                    .append(".\n");
        });
    }

    private static Map<String, Unit> metrics(ProbeTypes types, ProbeFactory factory, Map<String, Object> written) {
        return types.create(factory.type(), written, ProbeExamples.resources()).metrics();
    }

    /** A table where a choice makes a difference; empty where none does. */
    private static String byChoice(ProbeTypes types, ProbeFactory factory) {
        StringBuilder tables = new StringBuilder();
        for (ProbeParameter parameter : factory.parameters()) {
            Map<String, Map<String, Unit>> rows = new LinkedHashMap<>();
            ProbeExamples.byChoice(types, factory, parameter)
                    .forEach((choice, written) -> rows.put(choice, metrics(types, factory, written)));
            if (rows.values().stream().distinct().count() > 1) {
                tables.append("\n| `").append(parameter.name()).append("` | metrics |\n| --- | --- |\n");
                rows.forEach((choice, metrics) -> tables.append("| `")
                        .append(choice)
                        .append("` | ")
                        .append(text(metrics))
                        .append(" |\n"));
            }
        }
        return tables.toString();
    }

    private static Map<String, Unit> more(
            ProbeTypes types,
            ProbeFactory factory,
            Map<String, Object> least,
            Map<String, Unit> usual,
            ProbeParameter parameter) {
        String name = parameter.name();
        if (least.containsKey(name) || !parameter.choices().isEmpty() || parameter.kind() == ProbeParameter.Kind.MAP) {
            return Map.of();
        }
        Map<String, Object> written = ProbeExamples.plus(least, name, ProbeExamples.value(factory.type(), parameter));
        written.putAll(ProbeExamples.companions(factory.type(), name));
        Probe probe = ProbeExamples.create(types, factory.type(), written);
        if (probe == null || !probe.metrics().entrySet().containsAll(usual.entrySet())) {
            return Map.of();
        }
        Map<String, Unit> more = new TreeMap<>(probe.metrics());
        more.keySet().removeAll(usual.keySet());
        return more;
    }

    /** By unit, each in the order of the alphabet. */
    private static String text(Map<String, Unit> metrics) {
        Map<Unit, Set<String>> byUnit = new EnumMap<>(Unit.class);
        metrics.forEach((metric, unit) ->
                byUnit.computeIfAbsent(unit, none -> new TreeSet<>()).add(metric));
        StringJoiner text = new StringJoiner("; ");
        byUnit.forEach((unit, names) -> text.add('`' + String.join("`, `", names) + "` ("
                + unit.name().toLowerCase(Locale.ROOT).replace('_', ' ') + ')'));
        return text.toString();
    }
}
