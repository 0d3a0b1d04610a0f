package dev.postflight.verify.observe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postflight.api.AsyncProbe;
import dev.postflight.api.Measurement;
import dev.postflight.api.ProbeResult;
import dev.postflight.api.Reason;
import dev.postflight.api.Unit;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** One run of an asynchronous probe ends once, whatever its stage does, and holds a thread only while it starts. */
@Timeout(60)
class AsyncAttemptTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private final ManualTime time = new ManualTime();
    private final Mailbox mailbox = new Mailbox(time);
    private final Abandoned abandoned = new Abandoned();
    private final Queue<Runnable> waiting = new ArrayDeque<>();
    private final CompletableFuture<ProbeResult> answer = new CompletableFuture<>();

    private Observer observer(AsyncProbe probe) {
        return new Observer(probe, time, waiting::add, abandoned);
    }

    private Attempt start(Observer observer) {
        return observer.start(time.nanos(), TIMEOUT.toNanos(), mailbox, this, CallerContext.none());
    }

    private void runNext() {
        waiting.remove().run();
    }

    private Observation giveUp(Attempt attempt) {
        time.advance(TIMEOUT);
        return attempt.giveUp(time.nanos());
    }

    private void assertAtRest(Observer observer, long late) {
        assertThat(observer.hangs()).isFalse();
        assertThat(abandoned.now()).isZero();
        assertThat(abandoned.late()).isEqualTo(late);
    }

    @Nested
    class InTime {

        @Test
        void the_thread_is_free_while_the_answer_is_awaited() {
            Observer observer = observer(timeout -> answer);
            Attempt attempt = start(observer);
            runNext();
            assertThat(attempt.observation()).isNull();
            assertThat(mailbox.poll()).isNull();
            assertThat(observer.hangs()).isFalse();
        }

        @Test
        void the_answer_is_what_comes_of_it_and_wakes_the_driver() {
            Measurement latency = Measurement.of("latency", 0.2, Unit.SECONDS);
            mailbox.drivenBy(Thread.currentThread());
            Observer observer = observer(timeout -> answer);
            Attempt attempt = start(observer);
            runNext();
            time.advance(Duration.ofMillis(200));
            answer.complete(ProbeResult.up(latency));
            assertThat(attempt.observation()).isEqualTo(new Observation(Reason.MET, "", List.of(latency), 200_000_000));
            assertThat(mailbox.poll()).isSameAs(attempt);
            assertThat(mailbox.poll()).isNull();
            assertThat(time.woken).containsExactly(Thread.currentThread());
            assertThat(attempt.giveUp(time.nanos()).reason()).isEqualTo(Reason.MET);
            assertAtRest(observer, 0);
        }

        @Test
        void an_answer_may_be_there_at_once() {
            answer.complete(ProbeResult.down("status 503"));
            assertThat(observed(timeout -> answer)).isEqualTo(new Observation(Reason.DOWN, "status 503", List.of(), 0));
        }

        @Test
        void the_stage_need_not_be_a_future() {
            answer.complete(ProbeResult.up());
            assertThat(observed(timeout -> answer.minimalCompletionStage()).reason())
                    .isEqualTo(Reason.MET);
        }

        @Test
        @SuppressWarnings("NullAway")
        void null_is_no_result_whether_it_is_the_stage_or_the_answer() {
            assertThat(observed(timeout -> null))
                    .isEqualTo(new Observation(Reason.NO_RESULT, "the probe returned no stage", List.of(), 0));
            answer.complete(null);
            assertThat(observed(timeout -> answer))
                    .isEqualTo(
                            new Observation(Reason.NO_RESULT, "the probe's stage completed with null", List.of(), 0));
        }

        @Test
        void a_failure_is_an_error_without_what_futures_wrap_it_in() {
            for (Throwable thrown : List.of(
                    new IOException("gone"),
                    new CompletionException(new IOException("gone")),
                    new ExecutionException(new CompletionException("wrapped", new IOException("gone"))))) {
                assertThat(observed(timeout -> CompletableFuture.failedFuture(thrown)))
                        .isEqualTo(new Observation(Reason.ERROR, "IOException: gone", List.of(), 0));
            }
            assertThat(observed(timeout -> CompletableFuture.failedFuture(new CompletionException("alone", null)))
                            .text())
                    .isEqualTo("CompletionException: alone");
            assertThat(observed(timeout -> CompletableFuture.failedFuture(new NoClassDefFoundError("x/Y")))
                            .text())
                    .isEqualTo("NoClassDefFoundError: x/Y");
        }

        @Test
        void a_failure_of_the_start_is_an_error() {
            assertThat(observed(timeout -> {
                        throw new IOException("no route");
                    }))
                    .isEqualTo(new Observation(Reason.ERROR, "IOException: no route", List.of(), 0));
            assertThat(observed(timeout -> {
                        throw new StackOverflowError();
                    }))
                    .isEqualTo(new Observation(Reason.ERROR, "StackOverflowError", List.of(), 0));
        }

        @Test
        void what_is_cancelled_by_somebody_else_is_an_error() {
            answer.cancel(true);
            assertThat(observed(timeout -> answer).text()).isEqualTo("CancellationException");
        }

        @Test
        @SuppressWarnings("unchecked")
        void an_answer_that_is_none_is_an_error() {
            CompletionStage<?> other = CompletableFuture.completedFuture("up");
            Observation seen = observed(timeout -> (CompletionStage<ProbeResult>) other);
            assertThat(seen.reason()).isEqualTo(Reason.ERROR);
            assertThat(seen.text()).startsWith("ClassCastException");
        }

        @Test
        void a_stage_that_cannot_be_listened_to_is_an_error() {
            assertThat(observed(timeout -> new OddFuture() {
                        @Override
                        void listen(BiConsumer<? super ProbeResult, ? super Throwable> listener) {
                            throw new IllegalStateException("deaf");
                        }
                    }))
                    .isEqualTo(new Observation(Reason.ERROR, "IllegalStateException: deaf", List.of(), 0));
        }

        @Test
        void the_probe_is_told_the_time_that_is_left() {
            List<Duration> told = new ArrayList<>();
            Observer observer = observer(timeout -> {
                told.add(timeout);
                return answer;
            });
            start(observer);
            time.advance(Duration.ofSeconds(2));
            runNext();
            assertThat(told).containsExactly(Duration.ofSeconds(3));
        }

        @Test
        void an_interruption_of_the_probes_own_making_is_not_left_on_the_worker() {
            start(observer(timeout -> {
                Thread.currentThread().interrupt();
                return answer;
            }));
            runNext();
            assertThat(Thread.currentThread().isInterrupted()).isFalse();
        }

        @Test
        void nor_is_one_by_who_is_told_of_its_stage() {
            start(observer(timeout -> new OddFuture() {
                @Override
                void listen(BiConsumer<? super ProbeResult, ? super Throwable> listener) {
                    Thread.currentThread().interrupt();
                }
            }));
            runNext();
            assertThat(Thread.currentThread().isInterrupted()).isFalse();
        }

        @Test
        void an_interruption_of_the_thread_that_completes_it_is_left_there() {
            start(observer(timeout -> answer));
            runNext();
            Thread.currentThread().interrupt();
            answer.complete(ProbeResult.up());
            assertThat(Thread.interrupted()).isTrue();
        }

        private Observation observed(AsyncProbe probe) {
            Observer observer = observer(probe);
            Attempt attempt = start(observer);
            runNext();
            assertThat(mailbox.poll()).isSameAs(attempt);
            assertAtRest(observer, 0);
            return Objects.requireNonNull(attempt.observation());
        }
    }

    @Nested
    class GivenUp {

        @Test
        void it_is_a_timeout_and_its_future_is_cancelled_by_a_worker() {
            Observer observer = observer(timeout -> answer);
            Attempt attempt = start(observer);
            runNext();
            assertThat(giveUp(attempt))
                    .isEqualTo(new Observation(Reason.TIMEOUT, "no answer within 5 s", List.of(), TIMEOUT.toNanos()));
            assertThat(answer)
                    .as("who listens to it must not hold up the driver")
                    .isNotDone();
            assertThat(observer.hangs()).isTrue();
            assertThat(abandoned.now()).isEqualTo(1);
            assertThat(mailbox.poll()).isNull();

            runNext();
            assertThat(answer).isCancelled();
            assertThat(mailbox.poll()).isSameAs(attempt);
            assertThat(attempt.giveUp(time.nanos()).reason()).isEqualTo(Reason.TIMEOUT);
            assertAtRest(observer, 0);
        }

        @Test
        void one_that_cannot_be_cancelled_hangs_until_its_stage_is_done_and_what_it_says_is_dropped() {
            Observer observer = observer(timeout -> answer.minimalCompletionStage());
            Attempt attempt = start(observer);
            runNext();
            Observation seen = giveUp(attempt);
            runNext();
            assertThat(observer.hangs()).isTrue();
            assertThat(abandoned.now()).isEqualTo(1);
            assertThat(abandoned.late()).isZero();

            answer.complete(ProbeResult.up());
            assertThat(attempt.observation()).isSameAs(seen);
            assertThat(mailbox.poll()).isSameAs(attempt);
            assertThat(mailbox.poll()).isNull();
            assertAtRest(observer, 1);
        }

        @Test
        void what_fails_at_being_cancelled_is_left_alone() {
            CompletableFuture<ProbeResult> odd = new CompletableFuture<>() {
                @Override
                public CompletableFuture<ProbeResult> toCompletableFuture() {
                    throw new UnsupportedOperationException();
                }
            };
            Observer observer = observer(timeout -> odd);
            Attempt attempt = start(observer);
            runNext();
            giveUp(attempt);
            runNext();
            assertThat(observer.hangs()).isTrue();
            odd.complete(ProbeResult.up());
            assertAtRest(observer, 1);
        }

        @Test
        void a_failure_that_comes_late_is_no_late_answer() {
            Observer observer = observer(timeout -> answer.minimalCompletionStage());
            Attempt attempt = start(observer);
            runNext();
            giveUp(attempt);
            answer.completeExceptionally(new IOException("gone"));
            assertAtRest(observer, 0);
        }

        @Test
        void while_it_starts_it_is_interrupted_and_hangs_until_its_stage_is_done() throws Exception {
            CountDownLatch entered = new CountDownLatch(1);
            CompletableFuture<ProbeResult> second = new CompletableFuture<>();
            boolean[] marked = new boolean[1];
            Observer observer = observer(timeout -> {
                entered.countDown();
                try {
                    new CountDownLatch(1).await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                return second.minimalCompletionStage();
            });
            Attempt attempt = start(observer);
            Runnable task = waiting.remove();
            Thread worker = new Thread(() -> {
                task.run();
                marked[0] = Thread.currentThread().isInterrupted();
            });
            worker.start();
            entered.await();
            giveUp(attempt);
            worker.join();
            assertThat(marked[0]).isFalse();
            assertThat(waiting).as("it is cancelled where it was started").isEmpty();
            assertThat(observer.hangs()).isTrue();
            second.complete(ProbeResult.up());
            assertThat(mailbox.poll()).isSameAs(attempt);
            assertAtRest(observer, 1);
        }

        @Test
        void while_it_starts_what_it_started_is_cancelled() {
            Attempt[] attempt = new Attempt[1];
            Observer observer = observer(timeout -> {
                giveUp(attempt[0]);
                return answer;
            });
            attempt[0] = start(observer);
            runNext();
            assertThat(answer).isCancelled();
            assertAtRest(observer, 0);
        }

        @Test
        void before_it_was_started_it_never_starts() {
            boolean[] started = new boolean[1];
            Observer observer = observer(timeout -> {
                started[0] = true;
                return answer;
            });
            Attempt attempt = start(observer);
            giveUp(attempt);
            runNext();
            assertThat(started[0]).isFalse();
            assertAtRest(observer, 0);
        }

        @Test
        void without_a_worker_it_is_cancelled_on_a_thread_of_its_own() throws Exception {
            CountDownLatch cancelled = new CountDownLatch(1);
            Thread[] thread = new Thread[1];
            var unused = answer.whenComplete((result, thrown) -> {
                thread[0] = Thread.currentThread();
                cancelled.countDown();
            });
            boolean[] closed = new boolean[1];
            Executor workers = task -> {
                if (closed[0]) {
                    throw new RejectedExecutionException("closed");
                }
                task.run();
            };
            Observer observer = new Observer((AsyncProbe) timeout -> answer, time, workers, abandoned);
            Attempt attempt = start(observer);
            closed[0] = true;
            giveUp(attempt);
            cancelled.await();
            assertThat(thread[0].getName()).isEqualTo("postflight-cancel");
            assertThat(thread[0].isDaemon()).isTrue();
            thread[0].join();
            assertAtRest(observer, 0);
        }
    }

    @Nested
    class TooLate {

        @Test
        void an_answer_is_dropped_and_counted_even_if_nobody_gave_it_up() {
            Observer observer = observer(timeout -> answer);
            Attempt attempt = start(observer);
            runNext();
            time.advance(TIMEOUT.plusSeconds(2));
            answer.complete(ProbeResult.up());
            assertThat(attempt.observation())
                    .isEqualTo(new Observation(
                            Reason.TIMEOUT, "no answer within 5 s, but after 7 s", List.of(), 7_000_000_000L));
            assertThat(mailbox.poll()).isSameAs(attempt);
            assertAtRest(observer, 1);
        }

        @Test
        void of_several_answers_the_first_counts_and_the_others_are_dropped_and_counted() {
            List<BiConsumer<? super ProbeResult, ? super Throwable>> listeners = new ArrayList<>();
            Observer observer = observer(timeout -> new OddFuture() {
                @Override
                void listen(BiConsumer<? super ProbeResult, ? super Throwable> listener) {
                    listeners.add(listener);
                }
            });
            Attempt attempt = start(observer);
            runNext();
            tell(listeners, ProbeResult.down("first"));
            tell(listeners, ProbeResult.up());
            tell(listeners, ProbeResult.up());
            tell(listeners, null);
            assertThat(attempt.observation()).extracting(Observation::text).isEqualTo("first");
            assertThat(mailbox.poll()).isSameAs(attempt);
            assertThat(mailbox.poll()).isNull();
            assertAtRest(observer, 2);
        }

        @SuppressWarnings("NullAway")
        private void tell(
                List<BiConsumer<? super ProbeResult, ? super Throwable>> listeners, @Nullable ProbeResult result) {
            listeners.forEach(listener -> listener.accept(result, null));
        }
    }

    /** Does not do with who listens what others do. */
    private abstract static class OddFuture extends CompletableFuture<ProbeResult> {

        abstract void listen(BiConsumer<? super ProbeResult, ? super Throwable> listener);

        @Override
        public CompletableFuture<ProbeResult> whenComplete(
                BiConsumer<? super ProbeResult, ? super Throwable> listener) {
            listen(listener);
            return this;
        }
    }
}
