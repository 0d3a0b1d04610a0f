package dev.postflight.verify.observe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postflight.api.ProbeResult;
import dev.postflight.api.Reason;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Spares a thing that does not answer: its circuit breaker, under the time of a test. */
class ObserverTest {

    private static final Duration PAUSE = Duration.ofSeconds(10);

    private final ManualTime time = new ManualTime();
    private final Observer observer = new Observer(timeout -> ProbeResult.up(), time, Runnable::run, new Abandoned());

    private void recordSilence(int times) {
        for (int i = 0; i < times; i++) {
            assertThat(observer.refusal()).as("before run %d", i + 1).isNull();
            observer.record(Observation.silent(Reason.TIMEOUT, "no answer within 5 s", 5_000_000_000L));
        }
    }

    private static Observation answer() {
        return new Observation(Reason.MET, "", List.of(), 1);
    }

    @Test
    void after_ten_runs_without_an_answer_it_is_not_asked_and_says_why() {
        recordSilence(10);
        assertThat(observer.refusal())
                .isEqualTo(new Observation(
                        Reason.CIRCUIT_OPEN,
                        "not asked for 10 s after 10 runs without an answer; the last: no answer within 5 s",
                        List.of(),
                        0));
    }

    @Test
    void one_answer_among_them_keeps_it_asked() {
        recordSilence(9);
        observer.record(answer());
        recordSilence(9);
        assertThat(observer.refusal()).isNull();
    }

    @Test
    void that_a_thing_is_down_is_an_answer() {
        recordSilence(1);
        for (int i = 0; i < 30; i++) {
            observer.record(new Observation(Reason.DOWN, "status 503", List.of(), 1));
            assertThat(observer.refusal()).isNull();
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Reason.class,
            names = {"SILENT", "ERROR", "NO_RESULT", "TIMEOUT"})
    void every_kind_of_silence_counts(Reason reason) {
        for (int i = 0; i < 10; i++) {
            observer.record(Observation.silent(reason, "gone", 1));
        }
        assertThat(observer.refusal()).isNotNull();
    }

    @Test
    void after_its_pause_one_run_tries_and_an_answer_ends_it() {
        recordSilence(10);
        time.advance(PAUSE.minusMillis(1));
        assertThat(observer.refusal()).isNotNull();
        time.advance(Duration.ofMillis(2));
        assertThat(observer.refusal()).as("one to try").isNull();
        assertThat(observer.refusal()).as("and no other beside it").isNotNull();
        observer.record(answer());
        assertThat(observer.refusal()).isNull();
    }

    @Test
    void a_try_without_an_answer_begins_another_pause() {
        recordSilence(10);
        time.advance(PAUSE.plusMillis(1));
        recordSilence(1);
        assertThat(observer.refusal()).isNotNull();
        time.advance(PAUSE.plusMillis(1));
        assertThat(observer.refusal()).isNull();
    }
}
