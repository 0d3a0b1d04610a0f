package dev.postflight.http;

import java.net.URI;

/**
 * Makes probes that ask over HTTP.
 *
 * <pre>{@code
 * Check.of("self", HttpProbes.get("http://localhost:8080/health").expectStatus(200).expectJson("/version", "1.4.2"))
 *     .threshold("latency: target < 200ms, CRITICAL > 3s");
 * }</pre>
 *
 * @since 0.1
 */
public final class HttpProbes {

    private HttpProbes() {}

    /**
     * A probe that sends a GET request and is content with any 2xx answer, until more is expected of it.
     *
     * @param url absolute, http or https, with a host and without user info: credentials belong in a
     *     {@linkplain HttpProbe#header header}
     * @return the probe
     * @throws IllegalArgumentException if it is no such URL; the message shows neither user info nor query
     */
    public static HttpProbe get(String url) {
        return new HttpProbe(Target.of(url));
    }

    /**
     * A probe that sends a GET request and is content with any 2xx answer, until more is expected of it.
     *
     * @param url absolute, http or https, with a host and without user info: credentials belong in a
     *     {@linkplain HttpProbe#header header}
     * @return the probe
     * @throws IllegalArgumentException if it is no such URL; the message shows neither user info nor query
     */
    public static HttpProbe get(URI url) {
        return new HttpProbe(Target.of(url));
    }
}
