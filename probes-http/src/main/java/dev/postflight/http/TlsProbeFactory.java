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

    private static final String PROTOCOL = "protocol";
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
                ProbeParameter.required("host", Kind.TEXT, "the name or address of the server"),
                ProbeParameter.optional("port", Kind.INTEGER, "its port")
                        .between(1, 65_535)
                        .orElse("443"),
                ProbeParameter.optional(PROTOCOL, Kind.TEXT, "the oldest protocol that will do")
                        .oneOf("TLSv1.2", "TLSv1.3"),
                ProbeParameter.optional(CIPHERS, Kind.TEXTS, "the cipher suites that will do"),
                ProbeParameter.optionalResource(HttpParameters.SSL_CONTEXT, SSLContext.class, "what is trusted"));
    }

    @Override
    public Probe create(ProbeArguments arguments) {
        TlsProbe probe = HttpProbes.tls(arguments.text("host"), (int) arguments.integer("port"));
        probe = arguments.has(PROTOCOL) ? probe.atLeast(arguments.text(PROTOCOL)) : probe;
        probe = arguments.has(CIPHERS)
                ? probe.expectCipher(arguments.texts(CIPHERS).toArray(new String[0]))
                : probe;
        return arguments.has(HttpParameters.SSL_CONTEXT)
                ? probe.sslContext(arguments.resource(HttpParameters.SSL_CONTEXT, SSLContext.class))
                : probe;
    }
}
