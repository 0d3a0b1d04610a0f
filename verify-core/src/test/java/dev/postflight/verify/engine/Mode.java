package dev.postflight.verify.engine;

import dev.postflight.api.Check;
import dev.postflight.api.Outcome;
import dev.postflight.api.Verdict;
import dev.postflight.api.VerificationPhase;
import dev.postflight.api.VerificationPlan;
import java.time.Duration;

/** The ways to run a phase. */
enum Mode {
    ONE_SHOT {
        @Override
        VerificationPlan plan(Check... checks) {
            return Bench.once(checks);
        }

        @Override
        Verdict run(Verifier verifier) {
            return verifier.verify();
        }
    },
    SCHEDULED {
        @Override
        VerificationPlan plan(Check... checks) {
            return Bench.plan(VerificationPhase.named("watch").every(Duration.ofMinutes(1)), checks);
        }

        @Override
        Verdict run(Verifier verifier) {
            verifier.start();
            Verdict verdict = verifier.latest();
            while (verdict.findings().stream().anyMatch(finding -> finding.outcome() == Outcome.PENDING)) {
                Thread.onSpinWait(); // until the first round is published
                verdict = verifier.latest();
            }
            return verdict;
        }
    };

    abstract VerificationPlan plan(Check... checks);

    /** A verdict about all checks. */
    abstract Verdict run(Verifier verifier);
}
