package dev.postflight.benchmarks;

import dev.postflight.benchmarks.CostGauge.Cost;
import dev.postflight.benchmarks.ScheduledContestant.Schedule;
import dev.postflight.benchmarks.Trivial.Figure;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** One row of {@link ScheduledCost}, which starts this in a JVM of its own. */
public final class ScheduledCostRow {

    private static final long LOOK = TimeUnit.SECONDS.toNanos(1);
    private static final long STEP = TimeUnit.SECONDS.toNanos(5);
    private static final int FEWEST_STEPS = 4;
    private static final long LONGEST_WARM_UP = TimeUnit.MINUTES.toNanos(2);
    private static final double QUIET = 0.002;

    private final ScheduledContestant contestant;
    private final ScheduledCostOptions options;
    private final CostGauge gauge = new CostGauge();

    private ScheduledCostRow(ScheduledContestant contestant, ScheduledCostOptions options) {
        this.contestant = contestant;
        this.options = options;
    }

    /**
     * Prints the row.
     *
     * @param args those of {@link ScheduledCost}
     * @throws InterruptedException never
     */
    public static void main(String[] args) throws InterruptedException {
        ScheduledCostOptions options = ScheduledCostOptions.of(args);
        for (ScheduledContestant contestant : options.of()) {
            new ScheduledCostRow(contestant, options).print();
        }
    }

    private void print() throws InterruptedException {
        Figure[] figures = Trivial.figures(options.checks());
        gauge.look();
        long heap = CostGauge.heap();
        long time = options.time().toNanos();
        Cost spent;
        long runs;
        try (Schedule schedule = contestant.start(figures, options.every())) {
            warmUp();
            long before = runs(figures);
            spent = watch(time);
            runs = runs(figures) - before;
            schedule.assertGood();
            heap = CostGauge.heap() - heap;
        }
        watch(STEP);
        Cost idle = watch(time);
        System.out.printf(
                Locale.ROOT,
                "| %s | %,d | %.1f %% | %.2f | %.2f | %.0f | %.2f %% | %.2f | %.0f |%n",
                contestant.title,
                runs,
                100 * runs / options.runs(),
                (spent.process() - idle.process()) / 1e3 / runs,
                (spent.threads() - idle.threads()) / 1e3 / runs,
                (double) (spent.bytes() - idle.bytes()) / runs,
                100.0 * (spent.process() - idle.process()) / spent.wall(),
                heap / 1048576.0,
                spent.compiling() / 1e6);
    }

    /** Until the compilers are quiet, or it takes too long; what they do later is in the last column. */
    private void warmUp() throws InterruptedException {
        long step = Math.max(STEP, options.every().toNanos());
        for (int steps = 1; steps * step <= LONGEST_WARM_UP; steps++) {
            Cost cost = watch(step);
            if (steps >= FEWEST_STEPS && cost.compiling() < step * QUIET) {
                return;
            }
        }
    }

    /** Looks now and then, as threads may end; idle ones stay for two seconds. */
    private Cost watch(long nanos) throws InterruptedException {
        Cost before = gauge.look();
        Cost cost = before;
        while (cost.wall() - before.wall() < nanos) {
            TimeUnit.NANOSECONDS.sleep(Math.min(LOOK, nanos - (cost.wall() - before.wall())));
            cost = gauge.look();
        }
        return cost.since(before);
    }

    private static long runs(Figure... figures) {
        long runs = 0;
        for (Figure figure : figures) {
            runs += figure.times();
        }
        return runs;
    }
}
