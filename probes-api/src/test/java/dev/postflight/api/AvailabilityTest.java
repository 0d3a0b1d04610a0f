package dev.postflight.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** S0.6, S0.11: how a time was spent, and what that comes to. */
class AvailabilityTest {

    private static Availability of(Duration up, Duration down, int failures) {
        return new Availability(up, down, Duration.ZERO, Duration.ZERO, Duration.ZERO, failures);
    }

    @ParameterizedTest
    @CsvSource({
        // up, down, failures: availability, mttr and mtbf in seconds
        "PT99M, PT1M,  1, 0.99, 60,   5940",
        "PT99M, PT1M,  2, 0.99, 30,   2970",
        "PT0S,  PT1H,  1, 0,    3600, 0",
        "PT1H,  PT0S,  0, 1,    0,    3600",
        "P7D,   PT0S,  0, 1,    0,    604800",
        "PT1H,  PT0S,  1, 1,    0,    3600"
    })
    void ratio_and_means_follow_from_up_down_and_failures(
            Duration up, Duration down, int failures, double ratio, double mttr, double mtbf) {
        Availability availability = of(up, down, failures);

        assertThat(availability.ratio()).isEqualTo(ratio);
        assertThat(availability.mttr()).isEqualTo(mttr);
        assertThat(availability.mtbf()).isEqualTo(mtbf);
    }

    /** R1: silence is neither up nor down. */
    @Test
    void nothing_observed_is_not_a_number() {
        Availability silent = new Availability(
                Duration.ZERO, Duration.ZERO, Duration.ofDays(30), Duration.ofHours(2), Duration.ofDays(30), 0);

        assertThat(silent.ratio()).isNaN();
        assertThat(silent.mttr()).isNaN();
        assertThat(silent.mtbf()).isNaN();
        assertThat(silent)
                .hasToString("nothing observed (up 0 s, down 0 s, unobserved 30 d, maintenance 2 h, 0 failures)");
    }

    /** S0.15: maintenance and silence count neither as up nor as down. */
    @Test
    void what_was_not_observed_and_maintenance_do_not_count() {
        Availability bare = of(Duration.ofHours(99), Duration.ofHours(1), 1);
        Availability other =
                new Availability(bare.up(), bare.down(), Duration.ofDays(5), Duration.ofDays(2), Duration.ofDays(1), 1);

        assertThat(other.ratio()).isEqualTo(bare.ratio());
        assertThat(other.mttr()).isEqualTo(bare.mttr());
        assertThat(other.mtbf()).isEqualTo(bare.mtbf());
        assertThat(other).hasToString("99 % (up 4 d 3 h, down 1 h, unobserved 5 d, maintenance 2 d, 1 failure)");
    }

    /** Barlow and Proschan, Mathematical Theory of Reliability, 1965. */
    @Test
    void with_failures_availability_is_mtbf_over_mtbf_and_mttr() {
        for (long seed = 0; seed < 1_000; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            Availability availability = of(
                    Duration.ofMillis(random.nextLong(1, 1L << random.nextInt(5, 42))),
                    Duration.ofMillis(random.nextLong(1, 1L << random.nextInt(5, 42))),
                    random.nextInt(1, 1_000));
            double mtbf = availability.mtbf();
            double mttr = availability.mttr();

            assertThat(mtbf / (mtbf + mttr))
                    .as("seed %d: %s", seed, availability)
                    .isCloseTo(availability.ratio(), within(1e-12));
        }
    }
}
