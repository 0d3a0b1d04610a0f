package dev.postflight.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Question: what does the engine spend on one run of a check on a schedule, everything included: starting it in time, its
 * deadline, its thresholds, its finding, its metrics, the verdict? At most 3 µs of processor time and 600 B. And with 10,000
 * checks, each run every 10 s, at most 1 % of one core and 64 MiB of heap.
 *
 * <p>Each contestant has a JVM of its own with default flags. It runs until the compilers are quiet, at least 20 s and at most
 * 2 min, and is then measured for the seconds that were told. What the same JVM spends in as many seconds after the schedule
 * was closed is taken off. Prints a table in Markdown:
 *
 * <ul>
 *   <li>runs, as counted by the probes, and their share of those that were due;
 *   <li>processor time of the process without the thread that measures, which the operating system tells in steps of 10 ms; and
 *       of it that of Java threads, to the nanosecond: the rest is that of the compilers, of the collector of garbage, and the
 *       steps;
 *   <li>bytes allocated by Java threads, those included that have ended;
 *   <li>heap after a collection of garbage, beyond that of before the plan was built;
 *   <li>how long the compilers worked meanwhile: a figure with much of it is not worth much.
 * </ul>
 *
 * <p>Run: {@code java -cp benchmarks/target/benchmarks.jar dev.postflight.benchmarks.ScheduledCost [--checks=200]
 * [--every=100ms] [--seconds=20] [--of=all|loop|executor|threads|same-thread]}; it takes four minutes, and up to ten
 * if the compilers do not come to rest.
 */
public final class ScheduledCost {

    private ScheduledCost() {}

    /**
     * Prints a table in Markdown.
     *
     * @param args how many checks, how often, for how long, and of whom
     * @throws IOException if there is no other JVM to be had
     * @throws InterruptedException never
     */
    public static void main(String[] args) throws IOException, InterruptedException {
        ScheduledCostOptions options;
        try {
            options = ScheduledCostOptions.of(args);
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.exit(2);
            return;
        }
        System.out.println("ScheduledCost: " + options + "; Java " + Runtime.version() + ", "
                + Runtime.getRuntime().availableProcessors() + " processors");
        System.out.println();
        System.out.println(
                "| | runs | of those due | CPU, µs a run | of it Java threads | B a run | of one core | heap, MiB "
                        + "| compilers, ms |");
        System.out.println("| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |");
        for (ScheduledContestant contestant : options.of()) {
            int code = measureElsewhere(contestant, args);
            if (code != 0) {
                System.exit(code);
            }
        }
    }

    private static int measureElsewhere(ScheduledContestant contestant, String... args)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-cp");
        command.add(System.getProperty("java.class.path"));
        command.add(ScheduledCostRow.class.getName());
        command.addAll(List.of(args));
        command.add("--of=" + contestant.name().toLowerCase(Locale.ROOT));
        return new ProcessBuilder(command).inheritIO().start().waitFor();
    }
}
