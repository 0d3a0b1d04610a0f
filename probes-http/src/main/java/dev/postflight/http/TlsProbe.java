package dev.postflight.http;

import dev.postflight.api.Measurement;
import dev.postflight.api.Probe;
import dev.postflight.api.ProbeResult;
import dev.postflight.api.Ticker;
import dev.postflight.api.Unit;
import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.NoSuchAlgorithmException;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSession;
import javax.net.ssl.TrustManager;
import org.jspecify.annotations.Nullable;

/**
 * Makes a TLS handshake on a connection of its own, directly and through no proxy, and looks at what was agreed on and at the
 * certificates. Nothing else is sent.
 *
 * <pre>{@code
 * Check.of("certificate", HttpProbes.tls("https://shop.example.org").atLeast("TLSv1.3"))
 *     .threshold("expires_in: MEDIUM < 30d, CRITICAL < 7d");
 * }</pre>
 *
 * <ul>
 *   <li>It is up when the chain is trusted, names the host, is valid now to its last certificate, and protocol and cipher suite
 *       are as expected.
 *   <li>It is down when one of these is not so, with everything that is wrong: expired, not yet valid, self-signed, for another
 *       host, not trusted; and when the server refuses the handshake. A chain that is not trusted is looked at by a second
 *       handshake, which is broken off.
 *   <li>It is silent when there is no connection, no TLS behind it, or no end of the handshake within the timeout.
 *   <li>Measured, in seconds, are {@code expires_in} (until the first certificate of the chain expires; absent once it has, as the
 *       probe is down then), {@code dns} (looking up the host; the JDK remembers it), {@code connect} (the TCP connection) and
 *       {@code handshake} (from then on until TLS is agreed on).
 * </ul>
 *
 * <p>Immutable; may be used by many threads at once.
 *
 * @since 0.1
 */
public final class TlsProbe implements Probe {

    /** From the oldest to the newest. */
    private static final List<String> PROTOCOLS = List.of("TLSv1", "TLSv1.1", "TLSv1.2", "TLSv1.3");

    private static final String EXPIRES_IN = "expires_in";
    private static final String CONNECT = "connect";
    private static final String HANDSHAKE = "handshake";
    private static final int MOST_PORTS = 65_535;

    private final String host;
    private final int port;
    private final TlsWish wish;
    private final @Nullable SSLContext own;
    private final InstantSource clock;

    private TlsProbe(String host, int port, TlsWish wish, @Nullable SSLContext own, InstantSource clock) {
        this.host = host;
        this.port = port;
        this.wish = wish;
        this.own = own;
        this.clock = clock;
    }

    static TlsProbe of(URI uri) {
        if (!uri.getScheme().equalsIgnoreCase("https")) {
            throw Texts.fault("url", Texts.quoted(uri.getScheme() + ":…"), "an https URL");
        }
        return of(uri.getHost(), uri.getPort() < 0 ? 443 : uri.getPort());
    }

    static TlsProbe of(@Nullable String host, int port) {
        if (host == null || host.isBlank() || host.indexOf('/') >= 0 || host.indexOf('@') >= 0) {
            throw Texts.fault("host", Texts.quoted(host), "the name or address of a host");
        }
        if (port < 1 || port > MOST_PORTS) {
            throw Texts.fault("port", port, "1 to " + MOST_PORTS);
        }
        return new TlsProbe(host, port, new TlsWish("", List.of()), null, WallTime.SYSTEM);
    }

    /**
     * The oldest protocol that will do.
     *
     * @param protocol TLSv1.3, TLSv1.2, TLSv1.1 or TLSv1; what the JDK allows by default
     * @return the new probe
     * @throws IllegalArgumentException if it is none of these
     */
    public TlsProbe atLeast(String protocol) {
        if (protocol == null || !PROTOCOLS.contains(protocol)) {
            throw Texts.fault("atLeast", Texts.quoted(protocol), "one of " + String.join(", ", PROTOCOLS));
        }
        return new TlsProbe(host, port, new TlsWish(protocol, wish.ciphers()), own, clock);
    }

    /**
     * The cipher suites that will do.
     *
     * @param suites one or more, by their standard names, such as {@code TLS_AES_256_GCM_SHA384}
     * @return the new probe
     * @throws IllegalArgumentException if there is none, or one is blank
     */
    public TlsProbe expectCipher(String... suites) {
        if (suites == null || suites.length == 0) {
            throw Texts.fault("suites", "none", "one or more, such as TLS_AES_256_GCM_SHA384");
        }
        for (String suite : suites) {
            if (suite == null || suite.isBlank()) {
                throw Texts.fault("suites", Texts.quoted(suite), "one or more, such as TLS_AES_256_GCM_SHA384");
            }
        }
        return new TlsProbe(host, port, new TlsWish(wish.protocol(), List.of(suites)), own, clock);
    }

    /**
     * Trusts what this context trusts, and shows its key to a server that asks for one.
     *
     * @param context the context; the JDK's default one otherwise
     * @return the new probe
     * @throws IllegalArgumentException if there is none
     */
    public TlsProbe sslContext(SSLContext context) {
        if (context == null) {
            throw Texts.fault("sslContext", null, "a context");
        }
        return new TlsProbe(host, port, wish, context, clock);
    }

    /**
     * Judges validity by this clock. What is trusted is judged by the JDK, which has its own.
     *
     * @param wall the clock; that of the system otherwise
     * @return the new probe
     * @throws IllegalArgumentException if there is none
     */
    public TlsProbe clock(InstantSource wall) {
        return new TlsProbe(host, port, wish, own, WallTime.given(wall));
    }

    /**
     * Makes the handshake.
     *
     * @param timeout the time for everything; positive
     * @return what the server showed, or why it showed nothing
     * @throws IllegalArgumentException if the timeout is not positive
     * @throws InterruptedException if the thread is interrupted; the connection is closed then
     */
    @Override
    public ProbeResult run(Duration timeout) throws InterruptedException {
        Exchange exchange = new Exchange(timeout);
        List<Measurement> measurements = new ArrayList<>();
        try {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            Lookup lookup = Lookup.of(host, exchange);
            measurements.add(Measurement.of(Lookup.DNS, lookup.seconds(), Unit.SECONDS));
            SSLContext context = own == null ? SSLContext.getDefault() : own;
            return look(context, lookup, exchange, measurements);
        } catch (NoAnswerException e) {
            return ProbeResult.silent(this + ": " + e.getMessage());
        } catch (IOException e) {
            return ProbeResult.silent(this + ": " + why(e, exchange));
        } catch (NoSuchAlgorithmException e) {
            return ProbeResult.silent(e);
        }
    }

    private static @Nullable String why(IOException thrown, Exchange exchange) {
        if (thrown instanceof EOFException) {
            return thrown.getMessage();
        }
        return thrown instanceof SSLException || thrown instanceof ConnectException
                ? NoAnswerException.of(thrown, new AnswerReader(1), exchange.timeout())
                        .getMessage()
                : "the connection was broken off: " + NoAnswerException.message(thrown);
    }

    private ProbeResult look(SSLContext context, Lookup lookup, Exchange exchange, List<Measurement> measurements)
            throws IOException, NoAnswerException, InterruptedException {
        try (TlsConnection connection = TlsConnection.open(lookup.addresses(), port, exchange)) {
            measurements.add(Measurement.of(CONNECT, connection.connect(), Unit.SECONDS));
            long start = Ticker.system().nanos();
            SSLSession session = connection.handshake(engine(context));
            measurements.add(Measurement.of(HANDSHAKE, Ticker.system().secondsSince(start), Unit.SECONDS));
            List<String> faults = new ArrayList<>(wish.faults(session.getProtocol(), session.getCipherSuite()));
            return judge(new CertificateChain(certificates(session)), faults, measurements);
        } catch (SSLException e) {
            if (isDistrust(e)) {
                CertificateChain chain = untrusted(lookup, exchange);
                List<String> faults = new ArrayList<>(chain.strange(host));
                faults.add(0, "the certificate is not trusted: " + NoAnswerException.message(e));
                return judge(chain, faults, measurements);
            }
            String message = NoAnswerException.message(e);
            if (message.contains("fatal alert")) {
                return new ProbeResult.Down(this + ": the server refuses the handshake: " + message, measurements);
            }
            throw e;
        }
    }

    private ProbeResult judge(CertificateChain chain, List<String> faults, List<Measurement> measurements) {
        List<String> untimely = chain.untimely(clock.instant());
        faults.addAll(untimely);
        if (chain.certificates().isEmpty() && faults.isEmpty()) {
            faults.add("it showed no certificate that could be looked at");
        }
        double left = chain.secondsLeft(clock.instant());
        if (left >= 0 && Double.isFinite(left)) {
            measurements.add(Measurement.of(EXPIRES_IN, left, Unit.SECONDS));
        }
        return faults.isEmpty()
                ? new ProbeResult.Up(measurements)
                : new ProbeResult.Down(this + ": " + String.join(";\n", faults), measurements);
    }

    /** What a server shows that the context does not trust. */
    private CertificateChain untrusted(Lookup lookup, Exchange exchange)
            throws IOException, NoAnswerException, InterruptedException {
        ChainRecorder recorder = new ChainRecorder();
        try (TlsConnection connection = TlsConnection.open(lookup.addresses(), port, exchange)) {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {recorder}, null);
            connection.handshake(engine(context));
        } catch (SSLException e) {
            // as it always does, since the recorder trusts nothing
            return new CertificateChain(recorder.chain());
        } catch (GeneralSecurityException e) {
            throw NoAnswerException.because("the certificates could not be looked at: ", e);
        }
        return new CertificateChain(recorder.chain());
    }

    private SSLEngine engine(SSLContext context) {
        SSLEngine engine = context.createSSLEngine(host, port);
        engine.setUseClientMode(true);
        SSLParameters parameters = engine.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        engine.setSSLParameters(parameters);
        return engine;
    }

    private static List<X509Certificate> certificates(SSLSession session) throws SSLException {
        List<X509Certificate> all = new ArrayList<>();
        for (Certificate certificate : session.getPeerCertificates()) {
            if (certificate instanceof X509Certificate known) {
                all.add(known);
            }
        }
        return all;
    }

    private static boolean isDistrust(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof CertificateException) {
                return true;
            }
        }
        return false;
    }

    /**
     * What is measured.
     *
     * @return {@code expires_in}, {@code dns}, {@code connect} and {@code handshake}
     */
    @Override
    public Map<String, Unit> metrics() {
        return Map.of(
                EXPIRES_IN, Unit.SECONDS, Lookup.DNS, Unit.SECONDS, CONNECT, Unit.SECONDS, HANDSHAKE, Unit.SECONDS);
    }

    /**
     * What is expected of the server.
     *
     * @return for example {@code a trusted and valid certificate for shop.example.org, TLSv1.3 or newer}
     */
    @Override
    public String wanted() {
        return "a trusted and valid certificate for " + host + wish.wanted();
    }

    @Override
    public String toString() {
        return "TLS " + host + ":" + port;
    }

    /**
     * What must be agreed on.
     *
     * @param protocol the oldest that will do; empty for any
     * @param ciphers those that will do; none for any
     */
    record TlsWish(String protocol, List<String> ciphers) {

        List<String> faults(String agreed, String cipher) {
            List<String> faults = new ArrayList<>();
            // one that is not known may be older than all that are, as SSLv3 is
            if (!protocol.isEmpty() && PROTOCOLS.indexOf(agreed) < PROTOCOLS.indexOf(protocol)) {
                faults.add("protocol " + agreed + " (expected: " + protocol + " or newer)");
            }
            if (!ciphers.isEmpty() && !ciphers.contains(cipher)) {
                faults.add("cipher suite " + cipher + " (expected: " + String.join(" or ", ciphers) + ")");
            }
            return faults;
        }

        String wanted() {
            return (protocol.isEmpty() ? "" : ", " + protocol + " or newer")
                    + (ciphers.isEmpty() ? "" : ", " + String.join(" or ", ciphers));
        }
    }
}
