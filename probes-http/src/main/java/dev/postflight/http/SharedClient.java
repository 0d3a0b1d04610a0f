package dev.postflight.http;

import java.lang.ref.WeakReference;
import java.net.http.HttpClient;
import org.jspecify.annotations.Nullable;

/**
 * The client of all probes that were not given one. It comes to life with the first run of one of them. Only they hold it:
 * on Java 17 a client cannot be closed, but ends its threads and connections when it is garbage.
 */
final class SharedClient {

    private static @Nullable WeakReference<HttpClient> shared;

    private SharedClient() {}

    static synchronized HttpClient get() {
        WeakReference<HttpClient> known = shared;
        HttpClient client = known == null ? null : known.get();
        if (client == null) {
            client = builder().build();
            shared = new WeakReference<>(client);
        }
        return client;
    }

    static HttpClient.Builder builder() {
        return HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NEVER)
                // no attempt to upgrade clear text to HTTP/2, which some servers answer with an error
                .version(HttpClient.Version.HTTP_1_1);
    }
}
