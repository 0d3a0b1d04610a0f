package dev.postflight.http;

import dev.postflight.api.Probe;
import dev.postflight.api.spi.ProbeArguments;
import dev.postflight.api.spi.ProbeFactory;
import dev.postflight.api.spi.ProbeParameter;
import dev.postflight.api.spi.ProbeParameter.Kind;
import java.util.List;
import javax.net.ssl.SSLContext;

/**
 * Makes probes of TLS and certificates from text, by the type {@code tls}.
 *
 * @since 0.1
 */
public final class TlsProbeFactory implements ProbeFactory {

    private static final String AT_LEAST = "atLeast";
    private static final String HOST = "host";
    private static final String PORT = "port";
    private static final int HTTPS = 443;
    private static final String CIPHERS = "ciphers";

    /** For the service loader. */
    public TlsProbeFactory() {}

    @Override
    public String type() {
        return "tls";
    }

    @Override
    public String text() {
        return "A TLS handshake and the certificates behind it, with `expires_in`, `dns`, `connect` and `handshake`.";
    }

    @Override
    public List<ProbeParameter> parameters() {
        return List.of(
                ProbeParameter.optional(HttpParameters.URL, Kind.TEXT, "an https URL, of which host and port matter"),
                ProbeParameter.optional(HOST, Kind.TEXT, "the name or address of the server, in place of a URL"),
                ProbeParameter.optional(PORT, Kind.INTEGER, "the port of that host")
                        .between(1, 65_535),
                ProbeParameter.optional(AT_LEAST, Kind.TEXT, "the oldest protocol that will do")
                        .oneOf("TLSv1.2", "TLSv1.3"),
                ProbeParameter.optional(CIPHERS, Kind.TEXTS, "the cipher suites that will do"),
                ProbeParameter.optionalResource(HttpParameters.SSL_CONTEXT, SSLContext.class, "what is trusted"));
    }

    @Override
    public Probe create(ProbeArguments arguments) {
        TlsProbe probe = server(arguments);
        probe = arguments.has(AT_LEAST) ? probe.atLeast(arguments.text(AT_LEAST)) : probe;
        probe = arguments.has(CIPHERS)
                ? probe.expectCipher(arguments.texts(CIPHERS).toArray(new String[0]))
                : probe;
        return arguments.has(HttpParameters.SSL_CONTEXT)
                ? probe.sslContext(arguments.resource(HttpParameters.SSL_CONTEXT, SSLContext.class))
                : probe;
    }

    private static TlsProbe server(ProbeArguments arguments) {
        boolean hasUrl = arguments.has(HttpParameters.URL);
        if (hasUrl == arguments.has(HOST)) {
            throw Texts.fault(HttpParameters.URL, hasUrl ? "beside " + HOST : "missing", "a URL, or a host");
        }
        if (hasUrl && arguments.has(PORT)) {
            throw Texts.fault(PORT, "beside " + HttpParameters.URL, "a port of a host; a URL has its own");
        }
        if (hasUrl) {
            return HttpProbes.tls(arguments.text(HttpParameters.URL));
        }
        return HttpProbes.tls(arguments.text(HOST), arguments.has(PORT) ? (int) arguments.integer(PORT) : HTTPS);
    }
}
