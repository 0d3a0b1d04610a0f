package dev.postflight.http;

import static java.util.Objects.requireNonNull;

import dev.postflight.api.Ticker;
import dev.postflight.api.Unit;
import java.io.ByteArrayOutputStream;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.ResponseInfo;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Reads one answer, and of its body no more than is allowed. Called by threads of the client; asked by the one that waits.
 *
 * <p>To the client the answer is there with its head, so that it lets the sender go: the body is waited for here, where there
 * is a deadline for it.
 */
final class AnswerReader implements BodyHandler<AnswerReader>, BodySubscriber<AnswerReader> {

    private final long maxBody;
    private final long start = Ticker.system().nanos();
    private final CompletableFuture<Answer> answer = new CompletableFuture<>();
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private volatile @Nullable ResponseInfo head;
    private volatile double firstByte;
    private volatile Flow.@Nullable Subscription subscription;
    private volatile int received;

    AnswerReader(long maxBody) {
        this.maxBody = maxBody;
    }

    /** How far it came before it was cut off. */
    String progress() {
        ResponseInfo seen = head;
        return seen == null
                ? "no answer"
                : "status " + seen.statusCode() + " and " + Unit.BYTES.format(received) + " of the body";
    }

    boolean hasBegun() {
        return head != null;
    }

    /** Fails as the request does, which another thread sends, and cancels it with itself. */
    void follow(CompletableFuture<?> sending) {
        var unused = sending.whenComplete((sent, failure) -> {
            if (failure != null) {
                onError(failure);
            }
        });
        var unusedToo = answer.whenComplete((whole, failure) -> {
            if (failure != null) {
                sending.cancel(true);
            }
        });
    }

    /** The whole answer, waited for no longer than this. */
    Answer answer(long nanos) throws ExecutionException, TimeoutException, InterruptedException {
        return answer.get(nanos, TimeUnit.NANOSECONDS);
    }

    /** Reads no further, unless everything is there; whether the body has begun or not. */
    void cancel() {
        if (answer.cancel(false)) {
            stop();
        }
    }

    private void stop() {
        Flow.Subscription source = subscription;
        if (source != null) {
            source.cancel();
        }
    }

    @Override
    public BodySubscriber<AnswerReader> apply(ResponseInfo info) {
        firstByte = Ticker.system().secondsSince(start);
        head = info;
        return this;
    }

    @Override
    public CompletionStage<AnswerReader> getBody() {
        return CompletableFuture.completedStage(this);
    }

    @Override
    public void onSubscribe(Flow.Subscription source) {
        subscription = source;
        if (answer.isDone()) {
            source.cancel();
        } else {
            source.request(Long.MAX_VALUE);
        }
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        for (ByteBuffer buffer : buffers) {
            if (answer.isDone()) {
                return;
            }
            byte[] bytes = new byte[(int) Math.min(buffer.remaining(), maxBody - body.size())];
            buffer.get(bytes);
            body.write(bytes, 0, bytes.length);
            received = body.size();
            if (buffer.hasRemaining()) {
                complete(false);
                stop();
            }
        }
    }

    @Override
    public void onComplete() {
        complete(true);
    }

    @Override
    public void onError(Throwable cause) {
        answer.completeExceptionally(cause);
    }

    private void complete(boolean whole) {
        ResponseInfo info = requireNonNull(head);
        double seconds = Ticker.system().secondsSince(start);
        answer.complete(new Answer(
                info.statusCode(), info.headers(), info.version(), body.toByteArray(), whole, firstByte, seconds));
    }
}
