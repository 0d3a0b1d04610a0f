package dev.postflight.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.net.http.WebSocket;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class WebSocketEventsTest {

    private final WebSocketEvents events = new WebSocketEvents();
    private final WebSocket socket = (WebSocket) Proxy.newProxyInstance(
            WebSocket.class.getClassLoader(), new Class<?>[] {WebSocket.class}, (proxy, method, arguments) -> null);

    private void receive(String part, boolean last) {
        assertThat(events.onText(socket, part, last)).isNull();
    }

    @Test
    void a_greeting_is_no_reply() {
        receive("welcome, ", false);
        receive("all is ok", true);
        CompletableFuture<String> reply = events.nextText();
        assertThat(reply).isNotDone();
        receive("po", false);
        receive("ng", true);
        assertThat(reply).isCompletedWithValue("pong");
    }

    @Test
    void a_connection_that_broke_before_has_no_reply() {
        events.onError(socket, new IllegalStateException("gone"));
        assertThat(events.nextText()).isCompletedExceptionally();
    }
}
