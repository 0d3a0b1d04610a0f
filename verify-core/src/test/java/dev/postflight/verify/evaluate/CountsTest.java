package dev.postflight.verify.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CountsTest {

    private static final int CASES = 2_000;

    @Test
    void what_was_packed_comes_back_the_same() {
        for (long seed = 0; seed < CASES; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            Counts counts = new Counts();
            int most = 1 << random.nextInt(1, 12);
            int buckets = random.nextInt(0, 60);
            int span = 1 + random.nextInt(0, 400);
            int first = random.nextInt(-Buckets.HUGE, Buckets.HUGE - span);
            for (int i = 0; i < buckets; i++) {
                int bucket = first + random.nextInt(span);
                for (int times = random.nextInt(most); times >= 0; times--) {
                    counts.add(bucket);
                }
            }
            Counts back = new Counts();
            back.add(counts.pack());
            for (int bucket = first; bucket < first + span; bucket++) {
                assertThat(back.count(bucket))
                        .as("seed %d, bucket %d", seed, bucket)
                        .isEqualTo(counts.count(bucket));
            }
            assertThat(back.pack()).as("seed %d", seed).isEqualTo(counts.pack());
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "96, 1", "97, 2", "127, 2", "128, 2", "16383, 2", "16384, 3", "2097152, 4", "268435456, 5"})
    void a_count_takes_few_bytes(int count, int bytes) {
        Counts counts = doubled(7, count);
        byte[] packed = counts.pack();
        assertThat(packed).hasSize(4 + bytes);
        Counts back = new Counts();
        back.add(packed);
        assertThat(back.count(7)).isEqualTo(count);
    }

    /** So many, without counting them one by one. */
    private static Counts doubled(int bucket, int count) {
        Counts counts = new Counts();
        for (int bit = 31 - Integer.numberOfLeadingZeros(count); bit >= 0; bit--) {
            counts.add(counts.pack());
            if ((count >>> bit & 1) == 1) {
                counts.add(bucket);
            }
        }
        return counts;
    }

    @Test
    void a_full_count_stays_full_and_makes_a_quantile_that_needs_it_unknown() {
        Counts counts = doubled(7, Integer.MAX_VALUE);
        assertThat(counts.count(7)).isEqualTo(Integer.MAX_VALUE);
        counts.add(7);
        counts.add(counts.pack());
        assertThat(counts.count(7)).isEqualTo(Integer.MAX_VALUE);
        assertThat(Counts.quantile(counts, new Counts(), 50, 1L << 33)).isNaN();
        assertThat(Counts.quantile(new Counts(), counts, 99, 1L << 33)).isNaN();
    }

    @Test
    void a_quantile_that_is_reached_before_a_full_count_is_known() {
        Counts counts = doubled(2_000, Integer.MAX_VALUE);
        Counts other = new Counts();
        for (int i = 0; i < 200_000_000; i++) {
            other.add(3_000);
        }
        assertThat(Counts.quantile(counts, other, 99, Integer.MAX_VALUE + 200_000_000L))
                .isEqualTo(Buckets.middle(3_000));
        assertThat(Counts.quantile(counts, other, 50, Integer.MAX_VALUE + 200_000_000L))
                .isNaN();
    }

    @Test
    void room_is_bounded_whatever_the_values() {
        Counts counts = new Counts();
        for (long seed = 0; seed < 100_000; seed++) {
            double value = Double.longBitsToDouble(new SplittableRandom(seed).nextLong());
            if (Double.isFinite(value)) {
                counts.add(Buckets.index(value));
            }
        }
        assertThat(counts.capacity()).isLessThanOrEqualTo(2 * Buckets.HUGE + 1 + 14);
        assertThat(counts.pack()).hasSizeLessThan(2 * (2 * Buckets.HUGE + 1));
    }

    @Test
    void room_for_a_span_that_is_no_longer_needed_is_given_back() {
        Counts counts = new Counts();
        counts.add(-3_000);
        counts.add(3_000);
        Counts narrow = new Counts();
        narrow.add(100);
        narrow.add(130);
        counts.clear(narrow.pack(), Counts.NOTHING);
        assertThat(counts.capacity()).isBetween(31, 48);
        counts.clear(Counts.NOTHING);
        assertThat(counts.capacity()).isZero();
    }

    /** 0.95 of 20 is 19; with doubles, some such products come out a little above, and the rank one too high. */
    @Test
    void the_rank_is_exact() {
        for (int percent = 1; percent <= 100; percent++) {
            for (int hundreds = 1; hundreds <= 5; hundreds++) {
                Counts counts = new Counts();
                for (int value = 1; value <= 100 * hundreds; value++) {
                    counts.add(Buckets.index(Math.scalb(1.0, (value - 1) / hundreds - 40)));
                }
                double exact = Math.scalb(1.0, percent - 41);
                assertThat(Counts.quantile(counts, new Counts(), percent, 100L * hundreds))
                        .as("%d %% of %d", percent, 100 * hundreds)
                        .isCloseTo(exact, within(exact * 0.01));
            }
        }
    }

    @Test
    void nothing_has_no_quantile() {
        assertThat(Counts.quantile(new Counts(), new Counts(), 50, 0)).isNaN();
    }
}
