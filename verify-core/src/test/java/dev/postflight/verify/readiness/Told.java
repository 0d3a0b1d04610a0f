package dev.postflight.verify.readiness;

import dev.postflight.api.Check;
import dev.postflight.api.Decision;
import dev.postflight.api.Finding;
import dev.postflight.api.ProbeResult;
import dev.postflight.api.Verdict;
import dev.postflight.api.VerificationPhase;
import dev.postflight.api.VerificationPlan;
import dev.postflight.verify.decide.Decider;
import dev.postflight.verify.decide.Sample;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/** Verdicts that are to be told. */
final class Told {

    private static final VerificationPlan SHOP = VerificationPlan.named("shop")
            .phase(VerificationPhase.named("startup").check(Check.of("x", timeout -> ProbeResult.up())))
            .build();

    private Told() {}

    static Verdict of(Sample... samples) {
        List<Finding> findings = Arrays.stream(samples).map(Sample::build).toList();
        return Decider.decide(SHOP, "startup", findings, Sample.AT, Duration.ofSeconds(2));
    }

    static Verdict of(Decision decision) {
        Sample database = Sample.pass("database").component("storage").critical();
        return switch (decision) {
            case GO -> of(database, Sample.ignored("sms"));
            case HOLD -> of(database, Sample.unknown("traffic"));
            case NO_GO ->
                of(Sample.fail("database").component("storage").critical(), Sample.skipped("orders", "database"));
        };
    }
}
