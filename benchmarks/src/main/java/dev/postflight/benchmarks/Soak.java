package dev.postflight.benchmarks;

import dev.postflight.api.Check;
import dev.postflight.api.Finding;
import dev.postflight.api.Reason;
import dev.postflight.api.Verdict;
import dev.postflight.api.VerificationPhase;
import dev.postflight.api.VerificationPlan;
import dev.postflight.benchmarks.SoakProbe.Deed;
import dev.postflight.verify.engine.Verifier;
import java.time.Duration;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Question: does the engine lose anything, keep anything, or say anything that its findings do not say, when many checks
 * with faults run for long? 200 checks every 100 ms for 10 min in real time; of their runs 10 % throw, 5 % hang until they are
 * interrupted or longer, 5 % are slow, 1 % throw an error, and every tenth check is down or throws for stretches of up to
 * 5 s, so that circuit breakers open.
 *
 * <p>Prints a line every 10 s and the account at the end, and exits with 1 when something does not add up. It takes the minutes
 * that it is told and up to half a minute more: for the account, every probe is run once more, and circuit breakers let
 * that happen after 10 s.
 *
 * <p>Run: {@code java -cp benchmarks/target/benchmarks.jar dev.postflight.benchmarks.Soak [--minutes=10] [--checks=200]
 * [--seed=1]}
 */
public final class Soak {

    private static final Duration CADENCE = Duration.ofMillis(100);
    private static final Duration TIMEOUT = Duration.ofMillis(200);
    private static final long LONGEST_HALT = TimeUnit.SECONDS.toNanos(30);
    private static final long LONGEST_END = TimeUnit.SECONDS.toNanos(10);
    private static final long LINE = TimeUnit.SECONDS.toNanos(10);
    private static final int FEWEST_LINES = 8;
    private static final int LOOK_MILLIS = 10;

    private final SoakOptions options;
    private final SoakProbe.Field field = new SoakProbe.Field();
    private final SoakRegistry registry = new SoakRegistry();
    private final SoakGauge gauge = new SoakGauge();
    private final VerificationPlan plan;
    private final SoakReview review;
    private final Verifier verifier;

    private Soak(SoakOptions options) {
        this.options = options;
        plan = plan();
        review = new SoakReview(plan);
        verifier = Verifier.builder(plan).metrics(registry).build();
    }

    /**
     * Runs the soak.
     *
     * @param args how long, how many checks, and what the lot begins with
     */
    public static void main(String[] args) {
        SoakOptions options;
        try {
            options = SoakOptions.of(args);
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.exit(2);
            return;
        }
        System.exit(new Soak(options).run() ? 0 : 1);
    }

    private VerificationPlan plan() {
        SplittableRandom seeds = new SplittableRandom(options.seed());
        VerificationPhase phase = VerificationPhase.named("watch").every(CADENCE);
        for (int i = 0; i < options.checks(); i++) {
            Deed bad = i % 20 == 7 ? Deed.DOWN : i % 20 == 17 ? Deed.FLAPS : Deed.UP;
            Check check = Check.of("check-" + i, new SoakProbe(field, seeds.split(), bad, TIMEOUT))
                    .timeout(TIMEOUT);
            if (i % 5 == 0) {
                check = check.threshold("load: target < 80%, MEDIUM > 95%");
            }
            phase = phase.check(i % 25 == 1 ? check.critical().after(3) : check);
        }
        return VerificationPlan.named("soak").scores(0.5, 0.8).phase(phase).build();
    }

    private boolean run() {
        System.out.println("Soak: " + options + "; Java " + Runtime.version() + ", "
                + Runtime.getRuntime().availableProcessors() + " processors");
        long start = System.nanoTime();
        verifier.start();
        soak(start);
        SoakAccount account = new SoakAccount();
        field.halt();
        boolean halted = lookUntil(LONGEST_HALT, this::isHalted);
        account.expect("every probe is run once more and given up", halted);
        long slots = (System.nanoTime() - start) / CADENCE.toNanos() + 2;
        account.runs(field, registry, verifier.latest());
        account.schedule(registry, verifier.latest(), options.checks(), slots);
        account.abandoned(verifier.abandoned(), registry, options.checks());
        account.verdicts(review, registry);
        account.flat(gauge);
        field.release();
        end(account);
        return account.print();
    }

    private void soak(long start) {
        long length = (long) (options.minutes() * TimeUnit.MINUTES.toNanos(1));
        long step = Math.min(LINE, length / FEWEST_LINES);
        for (long line = step; line <= length; line += step) {
            long end = start + line;
            lookUntil(end - System.nanoTime(), () -> false);
            gauge.sample();
            System.out.printf(
                    Locale.ROOT,
                    "%5.0f s  %,9d runs  %s  threads %d  heap %.1f MiB  %,d verdicts %s%n",
                    (System.nanoTime() - start) / 1e9,
                    field.started(),
                    review.reasons(),
                    gauge.threads(),
                    gauge.heap() / 1048576.0,
                    review.verdicts(),
                    review.decisions());
        }
    }

    /** Nothing is started any more, and the latest findings say so. */
    private boolean isHalted() {
        if (field.started(Deed.WAITS) < options.checks() || verifier.abandoned() < options.checks()) {
            return false;
        }
        Verdict latest = verifier.latest();
        return latest.findings().stream().allMatch(finding -> finding.reason() == Reason.TIMEOUT)
                && registry.inTime() + registry.counted("postflight.probes.timeouts")
                        == latest.findings().stream()
                                .mapToLong(Finding::attempts)
                                .sum();
    }

    private void end(SoakAccount account) {
        long before = System.nanoTime();
        verifier.close();
        account.closed(System.nanoTime() - before, registry.getMeters().size());
        account.expect(
                "no thread of it is left",
                lookUntil(
                        LONGEST_END,
                        () -> Thread.getAllStackTraces().keySet().stream()
                                .noneMatch(thread -> thread.getName().startsWith("postflight-soak"))));
        account.expect(
                "no run is counted as abandoned any more", lookUntil(LONGEST_END, () -> verifier.abandoned() == 0));
    }

    /** Looks at each verdict meanwhile. */
    private boolean lookUntil(long nanos, BooleanSupplier condition) {
        long end = System.nanoTime() + nanos;
        while (System.nanoTime() - end < 0) {
            if (condition.getAsBoolean()) {
                return true;
            }
            review.look(verifier.latest());
            try {
                Thread.sleep(LOOK_MILLIS);
            } catch (InterruptedException e) {
                throw new IllegalStateException("interrupted", e);
            }
        }
        return condition.getAsBoolean();
    }
}
