package dev.postflight.verify.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BucketsTest {

    private static final int CASES = 200_000;

    @Test
    void each_bound_is_in_the_upper_bucket_and_the_next_double_below_it_in_the_lower() {
        for (int exponent = -40; exponent < 64; exponent++) {
            for (int j = 0; j < Buckets.PER_OCTAVE; j++) {
                double bound = Math.scalb(StrictMath.pow(2, (double) j / Buckets.PER_OCTAVE), exponent);
                int bucket = Buckets.TINY + 1 + (exponent + 40) * Buckets.PER_OCTAVE + j;
                assertThat(Buckets.index(bound)).as("%s", bound).isEqualTo(bucket);
                assertThat(Buckets.index(Math.nextUp(bound)))
                        .as("above %s", bound)
                        .isEqualTo(bucket);
                assertThat(Buckets.index(Math.nextDown(bound)))
                        .as("below %s", bound)
                        .isEqualTo(bucket - 1);
            }
        }
    }

    @Test
    void a_greater_value_is_never_in_a_lower_bucket() {
        for (long seed = 0; seed < CASES; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            double one = anyDouble(random);
            double other = random.nextBoolean() ? anyDouble(random) : one + one * random.nextDouble() * 0.05;
            if (Double.isFinite(one) && Double.isFinite(other)) {
                assertThat(Integer.signum(Buckets.index(one) - Buckets.index(other)) * Double.compare(one, other))
                        .as("seed %d: %s and %s", seed, one, other)
                        .isNotNegative();
            }
        }
    }

    @Test
    void the_middle_of_a_bucket_is_within_one_per_cent_of_every_value_in_it() {
        for (long seed = 0; seed < CASES; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            double value = Math.scalb(1 + random.nextDouble(), random.nextInt(-40, 64));
            double signed = random.nextBoolean() ? value : -value;
            assertThat(Buckets.middle(Buckets.index(signed)))
                    .as("seed %d: %s", seed, signed)
                    .isCloseTo(signed, within(0.0100 * value));
        }
    }

    @Test
    void negative_values_mirror_positive_ones() {
        for (long seed = 0; seed < CASES; seed++) {
            double value = anyDouble(new SplittableRandom(seed));
            if (Double.isFinite(value)) {
                assertThat(Buckets.index(-value)).as("seed %d: %s", seed, value).isEqualTo(-Buckets.index(value));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "0.0, 0",
        "-0.0, 0",
        "4.9E-324, 1", // the least of all doubles
        "2.2250738585072014E-308, 1", // the least that is normal
        "9.094947017729281E-13, 1", // just below 2^-40
        "9.094947017729282E-13, 2", // 2^-40
        "1.8446744073709550E19, 3641", // just below 2^64
        "1.8446744073709552E19, 3642", // 2^64
        "1.7976931348623157E308, 3642", // the largest of all doubles
    })
    void the_ends_of_the_range_have_buckets_of_their_own(double value, int bucket) {
        assertThat(Buckets.index(value)).isEqualTo(bucket);
        assertThat(Buckets.index(-value)).isEqualTo(-bucket);
    }

    @ParameterizedTest
    @CsvSource({"0, 0.0", "1, NaN", "-1, NaN", "3642, NaN", "-3642, NaN"})
    void what_cannot_be_told_apart_has_no_middle(int bucket, Double middle) {
        assertThat(Buckets.middle(bucket)).isEqualTo(middle);
    }

    private static double anyDouble(SplittableRandom random) {
        return random.nextBoolean()
                ? Double.longBitsToDouble(random.nextLong())
                : Math.scalb(random.nextDouble(-1, 1), random.nextInt(-45, 70));
    }
}
