package dev.postflight.verify.observe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postflight.api.Measurement;
import dev.postflight.api.Probe;
import dev.postflight.api.ProbeResult;
import dev.postflight.api.Reason;
import dev.postflight.api.Unit;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** One run of a probe ends once, whatever the probe does; on a thread that the test holds in its hand. */
class AttemptTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private final ManualTime time = new ManualTime();
    private final Mailbox mailbox = new Mailbox(time);
    private final Abandoned abandoned = new Abandoned();
    private final Queue<Runnable> waiting = new ArrayDeque<>();

    private Observer observer(Probe probe) {
        return new Observer(probe, time, waiting::add, abandoned);
    }

    private Attempt start(Observer observer) {
        return observer.start(time.nanos(), TIMEOUT.toNanos(), mailbox, this, CallerContext.none());
    }

    private void runNext() {
        waiting.remove().run();
    }

    @Nested
    class InTime {

        @Test
        void nothing_is_known_before_it_has_run() {
            Attempt attempt = start(observer(timeout -> ProbeResult.up()));
            assertThat(attempt.observation()).isNull();
            assertThat(mailbox.poll()).isNull();
        }

        @Test
        void an_answer_is_what_comes_of_it() {
            Measurement latency = Measurement.of("latency", 0.2, Unit.SECONDS);
            Attempt attempt = start(observer(timeout -> {
                time.advance(Duration.ofMillis(200));
                return ProbeResult.up(latency);
            }));
            runNext();
            assertThat(attempt.observation()).isEqualTo(new Observation(Reason.MET, "", List.of(latency), 200_000_000));
            assertThat(mailbox.poll()).isSameAs(attempt);
            assertThat(mailbox.poll()).isNull();
        }

        @Test
        void each_kind_of_answer_has_its_reason() {
            assertThat(observed(timeout -> ProbeResult.down("status 503")))
                    .isEqualTo(new Observation(Reason.DOWN, "status 503", List.of(), 0));
            assertThat(observed(timeout -> ProbeResult.silent("who knows")))
                    .isEqualTo(new Observation(Reason.SILENT, "who knows", List.of(), 0));
        }

        @Test
        @SuppressWarnings("NullAway")
        void no_answer_is_none_however_it_is_not_given() {
            assertThat(observed(timeout -> null))
                    .isEqualTo(new Observation(Reason.NO_RESULT, "the probe returned null", List.of(), 0));
            assertThat(observed(timeout -> {
                        throw new IllegalStateException("password=secret");
                    }))
                    .isEqualTo(new Observation(Reason.ERROR, "IllegalStateException: password=***", List.of(), 0));
            assertThat(observed(timeout -> {
                        throw new StackOverflowError();
                    }))
                    .isEqualTo(new Observation(Reason.ERROR, "StackOverflowError", List.of(), 0));
        }

        private Observation observed(Probe probe) {
            Attempt attempt = start(observer(probe));
            runNext();
            return Objects.requireNonNull(attempt.observation());
        }

        @Test
        void the_probe_is_told_the_time_that_is_left_and_never_less_than_some() {
            List<Duration> told = new ArrayList<>();
            Observer observer = observer(timeout -> {
                told.add(timeout);
                return ProbeResult.up();
            });
            start(observer);
            runNext();
            start(observer);
            time.advance(Duration.ofSeconds(2));
            runNext();
            start(observer);
            time.advance(Duration.ofSeconds(9));
            runNext();
            assertThat(told).containsExactly(TIMEOUT, Duration.ofSeconds(3), Duration.ofNanos(1));
        }

        @Test
        void the_deadline_is_that_of_the_timeout_even_where_time_overflows() {
            long now = time.nanos();
            Attempt attempt = start(observer(timeout -> ProbeResult.up()));
            assertThat(attempt.deadline() - now).isEqualTo(TIMEOUT.toNanos());
        }

        @Test
        void giving_up_after_the_answer_gives_the_answer() {
            Observer observer = observer(timeout -> ProbeResult.up());
            Attempt attempt = start(observer);
            runNext();
            assertThat(attempt.giveUp(attempt.deadline()).reason()).isEqualTo(Reason.MET);
            assertThat(observer.hangs()).isFalse();
            assertThat(abandoned.now()).isZero();
            assertThat(abandoned.late()).isZero();
        }

        @Test
        void the_driver_is_woken() {
            Thread driver = Thread.currentThread();
            mailbox.drivenBy(driver);
            start(observer(timeout -> ProbeResult.up()));
            runNext();
            assertThat(time.woken).containsExactly(driver);
            mailbox.drivenBy(null);
            mailbox.wake();
            assertThat(time.woken).hasSize(1);
        }
    }

    @Nested
    class GivenUp {

        @Test
        void it_is_a_timeout_and_a_late_answer_is_dropped_and_counted_once() throws Exception {
            Hanging hanging = new Hanging();
            Observer observer = observer(hanging);
            Attempt attempt = start(observer);
            Thread worker = hanging.begin(waiting.remove());
            time.advance(TIMEOUT);
            Observation seen = attempt.giveUp(time.nanos());

            assertThat(seen)
                    .isEqualTo(new Observation(Reason.TIMEOUT, "no answer within 5 s", List.of(), TIMEOUT.toNanos()));
            assertThat(observer.hangs()).isTrue();
            assertThat(abandoned.now()).isEqualTo(1);
            assertThat(abandoned.late()).isZero();

            hanging.end(worker);
            assertThat(hanging.interrupted).as("it was interrupted").isTrue();
            assertThat(attempt.observation()).isSameAs(seen);
            assertThat(attempt.giveUp(time.nanos() + 1)).isSameAs(seen);
            assertThat(mailbox.poll()).isSameAs(attempt);
            assertThat(observer.hangs()).isFalse();
            assertThat(abandoned.now()).isZero();
            assertThat(abandoned.late()).isEqualTo(1);
        }

        @Test
        void twice_is_once() throws Exception {
            Hanging hanging = new Hanging();
            Observer observer = observer(hanging);
            Attempt attempt = start(observer);
            Thread worker = hanging.begin(waiting.remove());
            Observation first = attempt.giveUp(attempt.deadline());
            assertThat(attempt.giveUp(attempt.deadline() + 1)).isSameAs(first);
            assertThat(abandoned.now()).isEqualTo(1);
            hanging.end(worker);
            assertThat(abandoned.now()).isZero();
        }

        @Test
        void the_thread_is_left_without_a_mark_of_interruption() throws Exception {
            AtomicBoolean marked = new AtomicBoolean(true);
            Hanging hanging = new Hanging();
            Attempt attempt = start(observer(hanging));
            Runnable task = waiting.remove();
            Thread worker = hanging.begin(() -> {
                task.run();
                marked.set(Thread.currentThread().isInterrupted());
            });
            attempt.giveUp(attempt.deadline());
            hanging.end(worker);
            assertThat(marked).isFalse();
        }

        @Test
        void an_interruption_of_the_probes_own_making_is_not_left_either() {
            start(observer(timeout -> {
                Thread.currentThread().interrupt();
                return ProbeResult.up();
            }));
            runNext();
            assertThat(Thread.currentThread().isInterrupted()).isFalse();
        }

        @Test
        void what_it_throws_then_is_no_late_answer() {
            Attempt[] attempt = new Attempt[1];
            Observer observer = observer(timeout -> {
                time.advance(timeout);
                attempt[0].giveUp(time.nanos());
                throw new InterruptedException();
            });
            attempt[0] = start(observer);
            runNext();
            assertThat(observer.hangs()).isFalse();
            assertThat(abandoned.late()).isZero();
        }

        @Test
        void before_it_was_started_it_never_runs() {
            AtomicBoolean ran = new AtomicBoolean();
            Observer observer = observer(timeout -> {
                ran.set(true);
                return ProbeResult.up();
            });
            Attempt attempt = start(observer);
            assertThat(attempt.giveUp(attempt.deadline()).reason()).isEqualTo(Reason.TIMEOUT);
            assertThat(observer.hangs())
                    .as("it still has its place in the queue")
                    .isTrue();
            runNext();
            assertThat(ran).isFalse();
            assertThat(observer.hangs()).isFalse();
            assertThat(abandoned.now()).isZero();
            assertThat(abandoned.late()).as("there was no answer").isZero();
            assertThat(mailbox.poll()).isSameAs(attempt);
        }
    }

    @Nested
    class TooLate {

        @Test
        void an_answer_is_a_timeout_even_if_nobody_gave_it_up_and_counted() {
            assertThat(observedAfter(TIMEOUT.plusSeconds(2), ProbeResult.up()))
                    .isEqualTo(new Observation(
                            Reason.TIMEOUT, "no answer within 5 s, but after 7 s", List.of(), 7_000_000_000L));
            assertThat(abandoned.late()).isEqualTo(1);
        }

        @Test
        void silence_is_a_timeout_that_says_what_it_said_and_is_not_counted() {
            assertThat(observedAfter(TIMEOUT.plusSeconds(2), ProbeResult.silent("the server said nothing")))
                    .isEqualTo(new Observation(
                            Reason.TIMEOUT,
                            "no answer within 5 s, but after 7 s: the server said nothing",
                            List.of(),
                            7_000_000_000L));
            assertThat(abandoned.late()).isZero();
        }

        @Test
        void is_not_what_comes_at_the_very_deadline() {
            assertThat(observedAfter(TIMEOUT, ProbeResult.up()).reason()).isEqualTo(Reason.MET);
            assertThat(observedAfter(TIMEOUT.plusNanos(1), ProbeResult.up()).reason())
                    .isEqualTo(Reason.TIMEOUT);
        }

        private Observation observedAfter(Duration duration, ProbeResult result) {
            Observer observer = observer(timeout -> {
                time.advance(duration);
                return result;
            });
            Attempt attempt = start(observer);
            runNext();
            assertThat(mailbox.poll()).isSameAs(attempt);
            assertThat(observer.hangs()).isFalse();
            assertThat(abandoned.now()).isZero();
            return Objects.requireNonNull(attempt.observation());
        }
    }

    @Nested
    class OnTheThreadThatStartsIt {

        private Attempt start(Probe probe) {
            return AttemptTest.this.start(new Observer(probe, time, Runnable::run, abandoned));
        }

        @Test
        void an_interrupt_is_left_to_who_it_was_meant_for() {
            start(timeout -> {
                Thread.currentThread().interrupt();
                return ProbeResult.up();
            });
            assertThat(Thread.interrupted()).isTrue();
        }

        @Test
        void an_interrupt_that_the_probe_took_is_given_back() {
            Thread.currentThread().interrupt();
            Attempt attempt = start(timeout -> {
                new CountDownLatch(1).await();
                return ProbeResult.up();
            });
            assertThat(Thread.interrupted()).isTrue();
            assertThat(attempt.observation()).extracting(Observation::text).isEqualTo("InterruptedException");
        }
    }

    @Nested
    class WithoutAThread {

        @Test
        void it_is_an_error_and_nothing_hangs() {
            Executor full = task -> {
                throw new RejectedExecutionException("full");
            };
            assertFails(full, "no thread to run on: RejectedExecutionException: full");
        }

        @Test
        void it_is_an_error_when_the_system_has_none_left() {
            Executor exhausted = task -> {
                throw new OutOfMemoryError("unable to create native thread");
            };
            assertFails(exhausted, "no thread to run on: OutOfMemoryError: unable to create native thread");
        }

        private void assertFails(Executor executor, String text) {
            Observer observer = new Observer(timeout -> ProbeResult.up(), time, executor, abandoned);
            Attempt attempt = start(observer);
            Observation expected = new Observation(Reason.ERROR, text, List.of(), 0);
            assertThat(attempt.observation()).isEqualTo(expected);
            assertThat(attempt.giveUp(attempt.deadline())).isEqualTo(expected);
            assertThat(mailbox.poll()).isSameAs(attempt);
            assertThat(observer.hangs()).isFalse();
            assertThat(abandoned.now()).isZero();
        }
    }

    /** Hangs on a thread of its own until it is told to end, whether or not it is interrupted. */
    private static final class Hanging implements Probe {

        private final CountDownLatch entered = new CountDownLatch(1);
        private final CountDownLatch end = new CountDownLatch(1);
        private final AtomicReference<Throwable> failure = new AtomicReference<>();
        private volatile boolean interrupted;

        Thread begin(Runnable task) throws InterruptedException {
            Thread thread = new Thread(task, "hanging");
            thread.setUncaughtExceptionHandler((ignored, thrown) -> failure.set(thrown));
            thread.start();
            entered.await();
            return thread;
        }

        void end(Thread thread) throws InterruptedException {
            end.countDown();
            thread.join();
            assertThat(failure).hasNullValue();
        }

        @Override
        public ProbeResult run(Duration timeout) {
            entered.countDown();
            while (true) {
                try {
                    end.await();
                    return ProbeResult.up();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        }
    }
}
