package dev.postflight.http;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import org.eclipse.jetty.alpn.server.ALPNServerConnectionFactory;
import org.eclipse.jetty.http2.server.HTTP2CServerConnectionFactory;
import org.eclipse.jetty.http2.server.HTTP2ServerConnectionFactory;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.websocket.api.Session;
import org.eclipse.jetty.websocket.server.WebSocketUpgradeHandler;

/** A real server that speaks HTTP/1.1, HTTP/2 and WebSocket. */
final class JettyServer implements AutoCloseable {

    /** What it sends back for every text. */
    static final String ECHO = "echo of ";

    private final Server server = new Server();
    private final ServerConnector clear;
    private final ServerConnector secure;

    JettyServer(SSLContext tls) throws Exception {
        HttpConfiguration http = new HttpConfiguration();
        clear = new ServerConnector(server, new HttpConnectionFactory(http), new HTTP2CServerConnectionFactory(http));
        SslContextFactory.Server keys = new SslContextFactory.Server();
        keys.setSslContext(tls);
        ALPNServerConnectionFactory negotiation = new ALPNServerConnectionFactory("h2", "http/1.1");
        negotiation.setDefaultProtocol("http/1.1");
        secure = new ServerConnector(
                server,
                new SslConnectionFactory(keys, "alpn"),
                negotiation,
                new HTTP2ServerConnectionFactory(http),
                new HttpConnectionFactory(http));
        for (ServerConnector connector : new ServerConnector[] {clear, secure}) {
            connector.setHost(InetAddress.getLoopbackAddress().getHostAddress());
            server.addConnector(connector);
        }
        WebSocketUpgradeHandler sockets = WebSocketUpgradeHandler.from(server, container -> {
            container.setIdleTimeout(Duration.ofSeconds(60));
            container.addMapping("/live", (request, response, callback) -> {
                if (request.getSubProtocols().contains("v2")) {
                    response.setAcceptedSubProtocol("v2");
                }
                if (!request.getHeaders().contains("X-Key", "let me in")) {
                    Response.writeError(request, response, callback, 403);
                    return null;
                }
                return new Echo();
            });
        });
        sockets.setHandler(new Handler.Abstract() {
            @Override
            public boolean handle(Request request, Response response, Callback callback) {
                response.write(true, ByteBuffer.wrap("hello".getBytes(StandardCharsets.UTF_8)), callback);
                return true;
            }
        });
        server.setHandler(sockets);
        server.start();
    }

    /** Answers every text with another. */
    public static final class Echo extends Session.Listener.AbstractAutoDemanding {
        @Override
        public void onWebSocketText(String message) {
            getSession().sendText(ECHO + message, org.eclipse.jetty.websocket.api.Callback.NOOP);
        }
    }

    String url() {
        return "http://localhost:" + clear.getLocalPort() + "/health";
    }

    String secureUrl() {
        return "https://localhost:" + secure.getLocalPort() + "/health";
    }

    String socketUrl() {
        return "ws://localhost:" + clear.getLocalPort() + "/live";
    }

    String secureSocketUrl() {
        return "wss://localhost:" + secure.getLocalPort() + "/live";
    }

    long open() {
        return (long) clear.getConnectedEndPoints().size()
                + secure.getConnectedEndPoints().size();
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
