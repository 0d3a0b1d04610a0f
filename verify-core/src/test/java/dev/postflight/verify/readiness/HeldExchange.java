package dev.postflight.verify.readiness;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpContext;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpPrincipal;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** An exchange without a server: it keeps the very bytes that were written, or has lost its client. */
public final class HeldExchange extends HttpExchange {

    /** When the client has gone. */
    enum Lost {
        NEVER,
        BEFORE_THE_HEADERS,
        BEFORE_THE_BODY,
        BEFORE_THE_END
    }

    private static final HttpContext CONTEXT = context();

    private final Headers headers = new Headers();
    private final Lost lost;
    private byte @Nullable [] written;
    boolean closed;

    HeldExchange(Lost lost) {
        this.lost = lost;
    }

    /** Of a server that is never started; stopped, because it has a thread all the same. */
    private static HttpContext context() {
        try {
            HttpServer server = HttpServer.create();
            HttpContext context = server.createContext(ReadyServer.PATH);
            server.stop(0);
            return context;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static byte[] answeredBy(Readiness readiness) {
        HeldExchange exchange = new HeldExchange(Lost.NEVER);
        readiness.handle(exchange);
        return Objects.requireNonNull(exchange.written);
    }

    private void loseIf(Lost moment) throws IOException {
        if (lost == moment) {
            throw new IOException("Broken pipe");
        }
    }

    @Override
    public String getRequestMethod() {
        return "GET";
    }

    @Override
    public URI getRequestURI() {
        return URI.create(ReadyServer.PATH);
    }

    @Override
    public HttpContext getHttpContext() {
        return CONTEXT;
    }

    @Override
    public Headers getResponseHeaders() {
        return headers;
    }

    @Override
    public void sendResponseHeaders(int status, long length) throws IOException {
        loseIf(Lost.BEFORE_THE_HEADERS);
    }

    @Override
    public OutputStream getResponseBody() {
        return new OutputStream() {
            @Override
            public void write(byte[] bytes) throws IOException {
                loseIf(Lost.BEFORE_THE_BODY);
                written = bytes;
            }

            @Override
            public void write(int one) {
                throw new UnsupportedOperationException();
            }

            @Override
            public void flush() throws IOException {
                loseIf(Lost.BEFORE_THE_END);
            }
        };
    }

    @Override
    public void close() {
        closed = true;
    }

    @Override
    public Headers getRequestHeaders() {
        throw new UnsupportedOperationException("nothing of a request is needed");
    }

    @Override
    public InputStream getRequestBody() {
        throw new UnsupportedOperationException("nothing of a request is needed");
    }

    @Override
    public InetSocketAddress getRemoteAddress() {
        throw new UnsupportedOperationException("nothing of a request is needed");
    }

    @Override
    public int getResponseCode() {
        throw new UnsupportedOperationException();
    }

    @Override
    public InetSocketAddress getLocalAddress() {
        throw new UnsupportedOperationException();
    }

    @Override
    public String getProtocol() {
        throw new UnsupportedOperationException();
    }

    @Override
    public Object getAttribute(String name) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void setAttribute(String name, Object value) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void setStreams(InputStream in, OutputStream out) {
        throw new UnsupportedOperationException();
    }

    @Override
    public HttpPrincipal getPrincipal() {
        throw new UnsupportedOperationException();
    }
}
