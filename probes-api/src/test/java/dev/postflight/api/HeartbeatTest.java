package dev.postflight.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A job that must come round: it fails when it does not come in time (S1.3). */
class HeartbeatTest {

    private static final Duration DAY = Duration.ofHours(24);

    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 1); // overflows at once
    private final Heartbeat job = Heartbeat.within(DAY, nanos::get);

    private ProbeResult after(Duration time) {
        nanos.addAndGet(time.toNanos());
        return job.run(Duration.ofSeconds(1));
    }

    @Test
    void a_job_that_has_not_run_yet_is_silent_and_never_up() {
        assertThat(after(DAY)).isEqualTo(ProbeResult.silent("it has not run yet"));
        assertThat(job.silence()).isEqualTo(SilenceRule.HOLD);
    }

    @Test
    void a_job_that_does_not_run_in_time_is_down_for_the_first_time_too() {
        ProbeResult late = after(DAY.plusNanos(1));
        assertThat(late).isInstanceOf(ProbeResult.Down.class);
        assertThat(((ProbeResult.Down) late).reason()).isEqualTo("it has not run for 1 d, expected within 1 d");
    }

    @Test
    void what_the_job_said_stands_until_its_time_is_over() {
        job.beat(ProbeResult.up(Measurement.of("queues", 3, Unit.COUNT)));
        assertThat(after(DAY)).isEqualTo(ProbeResult.up(Measurement.of("queues", 3, Unit.COUNT)));
        assertThat(after(Duration.ofHours(6)))
                .isEqualTo(ProbeResult.down(
                        "it has not run for 1 d 6 h, expected within 1 d",
                        Measurement.of("age", 108_000, Unit.SECONDS)));
        job.beat();
        assertThat(after(Duration.ofHours(1))).isEqualTo(ProbeResult.up());
    }

    @Test
    void a_run_that_failed_is_a_failure() {
        job.beat(ProbeResult.down("3 queues were not reset"));
        assertThat(after(Duration.ZERO)).isEqualTo(ProbeResult.down("3 queues were not reset"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT0S", "PT-1S", "PT87600001H"})
    void a_time_must_be_positive_and_bounded(Duration time) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Heartbeat.within(time))
                .withMessageStartingWith("within: ")
                .withMessageEndingWith("(expected: a positive duration of at most 3650 days)");
    }

    @Test
    void it_says_what_is_wanted() {
        assertThat(job.wanted()).isEqualTo("a run every 1 d");
    }
}
