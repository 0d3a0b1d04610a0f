package dev.postflight.benchmarks;

import java.util.SplittableRandom;

/** Made-up latencies in seconds, with a median of 100 ms. */
final class Latencies {

    private static final double MEDIAN = 0.1;

    private Latencies() {}

    static double lognormal(SplittableRandom random, double sigma) {
        double normal = Math.sqrt(-2 * Math.log(1 - random.nextDouble())) * Math.cos(2 * Math.PI * random.nextDouble());
        return MEDIAN * Math.exp(sigma * normal);
    }

    static double[] lognormal(int count, double sigma) {
        SplittableRandom random = new SplittableRandom(1);
        double[] values = new double[count];
        for (int i = 0; i < count; i++) {
            values[i] = lognormal(random, sigma);
        }
        return values;
    }
}
