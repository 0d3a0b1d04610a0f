package dev.postflight.http;

import java.net.ProxySelector;
import java.net.http.HttpClient;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;

/**
 * What probes that ask over HTTP, and the servers that probes ask, have in common: headers, credentials, and the means by which
 * is asked. Each method returns a new one and leaves this one as it is.
 *
 * <p>Credentials are asked of their supplier at each run and never kept; no text shows them. A supplier that fails or gives
 * nothing makes the probe silent: nothing is sent then.
 *
 * @param <P> the type of the probe or server
 * @since 0.1
 */
public abstract sealed class HttpSettings<P extends HttpSettings<P>>
        permits HttpExpectations, CorsProbe, WebSocketProbe, MonitorServer {

    private final Request request;

    HttpSettings(Request request) {
        this.request = request;
    }

    /** The same with another request. */
    abstract P with(Request changed);

    final Request request() {
        return request;
    }

    /**
     * Sends a header, beside those of earlier calls.
     *
     * @param name its name; not one that the JDK's client sets itself, such as {@code Host}, and not one of a credential, such
     *     as {@code Authorization}, {@code Cookie}, or one with {@code token}, {@code api-key}, {@code secret},
     *     {@code password} or {@code session} in it: for these there is {@link #header(String, Supplier)}
     * @param value its value; not blank
     * @return the new one
     * @throws IllegalArgumentException if name or value cannot be sent or it is the header of a credential; the message does
     *     not show the value
     */
    public final P header(String name, String value) {
        return with(request.with(Header.plain(name, value)));
    }

    /**
     * Sends a header whose value is a secret. Replaces an earlier supplier of the same header.
     *
     * @param name its name; not one that the JDK's client sets itself, such as {@code Host}
     * @param value asked for it at each run; one line, not blank
     * @return the new one
     * @throws IllegalArgumentException if the name cannot be sent or there is no supplier
     */
    public final P header(String name, Supplier<String> value) {
        return with(request.with(new Credential(name, "", null, value)));
    }

    /**
     * Sends {@code Authorization: Bearer …} (RFC 6750).
     *
     * @param token asked for the token at each run
     * @return the new one
     * @throws IllegalArgumentException if there is no supplier
     */
    public final P bearer(Supplier<String> token) {
        return with(request.with(Credential.bearer(token)));
    }

    /**
     * Sends {@code Authorization: Basic …} (RFC 7617), in UTF-8.
     *
     * @param user the name of the user, without a colon
     * @param password asked for the password at each run
     * @return the new one
     * @throws IllegalArgumentException if the name is blank or has a colon, or there is no supplier
     */
    public final P basic(String user, Supplier<String> password) {
        return with(request.with(Credential.basic(user, password)));
    }

    /**
     * Asks by this client, with its trust, proxy, HTTP version and redirects, instead of the shared one: that one has the JDK's
     * trust and proxy settings, speaks HTTP/1.1 and follows no redirects.
     *
     * @param client the client; closing it is up to the caller
     * @return the new one
     * @throws IllegalArgumentException if there is none, or a proxy or SSL context was given
     */
    public final P client(HttpClient client) {
        return with(request.with(request.client().given(client)));
    }

    /**
     * Asks through a proxy.
     *
     * @param proxy chooses it, for example {@link ProxySelector#of}
     * @return the new one, with a client of its own
     * @throws IllegalArgumentException if there is none, or a client was given
     */
    public final P proxy(ProxySelector proxy) {
        return with(request.with(request.client().by(proxy)));
    }

    /**
     * Trusts what this context trusts, and shows its key to servers that ask for one.
     *
     * @param context the context
     * @return the new one, with a client of its own
     * @throws IllegalArgumentException if there is none, or a client was given
     */
    public final P sslContext(SSLContext context) {
        return with(request.with(request.client().trusting(context)));
    }

    /**
     * The question or the server for people.
     *
     * @return method and URL, or the URL alone, without the values of its query
     */
    @Override
    public String toString() {
        return request.toString();
    }
}
