package dev.postflight.adapters;

import dev.postflight.api.Probe;
import dev.postflight.api.Scale;
import dev.postflight.api.spi.ProbeArguments;
import dev.postflight.api.spi.ProbeFactory;
import dev.postflight.api.spi.ProbeParameter;
import dev.postflight.api.spi.ProbeParameter.Kind;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes probes of type {@code health-check} out of a {@link HealthProbe} that the application supplies, so that an existing
 * check of Spring Boot, MicroProfile or Dropwizard can be named in a text.
 *
 * @since 0.1
 */
public final class HealthProbeFactory implements ProbeFactory {

    private static final String CHECK = "check";
    private static final String ALSO_UP = "alsoUp";
    private static final String UNITS = "units";

    /** For {@link java.util.ServiceLoader}. */
    public HealthProbeFactory() {}

    /**
     * The name of the type.
     *
     * @return {@code health-check}
     */
    @Override
    public String type() {
        return "health-check";
    }

    /**
     * What is asked.
     *
     * @return a sentence or two
     */
    @Override
    public String text() {
        return "Asks an existing health check of Spring Boot, MicroProfile or Dropwizard. Measures the numbers among its"
                + " details, by their names.";
    }

    /**
     * What can be written.
     *
     * @return which check, and how to read its answers
     */
    @Override
    public List<ProbeParameter> parameters() {
        return List.of(
                ProbeParameter.resource(CHECK, HealthProbe.class, "the health check, adapted"),
                ProbeParameter.optional(ALSO_UP, Kind.TEXTS, "statuses of one's own that are good enough to be up"),
                ProbeParameter.optional(
                        UNITS,
                        Kind.MAP,
                        "for names of metrics, what the number is in: a unit such as bytes, or a symbol such as ms, % or MiB"));
    }

    /**
     * Makes a probe.
     *
     * @param arguments what was written
     * @return the probe
     * @throws IllegalArgumentException if a status or a unit is none
     */
    @Override
    public Probe create(ProbeArguments arguments) {
        HealthProbe probe = arguments.resource(CHECK, HealthProbe.class);
        List<String> statuses = arguments.texts(ALSO_UP);
        if (!statuses.isEmpty()) {
            probe = probe.alsoUp(statuses.toArray(new String[0]));
        }
        for (Map.Entry<String, @Nullable Object> entry : arguments.map(UNITS).entrySet()) {
            probe = probe.unit(entry.getKey(), scale(entry.getKey(), entry.getValue()));
        }
        return probe;
    }

    private static Scale scale(String metric, @Nullable Object written) {
        try {
            return Scale.of(written == null ? null : String.valueOf(written));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(metric + ": " + e.getMessage(), e);
        }
    }
}
