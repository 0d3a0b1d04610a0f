package dev.postflight.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Plans in one line, and what is wrong with them. */
@SuppressWarnings("NullAway") // null is one of the faults
final class Plans {

    static final Probe PROBE = timeout -> ProbeResult.up();

    private Plans() {}

    static List<String> faults(VerificationPlan.Builder plan) {
        InvalidPlanException refused = catchThrowableOfType(InvalidPlanException.class, plan::build);
        return refused == null ? List.of() : refused.faults();
    }

    static List<String> faults(VerificationPhase... phases) {
        VerificationPlan.Builder plan = VerificationPlan.named("orders");
        for (VerificationPhase phase : phases) {
            plan = plan.phase(phase);
        }
        return faults(plan);
    }

    static List<String> faults(Check... checks) {
        return faults(phase("p", checks));
    }

    /** The faults of a phase named p, without its name. */
    static List<String> faultsInPhase(VerificationPhase phase) {
        List<String> faults = new ArrayList<>();
        for (String fault : faults(phase)) {
            assertThat(fault).startsWith("phase \"p\": ");
            faults.add(fault.substring("phase \"p\": ".length()));
        }
        return faults;
    }

    static VerificationPhase phase(String name, Check... checks) {
        VerificationPhase phase = VerificationPhase.named(name);
        for (Check check : checks) {
            phase = phase.check(check);
        }
        return phase;
    }

    static Check check(String name, String... dependencies) {
        return Check.of(name, PROBE).dependsOn(dependencies);
    }

    /** A probe whose two settings may do what they like. */
    record Stub(Supplier<@Nullable Map<String, Unit>> reported, Supplier<@Nullable SilenceRule> rule) implements Probe {

        static Stub reporting(Supplier<@Nullable Map<String, Unit>> metrics) {
            return new Stub(metrics, () -> SilenceRule.FAIL);
        }

        @Override
        public ProbeResult run(Duration timeout) {
            return ProbeResult.up();
        }

        @Override
        public Map<String, Unit> metrics() {
            return reported.get();
        }

        @Override
        public SilenceRule silence() {
            return rule.get();
        }
    }
}
