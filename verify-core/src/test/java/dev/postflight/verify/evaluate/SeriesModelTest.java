package dev.postflight.verify.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postflight.api.Statistic;
import java.time.Duration;
import java.util.SplittableRandom;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** Random histories with gaps, duplicates and figures out of order, against a model that keeps every figure. */
class SeriesModelTest {

    private static final int CASES = 200;
    private static final int STEPS = 150;
    private static final long MINUTE = Duration.ofMinutes(1).toNanos();
    private static final long TEN_MINUTES = Duration.ofMinutes(10).toNanos();
    private static final long LONGEST_GAP = Duration.ofSeconds(20).toNanos();
    private static final long[] LENGTHS = {MINUTE, TEN_MINUTES + 7, Window.ENDLESS};
    private static final Duration[] WINDOWS = {
        Duration.ofNanos(MINUTE), Duration.ofNanos(TEN_MINUTES + 7), Series.ENDLESS
    };

    @Test
    void a_series_of_samples_is_what_the_model_says() {
        for (long seed = 0; seed < CASES; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            Series series = Series.ofSamples(true, LONGEST_GAP, WINDOWS);
            SeriesModel[] models = new SeriesModel[LENGTHS.length];
            for (int i = 0; i < models.length; i++) {
                models[i] = new SeriesModel(LENGTHS[i], LONGEST_GAP, false);
            }
            long start = start(series, random);
            long now = random.nextLong(0, MINUTE);
            long late = 0;
            for (int step = 0; step < STEPS; step++) {
                now += step(random);
                long at = random.nextInt(5) == 0 ? now - random.nextLong(0, MINUTE * 3 / 2) : now;
                boolean blank = random.nextInt(8) == 0;
                boolean failed = blank || random.nextInt(4) == 0;
                double value = blank ? Double.NaN : random.nextInt(-50, 1_000) / 8.0;
                if (blank) {
                    series.fail(start + at);
                } else {
                    series.record(value, failed, start + at);
                }
                late += at < 0 || !takenByAny(models, at, value, failed) ? 1 : 0;
                if (random.nextInt(3) == 0) {
                    now += random.nextBoolean() ? 0 : step(random);
                    compare(series, models, start, now, "seed " + seed + ", step " + step);
                }
            }
            assertThat(series.late()).as("seed %d", seed).isEqualTo(late);
        }
    }

    private static boolean takenByAny(SeriesModel[] models, long at, double value, boolean failed) {
        boolean taken = false;
        for (SeriesModel model : models) {
            taken |= model.run(at, value, failed);
        }
        return taken;
    }

    @Test
    void a_counter_is_what_the_model_says() {
        for (long seed = 0; seed < CASES; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            Series series = Series.ofCounter(WINDOWS);
            SeriesModel[] models = new SeriesModel[LENGTHS.length];
            for (int i = 0; i < models.length; i++) {
                models[i] = new SeriesModel(LENGTHS[i], LENGTHS[i], true);
            }
            long start = start(series, random);
            long now = random.nextLong(0, MINUTE);
            double last = Double.NaN;
            long lastAt = 0;
            for (int step = 0; step < STEPS; step++) {
                now += step(random);
                if (random.nextInt(8) == 0) {
                    series.fail(start + now);
                    takenByAny(models, now, Double.NaN, true);
                } else {
                    double value = step > 0 && random.nextInt(6) > 0 ? last + random.nextInt(5) : random.nextInt(100);
                    value = Double.isNaN(value) ? 100 : now == lastAt && value < last ? last : value;
                    series.record(value, start + now);
                    takenByAny(models, now, value, false);
                    for (SeriesModel model : models) {
                        if (!Double.isNaN(last)) {
                            model.grow(now, value < last ? value : value - last, now - lastAt);
                        }
                    }
                    last = value;
                    lastAt = now;
                }
                if (random.nextInt(3) == 0) {
                    now += random.nextBoolean() ? 0 : step(random);
                    compare(series, models, start, now, "seed " + seed + ", step " + step);
                }
            }
        }
    }

    /** Any origin, and often one from which the ticker wraps within the history. */
    private static long start(Series series, SplittableRandom random) {
        long start = random.nextBoolean() ? random.nextLong() : Long.MAX_VALUE - random.nextLong(0, TEN_MINUTES);
        series.restart(start);
        return start;
    }

    private static long step(SplittableRandom random) {
        return switch (random.nextInt(12)) {
            case 0, 1 -> 0;
            case 2 -> random.nextLong(0, MINUTE);
            case 3 -> random.nextLong(0, 100) == 0 ? random.nextLong(0, 100 * TEN_MINUTES) : 1;
            case 4 -> LONGEST_GAP + random.nextLong(-1, 2);
            default -> random.nextLong(0, MINUTE / 20);
        };
    }

    private static void compare(Series series, SeriesModel[] models, long start, long now, String when) {
        for (int window = 0; window < models.length; window++) {
            for (Statistic statistic : Statistic.values()) {
                double exact = models[window].read(statistic, now);
                double relative = Double.isNaN(statistic.quantile()) ? 1e-12 : 0.01;
                assertThat(series.read(statistic, window, start + now))
                        .as("%s: %s of window %d", when, statistic, window)
                        .satisfies(read -> assertClose(read, exact, relative));
            }
            assertThat(series.observed(window, start + now))
                    .as("%s: observed of window %d", when, window)
                    .isCloseTo(models[window].observed(now), Offset.offset(1e-12));
        }
    }

    private static void assertClose(double read, double exact, double relative) {
        if (Double.isNaN(exact)) {
            assertThat(read).isNaN();
        } else {
            assertThat(read).isCloseTo(exact, Offset.offset(relative * Math.abs(exact) + 1e-12));
        }
    }
}
