package dev.postflight.benchmarks;

import dev.postflight.api.Check;
import dev.postflight.api.Probe;
import dev.postflight.api.ProbeResult;
import dev.postflight.api.VerificationPhase;
import dev.postflight.api.VerificationPlan;
import dev.postflight.verify.engine.Verifier;
import java.time.Duration;

/**
 * Question: what does the first verdict over ten trivial checks cost, from the start of the JVM to its end? The probe is a
 * class with a name, because a lambda makes the JVM start up more than is Postflight's: see
 * {@link PostflightLambdaColdStart}.
 *
 * <p>Run: {@code benchmarks/cold-start.sh}
 */
public final class PostflightColdStart {

    private static final int CHECKS = 10;

    private PostflightColdStart() {}

    /**
     * Exits with 0 for GO, with 1 otherwise. {@code System.exit} is only called for the latter: newer JVMs log it, and
     * looking for a logger takes time.
     *
     * @param args not used
     */
    public static void main(String[] args) {
        VerificationPhase phase = VerificationPhase.named("startup");
        for (int i = 0; i < CHECKS; i++) {
            phase = phase.check(Check.of("check-" + i, Trivial.PROBE));
        }
        VerificationPlan plan =
                VerificationPlan.named("cold-start").phase(phase).build();
        boolean go;
        try (Verifier verifier = Verifier.builder(plan).build()) {
            go = verifier.verify().isGo();
        }
        if (!go) {
            System.exit(1);
        }
    }

    private enum Trivial implements Probe {
        PROBE;

        @Override
        public ProbeResult run(Duration timeout) {
            return ProbeResult.up();
        }
    }
}
