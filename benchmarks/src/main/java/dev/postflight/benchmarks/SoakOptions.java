package dev.postflight.benchmarks;

/**
 * What the soak is told.
 *
 * @param minutes how long it runs
 * @param checks how many there are
 * @param seed what the lot begins with
 */
record SoakOptions(double minutes, int checks, long seed) {

    private static final double LONGEST_MINUTES = 7 * 24 * 60;
    private static final int MOST_CHECKS = 10_000;

    static SoakOptions of(String... args) {
        Options options = Options.of(args, "--minutes=10", "--checks=200", "--seed=1");
        double minutes = options.number("--minutes");
        if (!(minutes >= 0.05 && minutes <= LONGEST_MINUTES)) {
            throw options.refused("--minutes", "0.05 to 10080", null);
        }
        return new SoakOptions(minutes, options.count("--checks", 20, MOST_CHECKS), options.whole("--seed"));
    }

    @Override
    public String toString() {
        return checks + " checks every 100 ms for " + minutes + " min, seed " + seed;
    }
}
