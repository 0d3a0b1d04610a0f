package dev.postflight.http;

import dev.postflight.api.Scale;
import dev.postflight.api.Unit;
import dev.postflight.api.spi.ProbeArguments;
import dev.postflight.api.spi.ProbeParameter;
import dev.postflight.api.spi.ProbeParameter.Kind;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What can be written about an answer in JSON. */
final class JsonParameters {

    private static final String PRESENT = "jsonPresent";
    private static final String ABSENT = "jsonAbsent";
    private static final String MEASURE = "measure";
    private static final String UNITS = "units";
    private static final String AGES = "measureAges";

    /** The rules that compare with something, by the parameters that are maps of pointers to it. */
    private static final Map<String, Function<String, JsonRule>> RULES = rules();

    private JsonParameters() {}

    private static Map<String, Function<String, JsonRule>> rules() {
        Map<String, Function<String, JsonRule>> rules = new LinkedHashMap<>();
        rules.put("jsonNumbers", JsonRule::number);
        rules.put("jsonContains", JsonRule::containing);
        rules.put("jsonMatches", JsonRule::matching);
        rules.put("jsonSizes", JsonRule::size);
        rules.put("jsonAges", JsonRule::age);
        return rules;
    }

    static List<ProbeParameter> expectations() {
        return List.of(
                ProbeParameter.optional("json", Kind.MAP, "JSON pointers, and the value that is to be there"),
                ProbeParameter.optional(PRESENT, Kind.TEXTS, "JSON pointers where there must be a value"),
                ProbeParameter.optional(ABSENT, Kind.TEXTS, "JSON pointers where there must be nothing"),
                ProbeParameter.optional(
                        "jsonNumbers", Kind.MAP, "JSON pointers, and what the number there must be, as in `<= 5`"),
                ProbeParameter.optional(
                        "jsonContains", Kind.MAP, "JSON pointers, and what the text there must have in it"),
                ProbeParameter.optional(
                        "jsonMatches",
                        Kind.MAP,
                        "JSON pointers, and the regular expression that must be found in the text there"),
                ProbeParameter.optional(
                        "jsonSizes",
                        Kind.MAP,
                        "JSON pointers, and how many elements or members there must be, as in `>= 1`"),
                ProbeParameter.optional(
                        "jsonAges", Kind.MAP, "JSON pointers, and how long ago the time there must be, as in `< 5m`"));
    }

    static HttpProbe expecting(HttpProbe probe, ProbeArguments arguments) {
        HttpProbe expecting = probe;
        for (Map.Entry<String, @Nullable Object> value : arguments.map("json").entrySet()) {
            expecting = expecting.expectJson(value.getKey(), value.getValue());
        }
        for (String pointer : arguments.texts(PRESENT)) {
            expecting = expecting.expectJson(pointer, JsonRule.present());
        }
        for (String pointer : arguments.texts(ABSENT)) {
            expecting = expecting.expectJson(pointer, JsonRule.absent());
        }
        for (Map.Entry<String, Function<String, JsonRule>> rule : RULES.entrySet()) {
            for (Map.Entry<String, @Nullable Object> wanted :
                    arguments.map(rule.getKey()).entrySet()) {
                expecting =
                        expecting.expectJson(wanted.getKey(), rule.getValue().apply(String.valueOf(wanted.getValue())));
            }
        }
        return expecting;
    }

    /** What is measured beside what the probe measures itself. */
    static List<ProbeParameter> measures() {
        return List.of(
                ProbeParameter.optional(MEASURE, Kind.MAP, "metrics, and the JSON pointers of their numbers"),
                ProbeParameter.optional(
                        UNITS,
                        Kind.MAP,
                        "metrics of measure, and what their numbers are in: seconds, bytes, ratio, count (without this) or"
                                + " per_second, or a symbol such as ms, % or MiB"),
                ProbeParameter.optional(
                        AGES, Kind.MAP, "metrics, and the JSON pointers of times, how long ago they are"));
    }

    static HttpProbe measuring(HttpProbe probe, ProbeArguments arguments) {
        HttpProbe measuring = probe;
        Map<String, @Nullable Object> pointers = arguments.map(MEASURE);
        Map<String, @Nullable Object> units = arguments.map(UNITS);
        for (String metric : units.keySet()) {
            if (!pointers.containsKey(metric)) {
                throw Texts.fault(UNITS, Texts.quoted(metric), "the metrics of " + MEASURE + ": " + pointers.keySet());
            }
        }
        for (Map.Entry<String, @Nullable Object> metric : pointers.entrySet()) {
            measuring = measuring.measureJson(
                    metric.getKey(), String.valueOf(metric.getValue()), scale(metric.getKey(), units));
        }
        for (Map.Entry<String, @Nullable Object> metric : arguments.map(AGES).entrySet()) {
            measuring = measuring.measureJsonAge(metric.getKey(), String.valueOf(metric.getValue()));
        }
        return measuring;
    }

    private static Scale scale(String metric, Map<String, @Nullable Object> units) {
        return units.containsKey(metric) ? Scale.of(String.valueOf(units.get(metric))) : Scale.of(Unit.COUNT);
    }
}
