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

    SoakOptions {
        if (!(minutes >= 0.05 && minutes <= LONGEST_MINUTES)) {
            throw new IllegalArgumentException("--minutes: " + minutes + " (expected: 0.05 to 10080)");
        }
        if (checks < 20 || checks > MOST_CHECKS) {
            throw new IllegalArgumentException("--checks: " + checks + " (expected: 20 to 10000)");
        }
    }

    static SoakOptions of(String... args) {
        double minutes = 10;
        int checks = 200;
        long seed = 1;
        for (String arg : args) {
            int equals = arg.indexOf('=');
            String value = arg.substring(equals + 1);
            try {
                switch (arg.substring(0, Math.max(equals, 0))) {
                    case "--minutes" -> minutes = Double.parseDouble(value);
                    case "--checks" -> checks = Integer.parseInt(value);
                    case "--seed" -> seed = Long.parseLong(value);
                    default ->
                        throw new IllegalArgumentException(
                                arg + ": unknown (expected: --minutes=10, --checks=200 or --seed=1)");
                }
            } catch (NumberFormatException e) {
                throw new IllegalArgumentException(arg + ": not a number (expected: for example --minutes=10)", e);
            }
        }
        return new SoakOptions(minutes, checks, seed);
    }

    @Override
    public String toString() {
        return checks + " checks every 100 ms for " + minutes + " min, seed " + seed;
    }
}
