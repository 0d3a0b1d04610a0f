package dev.postflight.api;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/**
 * A probe that starts to ask and has its answer come later, so that no thread waits for it meanwhile. Everything that is
 * said of {@link Probe} holds for it, and besides:
 *
 * <ul>
 *   <li>The thread that starts it is free again when {@link #start(Duration)} returns. The answer may come on any thread;
 *       the engine only notes it there.
 *   <li>A stage that is not complete when the time is up is given up: the check is reported as {@link Reason#TIMEOUT},
 *       and the future of the stage is cancelled. The probe is not started a second time before the stage is complete. To
 *       cancel a future does not cancel those that it was made from; end what you start within the timeout.
 *   <li>A stage that completes with {@code null}, or that is {@code null}, is {@link Reason#NO_RESULT}; one that
 *       completes exceptionally is {@link Reason#ERROR}.
 * </ul>
 *
 * <pre>{@code
 * Check.of("stock", AsyncProbe.of(timeout -> client
 *         .sendAsync(HttpRequest.newBuilder(stock).timeout(timeout).build(), BodyHandlers.discarding())
 *         .thenApply(response -> response.statusCode() == 200
 *                 ? ProbeResult.up()
 *                 : ProbeResult.down("status " + response.statusCode()))))
 * }</pre>
 *
 * @since 0.1
 */
public interface AsyncProbe extends Probe {

    /**
     * Says that a lambda is a probe of this kind, where any probe would do.
     *
     * @param probe starts to ask
     * @return the same probe
     */
    static AsyncProbe of(AsyncProbe probe) {
        return requireNonNull(probe, "probe: null (expected: an asynchronous probe)");
    }

    /**
     * Starts to ask the question, without waiting for the answer.
     *
     * @param timeout the time that is left for the answer; positive
     * @return what completes with the answer
     * @throws Exception when it cannot be asked; counts as silence ({@link Reason#ERROR})
     */
    CompletionStage<? extends ProbeResult> start(Duration timeout) throws Exception;

    /**
     * Asks the question and waits for the answer, for callers that can only wait. What is not complete in time, or when
     * the waiting thread is interrupted, is cancelled.
     *
     * @param timeout the time that is left for the answer; positive
     * @return the answer; {@code null} when there is no stage, or when it completed with {@code null}
     * @throws java.util.concurrent.TimeoutException when there is no answer in time
     * @throws InterruptedException when the waiting thread is interrupted
     * @throws Exception what the stage completed with, or what {@link #start(Duration)} threw
     */
    @Override
    @SuppressWarnings("NullAway") // null is what others make of it, and is handed on
    default ProbeResult run(Duration timeout) throws Exception {
        CompletionStage<? extends ProbeResult> stage = start(timeout);
        if (stage == null) {
            return null;
        }
        // not the future of the stage, which need not have one
        CompletableFuture<ProbeResult> answer = new CompletableFuture<>();
        stage.whenComplete((result, thrown) -> {
            if (thrown == null) {
                answer.complete(result);
            } else {
                answer.completeExceptionally(thrown);
            }
        });
        try {
            return answer.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            Throwable cause = cause(e);
            if (cause instanceof Error error) {
                throw error;
            }
            throw cause instanceof Exception exception ? exception : e;
        } finally {
            if (!answer.isDone()) {
                cancel(stage);
            }
        }
    }

    /** What futures wrap it in says nothing. */
    private static Throwable cause(Throwable wrapper) {
        Throwable inner = wrapper;
        for (int i = 0; i < 10 && (inner instanceof ExecutionException || inner instanceof CompletionException); i++) {
            Throwable cause = inner.getCause();
            if (cause == null) {
                break;
            }
            inner = cause;
        }
        return inner;
    }

    private static void cancel(CompletionStage<?> stage) {
        try {
            stage.toCompletableFuture().cancel(true);
        } catch (Throwable e) {
            // it cannot be cancelled, then
        }
    }
}
