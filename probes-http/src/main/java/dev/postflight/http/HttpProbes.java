package dev.postflight.http;

import java.net.URI;

/**
 * Makes probes that ask over HTTP, or look at what lies below it.
 *
 * <pre>{@code
 * Check.of("self", HttpProbes.get("http://localhost:8080/health").expectStatus(200).expectJson("/version", "1.4.2"))
 *     .threshold("latency: target < 200ms, CRITICAL > 3s");
 * }</pre>
 *
 * <p>URLs are absolute, http or https, with a host and without user info: credentials come from
 * {@linkplain HttpSettings#bearer suppliers}. Messages about them show neither user info nor query.
 *
 * @since 0.1
 */
public final class HttpProbes {

    private HttpProbes() {}

    /**
     * A probe that sends a GET request and is content with any 2xx answer, until more is expected of it.
     *
     * @param url absolute, http or https, with a host and without user info
     * @return the probe
     * @throws IllegalArgumentException if it is no such URL
     */
    public static HttpProbe get(String url) {
        return new HttpProbe(Request.of("GET", Target.of(url)));
    }

    /**
     * A probe that sends a GET request and is content with any 2xx answer, until more is expected of it.
     *
     * @param url absolute, http or https, with a host and without user info
     * @return the probe
     * @throws IllegalArgumentException if it is no such URL
     */
    public static HttpProbe get(URI url) {
        return new HttpProbe(Request.of("GET", Target.of(url)));
    }

    /**
     * A probe that sends a POST request, with a {@linkplain HttpProbe#body body} or without.
     *
     * @param url absolute, http or https, with a host and without user info
     * @return the probe
     * @throws IllegalArgumentException if it is no such URL
     */
    public static HttpProbe post(String url) {
        return method("POST", url);
    }

    /**
     * A probe that sends a PUT request, with a {@linkplain HttpProbe#body body} or without.
     *
     * @param url absolute, http or https, with a host and without user info
     * @return the probe
     * @throws IllegalArgumentException if it is no such URL
     */
    public static HttpProbe put(String url) {
        return method("PUT", url);
    }

    /**
     * A probe that sends a PATCH request, with a {@linkplain HttpProbe#body body} or without.
     *
     * @param url absolute, http or https, with a host and without user info
     * @return the probe
     * @throws IllegalArgumentException if it is no such URL
     */
    public static HttpProbe patch(String url) {
        return method("PATCH", url);
    }

    /**
     * A probe that sends a DELETE request.
     *
     * @param url absolute, http or https, with a host and without user info
     * @return the probe
     * @throws IllegalArgumentException if it is no such URL
     */
    public static HttpProbe delete(String url) {
        return method("DELETE", url);
    }

    /**
     * A probe that sends a HEAD request, to which no body comes.
     *
     * @param url absolute, http or https, with a host and without user info
     * @return the probe
     * @throws IllegalArgumentException if it is no such URL
     */
    public static HttpProbe head(String url) {
        return method("HEAD", url);
    }

    /**
     * A probe that sends an OPTIONS request.
     *
     * @param url absolute, http or https, with a host and without user info
     * @return the probe
     * @throws IllegalArgumentException if it is no such URL
     */
    public static HttpProbe options(String url) {
        return method("OPTIONS", url);
    }

    /**
     * A probe that sends any other request.
     *
     * @param method its method, in the case in which it is sent
     * @param url absolute, http or https, with a host and without user info
     * @return the probe
     * @throws IllegalArgumentException if it is no such URL, or the JDK's client cannot send the method
     */
    public static HttpProbe method(String method, String url) {
        return new HttpProbe(Request.of(method, Target.of(url)));
    }

    /**
     * A probe that sends one request as several identities, each of which must get its own status.
     *
     * @param request the request
     * @return the probe, to which {@linkplain IdentitiesProbe#identity identities} are added
     */
    public static IdentitiesProbe identities(HttpProbe request) {
        return IdentitiesProbe.of(request);
    }

    /**
     * A probe that sends one request until it is refused with 429, to see that there is a limit and where.
     *
     * @param request the request
     * @param allowedHosts the hosts that may be burdened so; that of the request must be one of them
     * @return the probe, to which the {@linkplain RateLimitProbe#expectLimit limit} is added
     * @throws IllegalArgumentException if the host of the request is not among them
     */
    public static RateLimitProbe rateLimit(HttpProbe request, String... allowedHosts) {
        return RateLimitProbe.of(request, allowedHosts);
    }

    /**
     * A probe that sends one request several times and sees by how much counters have grown.
     *
     * @param request the request
     * @param times how many times, 1 to 1,000
     * @return the probe, to which {@linkplain CountersProbe#expectCounter counters} are added
     * @throws IllegalArgumentException if the number is not in that range
     */
    public static CountersProbe counters(HttpProbe request, int times) {
        return CountersProbe.of(request, times);
    }

    /**
     * A probe that asks, as browsers do, whether scripts of other origins may call a URL.
     *
     * @param url absolute, http or https, with a host and without user info
     * @return the probe, to which {@linkplain CorsProbe#allows origins} are added
     * @throws IllegalArgumentException if it is no such URL
     */
    public static CorsProbe cors(String url) {
        return CorsProbe.of(Target.of(url));
    }

    /**
     * A probe that opens a WebSocket and closes it.
     *
     * @param url absolute, ws or wss, with a host and without user info
     * @return the probe
     * @throws IllegalArgumentException if it is no such URL
     */
    public static WebSocketProbe webSocket(String url) {
        return WebSocketProbe.of(url);
    }

    /**
     * A probe that makes a TLS handshake and looks at the certificates.
     *
     * @param url absolute, https, with a host; only host and port matter
     * @return the probe
     * @throws IllegalArgumentException if it is no such URL
     */
    public static TlsProbe tls(String url) {
        return TlsProbe.of(Target.of(url).uri());
    }

    /**
     * A probe that makes a TLS handshake and looks at the certificates, of any server that speaks TLS from the first byte.
     *
     * @param host its name or address
     * @param port 1 to 65535
     * @return the probe
     * @throws IllegalArgumentException if it is no host or no port
     */
    public static TlsProbe tls(String host, int port) {
        return TlsProbe.of(host, port);
    }
}
