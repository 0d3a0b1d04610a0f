package dev.postflight.adapters;

import dev.postflight.api.Check;
import dev.postflight.api.Decision;
import dev.postflight.api.Explanation;
import dev.postflight.api.Finding;
import dev.postflight.api.Outcome;
import dev.postflight.api.Probe;
import dev.postflight.api.ProbeResult;
import dev.postflight.api.Reason;
import dev.postflight.api.SilenceRule;
import dev.postflight.api.Verdict;
import dev.postflight.api.VerificationPhase;
import dev.postflight.api.VerificationPlan;
import dev.postflight.verify.engine.Verifier;
import java.util.List;

/** Verdicts of a real verifier. */
final class Verdicts {

    static final Probe UP = timeout -> ProbeResult.up();
    static final Probe DOWN = timeout -> ProbeResult.down("refused 100%s by 10.0.0.5, password=hunter2");
    static final Probe SILENT = timeout -> ProbeResult.silent("no answer");

    private Verdicts() {}

    /** One check, named {@code database}. */
    static Verifier verifier(Probe probe) {
        return Verifier.builder(VerificationPlan.named("orders")
                        .phase(VerificationPhase.named("startup")
                                .check(Check.of("database", probe).critical().onSilence(SilenceRule.HOLD)))
                        .build())
                .sameThread()
                .build();
    }

    static Verdict of(Probe probe) {
        try (Verifier verifier = verifier(probe)) {
            return verifier.verify();
        }
    }

    /** What was good, and has not been looked at for too long. */
    static Verdict stale() {
        Verdict good = of(UP);
        Finding old = good.findings().get(0);
        Finding stale = new Finding(
                old.check(),
                old.component(),
                old.critical(),
                old.weight(),
                Outcome.UNKNOWN,
                Reason.STALE,
                null,
                false,
                old.wanted(),
                old.explanation(),
                List.of(),
                old.at(),
                old.since(),
                old.took(),
                old.attempts(),
                old.failures(),
                old.conclusive());
        return new Verdict(
                good.plan(),
                good.phase(),
                Decision.HOLD,
                Decision.HOLD,
                good.score(),
                List.of("not observed for too long: database"),
                List.of("database"),
                List.of(stale),
                good.at(),
                good.took(),
                good.outlook());
    }

    static Explanation explanation(Verdict verdict) {
        return verdict.findings().get(0).explanation();
    }
}
