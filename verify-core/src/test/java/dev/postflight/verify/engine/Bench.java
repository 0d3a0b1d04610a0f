package dev.postflight.verify.engine;

import dev.postflight.api.Check;
import dev.postflight.api.Finding;
import dev.postflight.api.Verdict;
import dev.postflight.api.VerificationPhase;
import dev.postflight.api.VerificationPlan;
import java.time.Duration;
import java.util.Objects;

/** A verifier under virtual time. */
final class Bench implements AutoCloseable {

    final VirtualTime time = new VirtualTime();
    final Verifier verifier;

    Bench(VerificationPlan plan) {
        this(plan, Threads.PLATFORM);
    }

    Bench(VerificationPlan plan, Threads threads) {
        verifier = Verifier.builder(plan)
                .time(time)
                .jitter(0)
                .workers(time.counting(threads.open()))
                .build();
    }

    /** One phase that tries everything once. */
    static VerificationPlan once(Check... checks) {
        return plan(VerificationPhase.named("startup"), checks);
    }

    /** One phase that tries again within some time. */
    static VerificationPlan within(Duration time, Check... checks) {
        return plan(VerificationPhase.named("startup").within(time), checks);
    }

    static VerificationPlan plan(VerificationPhase phase, Check... checks) {
        VerificationPhase filled = phase;
        for (Check check : checks) {
            filled = filled.check(check);
        }
        return VerificationPlan.named("shop").phase(filled).build();
    }

    Verdict verify() {
        return verifier.verify();
    }

    Finding verify(String check) {
        return finding(verify(), check);
    }

    static Finding finding(Verdict verdict, String check) {
        return Objects.requireNonNull(verdict.finding(check));
    }

    @Override
    public void close() {
        verifier.close();
    }
}
