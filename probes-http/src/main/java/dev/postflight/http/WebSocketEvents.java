package dev.postflight.http;

import java.net.http.WebSocket;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** What comes through one WebSocket. Called by threads of the client; asked by the one that waits. */
final class WebSocketEvents implements WebSocket.Listener {

    private static final int LONGEST = 1 << 16;

    /**
     * How a socket was closed.
     *
     * @param code the status code (RFC 6455, 7.4)
     * @param reason what the other side said
     */
    record End(int code, String reason) {

        /** The connection ended and nobody said why: the code that no peer sends. */
        boolean isBreach() {
            return code == 1006;
        }

        /** Done, going away, or without a code. */
        boolean isNormal() {
            return code == 1000 || code == 1001 || code == 1005;
        }

        @Override
        public String toString() {
            return code + (reason.isBlank() ? "" : " " + Texts.quoted(Texts.cut(reason)));
        }
    }

    private final CompletableFuture<End> closed = new CompletableFuture<>();
    private final StringBuilder parts = new StringBuilder();
    private CompletableFuture<String> text = new CompletableFuture<>();

    /** The next whole text, as far as it is kept: what came before, such as a greeting, is no reply. */
    synchronized CompletableFuture<String> nextText() {
        if (text.isDone() && !text.isCompletedExceptionally()) {
            text = new CompletableFuture<>();
        }
        return text;
    }

    CompletableFuture<End> closed() {
        return closed;
    }

    @Override
    public synchronized @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
        int room = LONGEST - parts.length();
        parts.append(data, 0, Math.min(room, data.length()));
        if (last || parts.length() == LONGEST) {
            text.complete(parts.toString());
        }
        if (last) {
            parts.setLength(0);
        }
        socket.request(1);
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
        closed.complete(new End(code, reason));
        return null;
    }

    @Override
    public synchronized void onError(WebSocket socket, Throwable error) {
        text.completeExceptionally(error);
        closed.completeExceptionally(error);
    }
}
