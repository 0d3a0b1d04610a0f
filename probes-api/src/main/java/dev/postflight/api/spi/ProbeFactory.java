package dev.postflight.api.spi;

import dev.postflight.api.Probe;
import java.util.List;

/**
 * Makes the probes of one type from named parameters. Found by {@link java.util.ServiceLoader}; {@link ProbeTypes} reads
 * what was written, holds it against {@link #parameters()} and hands on what is right.
 *
 * <p>An implementation has a public constructor without parameters, is immutable, does nothing when it is constructed, and is
 * called by any thread.
 *
 * @since 0.1
 */
public interface ProbeFactory {

    /**
     * The name of the type.
     *
     * @return small letters, digits and hyphens, beginning with a letter: {@code jdbc-query}
     */
    String type();

    /**
     * What a probe of this type asks, for its page in the documentation.
     *
     * @return one sentence or two, with the metrics that it measures
     */
    String text();

    /**
     * What can be written about a probe of this type.
     *
     * @return each name once, in the order of the documentation
     */
    List<ProbeParameter> parameters();

    /**
     * Makes a probe. It asks nothing and opens nothing yet. What was written and is not read by this is refused, so it reads
     * only what the probe is made of.
     *
     * @param arguments what was written, checked: everything required is there, and everything is of its kind
     * @return the probe
     * @throws IllegalArgumentException if the arguments do not go together, with the sentence
     *     {@code name: value (expected: rule)}
     */
    Probe create(ProbeArguments arguments);
}
