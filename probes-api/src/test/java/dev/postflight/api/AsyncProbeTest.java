package dev.postflight.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** An asynchronous probe where somebody waits for it. */
@Timeout(60)
class AsyncProbeTest {

    private static final Duration LONG = Duration.ofDays(1);
    private static final Duration SHORT = Duration.ofMillis(1);

    private final CompletableFuture<ProbeResult> answer = new CompletableFuture<>();
    private final Probe probe = AsyncProbe.of(timeout -> answer);

    @Nested
    class AnAnswer {

        @Test
        void is_handed_on() throws Exception {
            answer.complete(ProbeResult.down("status 503"));
            assertThat(probe.run(LONG)).isEqualTo(ProbeResult.down("status 503"));
        }

        @Test
        void is_waited_for() throws Exception {
            Thread other = new Thread(() -> answer.complete(ProbeResult.up()));
            other.start();
            assertThat(probe.run(LONG)).isEqualTo(ProbeResult.up());
            other.join();
        }

        @Test
        void may_come_from_a_stage_that_is_no_future() throws Exception {
            answer.complete(ProbeResult.up());
            assertThat(AsyncProbe.of(timeout -> answer.minimalCompletionStage()).run(LONG))
                    .isEqualTo(ProbeResult.up());
        }

        @Test
        void may_be_null_and_so_may_the_stage() throws Exception {
            answer.complete(null);
            assertThat(probe.run(LONG)).isNull();
            assertThat(withoutAStage().run(LONG)).isNull();
        }

        @SuppressWarnings("NullAway")
        private AsyncProbe withoutAStage() {
            return timeout -> null;
        }
    }

    @Nested
    class AFailure {

        @Test
        void is_thrown_as_it_was() {
            IOException gone = new IOException("gone");
            answer.completeExceptionally(gone);
            assertThatThrownBy(() -> probe.run(LONG)).isSameAs(gone);
        }

        @Test
        void is_taken_out_of_what_futures_wrap_it_in() {
            IOException gone = new IOException("gone");
            answer.completeExceptionally(
                    new CompletionException(new ExecutionException(new CompletionException(gone))));
            assertThatThrownBy(() -> probe.run(LONG)).isSameAs(gone);
        }

        @Test
        void may_be_an_error() {
            answer.completeExceptionally(new NoClassDefFoundError("x/Y"));
            assertThatThrownBy(() -> probe.run(LONG)).isInstanceOf(NoClassDefFoundError.class);
        }

        @Test
        void may_be_nothing_but_wrapping() {
            answer.completeExceptionally(new ExecutionException("empty", null));
            assertThatThrownBy(() -> probe.run(LONG))
                    .isInstanceOf(ExecutionException.class)
                    .hasMessage("empty");
        }

        @Test
        void of_the_start_is_thrown_as_it_is() {
            AsyncProbe failing = timeout -> {
                throw new IOException("no route");
            };
            assertThatThrownBy(() -> failing.run(LONG))
                    .isInstanceOf(IOException.class)
                    .hasMessage("no route");
        }

        @Test
        void may_be_that_it_was_cancelled_by_somebody() {
            answer.cancel(true);
            assertThatThrownBy(() -> probe.run(LONG)).isInstanceOf(CancellationException.class);
        }
    }

    @Nested
    class WithoutAnAnswer {

        @Test
        void it_is_cancelled_when_the_time_is_up() {
            assertThatThrownBy(() -> probe.run(SHORT)).isInstanceOf(TimeoutException.class);
            assertThat(answer).isCancelled();
        }

        @Test
        void it_is_cancelled_when_who_waits_is_interrupted() {
            Thread.currentThread().interrupt();
            assertThatThrownBy(() -> probe.run(LONG)).isInstanceOf(InterruptedException.class);
            assertThat(answer).isCancelled();
        }

        @Test
        void it_is_left_alone_when_it_cannot_be_cancelled() {
            AsyncProbe stubborn = timeout -> new CompletableFuture<>() {
                @Override
                public CompletableFuture<ProbeResult> toCompletableFuture() {
                    throw new UnsupportedOperationException();
                }
            };
            assertThatThrownBy(() -> stubborn.run(SHORT)).isInstanceOf(TimeoutException.class);
        }
    }

    @Test
    void it_is_told_the_time_that_is_left() throws Exception {
        Duration[] told = new Duration[1];
        AsyncProbe telling = timeout -> {
            told[0] = timeout;
            return CompletableFuture.completedFuture(ProbeResult.up());
        };
        telling.run(LONG);
        assertThat(told).containsExactly(LONG);
    }

    @Test
    @SuppressWarnings("NullAway")
    void none_is_refused_with_its_name() {
        assertThatThrownBy(() -> AsyncProbe.of(null)).hasMessage("probe: null (expected: an asynchronous probe)");
    }
}
