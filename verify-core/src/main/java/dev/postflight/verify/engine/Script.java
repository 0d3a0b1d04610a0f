package dev.postflight.verify.engine;

import dev.postflight.api.Check;
import dev.postflight.api.ProbeResult;
import java.time.Instant;

/**
 * What the probes of a {@link Simulation} find.
 *
 * @since 0.1
 */
@FunctionalInterface
public interface Script {

    /**
     * The answer of a check's probe. Called by the thread that runs the simulation. What it throws is taken as what the probe
     * throws.
     *
     * @param check the check that is run
     * @param at when, by the virtual clock
     * @return what its probe finds
     */
    ProbeResult answer(Check check, Instant at);
}
