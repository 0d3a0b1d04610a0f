package dev.postflight.http;

import java.net.ProxySelector;
import java.net.http.HttpClient;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** Where the client comes from. Held from the first run on, which keeps a shared client alive for those that use it. */
final class ClientSource {

    private final @Nullable HttpClient given;
    private final @Nullable ProxySelector proxy;
    private final @Nullable SSLContext trust;
    private final AtomicReference<@Nullable HttpClient> used = new AtomicReference<>();

    ClientSource() {
        this(null, null, null);
    }

    private ClientSource(@Nullable HttpClient given, @Nullable ProxySelector proxy, @Nullable SSLContext trust) {
        this.given = given;
        this.proxy = proxy;
        this.trust = trust;
    }

    ClientSource given(@Nullable HttpClient client) {
        if (client == null) {
            throw Texts.fault("client", null, "a client");
        }
        refuseBoth(proxy != null || trust != null);
        return new ClientSource(client, null, null);
    }

    ClientSource by(@Nullable ProxySelector selector) {
        if (selector == null) {
            throw Texts.fault("proxy", null, "what chooses the proxy");
        }
        refuseBoth(given != null);
        return new ClientSource(null, selector, trust);
    }

    ClientSource trusting(@Nullable SSLContext context) {
        if (context == null) {
            throw Texts.fault("sslContext", null, "a context");
        }
        refuseBoth(given != null);
        return new ClientSource(null, proxy, context);
    }

    private static void refuseBoth(boolean both) {
        if (both) {
            throw Texts.fault("client", "given beside a proxy or SSL context", "a client that has them itself");
        }
    }

    /** Whether it goes where an answer says, by itself. */
    boolean follows() {
        return given != null && given.followRedirects() != HttpClient.Redirect.NEVER;
    }

    HttpClient client() {
        HttpClient client = used.get();
        if (client == null) {
            HttpClient found = given != null ? given : proxy == null && trust == null ? SharedClient.get() : own();
            client = used.compareAndSet(null, found) ? found : used.get();
        }
        return client == null ? SharedClient.get() : client;
    }

    private HttpClient own() {
        HttpClient.Builder builder = SharedClient.builder();
        if (proxy != null) {
            builder.proxy(proxy);
        }
        if (trust != null) {
            builder.sslContext(trust);
        }
        return builder.build();
    }
}
