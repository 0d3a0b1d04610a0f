package dev.postflight.verify.meter;

import dev.postflight.api.Probe;
import dev.postflight.api.spi.ProbeArguments;
import dev.postflight.api.spi.ProbeFactory;
import dev.postflight.api.spi.ProbeParameter;
import dev.postflight.api.spi.ProbeParameter.Kind;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** A factory that is told what it is, and the parameters that several have. */
abstract class NamedFactory implements ProbeFactory {

    private final String type;
    private final String text;
    private final List<ProbeParameter> parameters;
    private final Function<ProbeArguments, Probe> maker;

    NamedFactory(String type, String text, Function<ProbeArguments, Probe> maker, ProbeParameter... parameters) {
        this.type = type;
        this.text = text;
        this.maker = maker;
        this.parameters = List.of(parameters);
    }

    @Override
    public final String type() {
        return type;
    }

    @Override
    public final String text() {
        return text;
    }

    @Override
    public final List<ProbeParameter> parameters() {
        return parameters;
    }

    @Override
    public final Probe create(ProbeArguments arguments) {
        return maker.apply(arguments);
    }

    static ProbeParameter registry() {
        return ProbeParameter.resource("registry", MeterRegistry.class, "the application's meters");
    }

    static ProbeParameter name(String text) {
        return ProbeParameter.required("name", Kind.TEXT, text);
    }

    static ProbeParameter tags(String name) {
        return ProbeParameter.optional(name, Kind.MAP, "tags that the meters must have, and their values");
    }

    static ProbeParameter window() {
        return ProbeParameter.optional("window", Kind.DURATION, "how far to look back; without it, to the start");
    }

    static ProbeParameter windowOrLastLook() {
        return ProbeParameter.optional("window", Kind.DURATION, "how far to look back; without it, to the last look");
    }

    static ProbeParameter sinceLastLook() {
        return ProbeParameter.optional("sinceLastLook", Kind.BOOLEAN, "whether to look back to the last look")
                .orElse("false");
    }

    /** Refuses to look back in both ways. */
    static boolean isSinceLastLook(ProbeArguments arguments) {
        boolean since = arguments.flag("sinceLastLook");
        if (since && arguments.has("window")) {
            throw new IllegalArgumentException("sinceLastLook: true (expected: false where there is a window)");
        }
        return since;
    }

    static MeterRegistry registry(ProbeArguments arguments) {
        return arguments.resource("registry", MeterRegistry.class);
    }

    /** Keys and values by turns. */
    static String[] tags(ProbeArguments arguments, String name) {
        List<String> tags = new ArrayList<>();
        for (Map.Entry<String, ?> tag : arguments.map(name).entrySet()) {
            if (tag.getValue() == null) {
                throw new IllegalArgumentException(
                        name + ": null for " + tag.getKey() + " (expected: a value for each tag)");
            }
            tags.add(tag.getKey());
            tags.add(String.valueOf(tag.getValue()));
        }
        return tags.toArray(new String[0]);
    }

    static String[] texts(ProbeArguments arguments, String name) {
        return arguments.texts(name).toArray(new String[0]);
    }
}
