package dev.postflight.benchmarks;

import dev.postflight.api.Check;
import dev.postflight.api.ProbeResult;
import dev.postflight.api.VerificationPhase;
import dev.postflight.api.VerificationPlan;
import dev.postflight.verify.engine.Verifier;

/**
 * Question: the same as that of {@link PostflightColdStart}, with a lambda for a probe. If it is the first lambda of an
 * application, the JVM makes ready for all of them.
 *
 * <p>Run: {@code benchmarks/cold-start.sh}
 */
public final class PostflightLambdaColdStart {

    private static final int CHECKS = 10;

    private PostflightLambdaColdStart() {}

    /**
     * Exits with 0 for GO, with 1 otherwise.
     *
     * @param args not used
     */
    public static void main(String[] args) {
        VerificationPhase phase = VerificationPhase.named("startup");
        for (int i = 0; i < CHECKS; i++) {
            phase = phase.check(Check.of("check-" + i, timeout -> ProbeResult.up()));
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
}
