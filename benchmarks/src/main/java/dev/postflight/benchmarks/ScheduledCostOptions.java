package dev.postflight.benchmarks;

import dev.postflight.api.Unit;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * What the measurement of schedules is told.
 *
 * @param checks how many there are
 * @param every how often each runs
 * @param time how long is measured
 * @param of who is measured
 */
record ScheduledCostOptions(int checks, Duration every, Duration time, List<ScheduledContestant> of) {

    static ScheduledCostOptions of(String... args) {
        Options options = Options.of(args, "--checks=200", "--every=100ms", "--seconds=20", "--of=all");
        int checks = options.count("--checks", 1, 100_000);
        Duration every = options.duration("--every");
        if (every.toMillis() < 1 || every.toMinutes() > 1) {
            throw options.refused("--every", "1ms to 1min", null);
        }
        Duration time = Duration.ofSeconds(options.count("--seconds", 1, 3_600));
        if (time.compareTo(every) < 0) {
            throw options.refused("--seconds", "not less than --every", null);
        }
        return new ScheduledCostOptions(checks, every, time, contestants(options));
    }

    private static List<ScheduledContestant> contestants(Options options) {
        String name = options.text("--of");
        if (name.equals("all")) {
            return List.of(ScheduledContestant.values());
        }
        try {
            return List.of(
                    ScheduledContestant.valueOf(name.toUpperCase(Locale.ROOT).replace('-', '_')));
        } catch (IllegalArgumentException e) {
            throw options.refused("--of", "all, loop, executor, threads or same-thread", e);
        }
    }

    /** How many runs there should be in the time. */
    double runs() {
        return (double) checks * time.toNanos() / every.toNanos();
    }

    @Override
    public String toString() {
        return checks + " checks every " + Unit.SECONDS.format(every.toNanos() / 1e9) + ", measured for "
                + time.toSeconds() + " s";
    }
}
