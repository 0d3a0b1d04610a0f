package dev.postflight.http;

import dev.postflight.api.Measurement;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is asked, where, and by what means. All probes of this package that ask over HTTP have one.
 *
 * @param method the method
 * @param target where
 * @param headers what is sent as it stands here
 * @param credentials what is asked for at each run
 * @param body what is sent; {@code null} for nothing
 * @param client where the client comes from
 * @param redirects which redirects are followed
 * @param version of HTTP; {@code null} for that of the client
 * @param timesDns whether the name of the host is looked up beforehand, and that is timed
 */
record Request(
        String method,
        Target target,
        List<Header> headers,
        List<Credential> credentials,
        @Nullable RequestBody body,
        ClientSource client,
        Redirects redirects,
        HttpClient.@Nullable Version version,
        boolean timesDns) {

    private static final int MOST_HEADERS = 100;

    static Request of(String method, Target target) {
        return new Request(
                checked(method), target, List.of(), List.of(), null, new ClientSource(), Redirects.NONE, null, false);
    }

    private static String checked(@Nullable String method) {
        if (!"GET".equals(method)) {
            try {
                HttpRequest.newBuilder().method(String.valueOf(method), BodyPublishers.noBody());
            } catch (IllegalArgumentException e) {
                throw Texts.fault("method", Texts.quoted(method), "a method that the JDK's client can send, as GET");
            }
        }
        return method == null ? "" : method;
    }

    /** The same by another method. */
    Request by(String other) {
        return new Request(other, target, headers, credentials, body, client, redirects, version, timesDns);
    }

    Request with(Header header) {
        refuseTooMany();
        return new Request(
                method,
                target,
                Expectations.plus(headers, header),
                credentials,
                body,
                client,
                redirects,
                version,
                timesDns);
    }

    /** Replaces what supplied the same header before, as one thing is sent once. */
    Request with(Credential credential) {
        refuseTooMany();
        List<Credential> all = new ArrayList<>();
        for (Credential other : credentials) {
            if (!other.name().equalsIgnoreCase(credential.name())) {
                all.add(other);
            }
        }
        all.add(credential);
        return new Request(method, target, headers, List.copyOf(all), body, client, redirects, version, timesDns);
    }

    private void refuseTooMany() {
        if (headers.size() + credentials.size() >= MOST_HEADERS) {
            throw Texts.fault("headers", "more than " + MOST_HEADERS, "at most " + MOST_HEADERS);
        }
    }

    Request with(RequestBody sent) {
        return new Request(method, target, headers, credentials, sent, client, redirects, version, timesDns);
    }

    Request with(ClientSource source) {
        return new Request(method, target, headers, credentials, body, source, redirects, version, timesDns);
    }

    Request with(Redirects followed) {
        return new Request(method, target, headers, credentials, body, client, followed, version, timesDns);
    }

    Request with(HttpClient.@Nullable Version wanted) {
        if (wanted == null) {
            throw Texts.fault("version", null, "a version of HTTP");
        }
        return new Request(method, target, headers, credentials, body, client, redirects, wanted, timesDns);
    }

    Request timingDns() {
        return new Request(method, target, headers, credentials, body, client, redirects, version, true);
    }

    /**
     * Sends it and follows what is to be followed, all within the exchange's time.
     *
     * @param secrets takes what the request carries, before it is sent
     */
    Reply ask(Exchange exchange, Secrets secrets, long maxBody) throws NoAnswerException, InterruptedException {
        List<Header> all = withCredentials(secrets);
        byte @Nullable [] bytes = body == null ? null : body.bytes(secrets);
        Measurement dns = timesDns ? Lookup.timed(target.uri().getHost(), exchange) : null;
        HttpClient sender = client.client();
        URI uri = target.uri();
        String verb = method;
        double before = dns == null ? 0 : dns.value();
        for (int followed = 0; ; followed++) {
            boolean ours = followed == 0 || Redirects.isSameOrigin(target.uri(), uri);
            Answer answer = exchange.send(sender, builder(uri, verb, all, ours, bytes), maxBody);
            double seconds = before + answer.seconds();
            if (!redirects.concern(answer)) {
                return new Reply(answer, uri, before, dns, null);
            }
            URI next = next(uri, answer.location());
            String refusal = next == null
                    ? "redirect to what is no http or https URL not followed"
                    : redirects.refusal(target.uri(), uri, next, followed);
            boolean keepsBody = answer.status() >= 307;
            if (next != null
                    && refusal == null
                    && keepsBody
                    && bytes != null
                    && !Redirects.isSameOrigin(target.uri(), next)) {
                refusal = "redirect not followed, as it would send the body elsewhere";
            }
            if (next == null || refusal != null) {
                return new Reply(answer, uri, before, dns, refusal);
            }
            if (!keepsBody && !verb.equals("HEAD")) {
                verb = "GET";
                bytes = null;
            }
            before = seconds;
            uri = next;
        }
    }

    /** The headers of one run. */
    List<Header> withCredentials(Secrets secrets) throws NoAnswerException {
        if (credentials.isEmpty()) {
            return headers;
        }
        List<Header> all = new ArrayList<>(headers);
        for (Credential credential : credentials) {
            all.add(credential.ask(secrets));
        }
        return all;
    }

    private HttpRequest.Builder builder(URI uri, String verb, List<Header> all, boolean ours, byte @Nullable [] bytes) {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri);
        for (int i = 0; i < all.size(); i++) {
            // what was asked of a supplier stands behind the others, and goes to nobody else
            if (ours || i < headers.size()) {
                request.header(all.get(i).name(), all.get(i).value());
            }
        }
        if (bytes != null && body != null) {
            request.setHeader("Content-Type", body.contentType());
            request.method(verb, BodyPublishers.ofByteArray(bytes));
        } else if (!verb.equals("GET")) {
            request.method(verb, BodyPublishers.noBody());
        }
        if (version != null) {
            request.version(version);
        }
        return request;
    }

    private static @Nullable URI next(URI from, String location) {
        try {
            return Target.of(from.resolve(location)).uri();
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /** The question for people. */
    @Override
    public String toString() {
        return method + ' ' + target.shown();
    }
}
