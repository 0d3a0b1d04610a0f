package dev.postflight.http;

import dev.postflight.api.Probe;
import dev.postflight.api.spi.ProbeArguments;
import dev.postflight.api.spi.ProbeFactory;
import dev.postflight.api.spi.ProbeParameter;
import dev.postflight.api.spi.ProbeParameter.Kind;
import java.util.List;

/**
 * Makes probes of WebSockets from text, by the type {@code web-socket}.
 *
 * @since 0.1
 */
public final class WebSocketProbeFactory implements ProbeFactory {

    private static final String PROTOCOL = "subprotocol";
    private static final String SENDS = "sends";
    private static final String REPLY = "reply";

    /** For the service loader. */
    public WebSocketProbeFactory() {}

    @Override
    public String type() {
        return "web-socket";
    }

    @Override
    public String text() {
        return "Whether a WebSocket can be opened, used and closed, with `handshake` and `round_trip`.";
    }

    @Override
    public List<ProbeParameter> parameters() {
        return HttpParameters.plus(
                HttpParameters.plus(
                        List.of(ProbeParameter.required(
                                HttpParameters.URL, Kind.TEXT, "where to ask: absolute, ws or wss, without user info")),
                        HttpParameters.settings()),
                List.of(
                        ProbeParameter.optional(PROTOCOL, Kind.TEXT, "the subprotocol that the server must agree on"),
                        ProbeParameter.optional(SENDS, Kind.TEXT, "a text to send"),
                        ProbeParameter.optional(REPLY, Kind.TEXT, "what the reply to it must have in it")));
    }

    @Override
    public Probe create(ProbeArguments arguments) {
        WebSocketProbe probe =
                HttpParameters.settings(HttpProbes.webSocket(arguments.text(HttpParameters.URL)), arguments);
        if (arguments.has(SENDS) != arguments.has(REPLY)) {
            throw Texts.fault(arguments.has(SENDS) ? REPLY : SENDS, "missing", SENDS + " and " + REPLY + " together");
        }
        probe = arguments.has(PROTOCOL) ? probe.subprotocol(arguments.text(PROTOCOL)) : probe;
        return arguments.has(SENDS) ? probe.expectReply(arguments.text(SENDS), arguments.text(REPLY)) : probe;
    }
}
