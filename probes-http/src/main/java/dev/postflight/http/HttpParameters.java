package dev.postflight.http;

import dev.postflight.api.spi.ProbeArguments;
import dev.postflight.api.spi.ProbeParameter;
import dev.postflight.api.spi.ProbeParameter.Kind;
import java.net.ProxySelector;
import java.net.http.HttpClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** What can be written about a request and its answer, for all factories that have one. */
final class HttpParameters {

    static final String URL = "url";
    static final String METHOD = "method";
    static final String SSL_CONTEXT = "sslContext";

    private static final String CLIENT = "client";
    private static final String PROXY = "proxy";
    private static final String BEARER = "bearer";
    private static final String USER = "user";
    private static final String PASSWORD = "password";
    private static final String SECRET_HEADER = "secretHeader";
    private static final String SECRET = "secret";
    private static final String STATUS = "status";
    private static final String BODY = "body";
    private static final String SECRET_BODY = "secretBody";
    private static final String SECRET_FIELD = "secretField";
    private static final String FIELD_SECRET = "fieldSecret";
    private static final String REDIRECTS = "redirects";
    private static final String VERSION = "version";

    private HttpParameters() {}

    static ProbeParameter url() {
        return ProbeParameter.required(URL, Kind.TEXT, "where to ask: absolute, http or https, without user info");
    }

    /** Of everything that has {@link HttpSettings}. */
    static List<ProbeParameter> settings() {
        return List.of(
                ProbeParameter.optional("headers", Kind.MAP, "headers of the request that are no credentials"),
                ProbeParameter.optional(BEARER, Kind.SECRET, "what supplies the token of `Authorization: Bearer`"),
                ProbeParameter.optional(USER, Kind.TEXT, "the user of `Authorization: Basic`"),
                ProbeParameter.optional(PASSWORD, Kind.SECRET, "what supplies the password of that user"),
                ProbeParameter.optional(SECRET_HEADER, Kind.TEXT, "the name of a header whose value is a secret"),
                ProbeParameter.optional(SECRET, Kind.SECRET, "what supplies the value of that header"),
                ProbeParameter.optionalResource(CLIENT, HttpClient.class, "the client to ask by"),
                ProbeParameter.optionalResource(PROXY, ProxySelector.class, "what chooses the proxy"),
                ProbeParameter.optionalResource(SSL_CONTEXT, SSLContext.class, "what is trusted"));
    }

    /** Of a request whose answer is held against what is expected. */
    static List<ProbeParameter> request() {
        return plus(direct(), redirects());
    }

    /** Of one that follows no redirects. */
    static List<ProbeParameter> direct() {
        List<ProbeParameter> all = new ArrayList<>();
        all.add(url());
        all.add(ProbeParameter.optional(METHOD, Kind.TEXT, "the method of the request")
                .orElse("GET"));
        all.addAll(settings());
        all.addAll(way());
        all.addAll(expectations());
        all.addAll(JsonParameters.expectations());
        return all;
    }

    private static List<ProbeParameter> way() {
        return List.of(
                ProbeParameter.optional(BODY, Kind.TEXT, "the body of the request"),
                ProbeParameter.optional(
                        SECRET_BODY, Kind.SECRET, "what supplies the body, where it has a secret in it"),
                ProbeParameter.optional("contentType", Kind.TEXT, "the media type of the body")
                        .orElse("application/json"),
                ProbeParameter.optional("form", Kind.MAP, "fields of a form to send, that are no credentials"),
                ProbeParameter.optional(SECRET_FIELD, Kind.TEXT, "the name of a field whose value is a secret"),
                ProbeParameter.optional(FIELD_SECRET, Kind.SECRET, "what supplies the value of that field"),
                ProbeParameter.optional(VERSION, Kind.TEXT, "the version of HTTP to speak")
                        .oneOf("HTTP/1.1", "HTTP/2"),
                ProbeParameter.optional("maxBody", Kind.SIZE, "how much of a body is read")
                        .orElse("1MiB"));
    }

    private static List<ProbeParameter> redirects() {
        return List.of(
                ProbeParameter.optional(REDIRECTS, Kind.INTEGER, "how many redirects are followed")
                        .between(0, 20)
                        .orElse("0"),
                ProbeParameter.optional("redirectHosts", Kind.TEXTS, "to which other hosts redirects are followed"));
    }

    private static List<ProbeParameter> expectations() {
        return List.of(
                ProbeParameter.optional(STATUS, Kind.TEXT, "the statuses that will do, as in `200-299, 304`")
                        .orElse("200-299"),
                ProbeParameter.optional(
                        "refused", Kind.BOOLEAN, "whether status 401 or 403 is wanted and nothing else"),
                ProbeParameter.optional("contains", Kind.TEXTS, "texts that the body must have in it"),
                ProbeParameter.optional("without", Kind.TEXTS, "texts that the body must not have in it"),
                ProbeParameter.optional("matches", Kind.TEXT, "a regular expression that must be found in the body"),
                ProbeParameter.optional(
                        "withoutMatch", Kind.TEXT, "a regular expression that must not be found in the body"),
                ProbeParameter.optional("size", Kind.TEXT, "how large the body must be, as in `<= 100KiB`"),
                ProbeParameter.optional(
                        "answerHeaders", Kind.MAP, "headers that the answer must have, by their values"),
                ProbeParameter.optional("presentHeaders", Kind.TEXTS, "headers that the answer must have"),
                ProbeParameter.optional("absentHeaders", Kind.TEXTS, "headers that the answer must not have"),
                ProbeParameter.optional(
                        "securityHeaders", Kind.BOOLEAN, "whether the answer must have those that protect browsers"),
                ProbeParameter.optional(
                        "noServerVersion", Kind.BOOLEAN, "whether the answer must not tell a version of the server"));
    }

    static HttpProbe request(ProbeArguments arguments) {
        return redirects(direct(arguments), arguments);
    }

    static HttpProbe direct(ProbeArguments arguments) {
        HttpProbe probe = settings(HttpProbes.method(arguments.text(METHOD), arguments.text(URL)), arguments);
        probe = body(probe, arguments);
        probe = probe.maxBody(arguments.bytes("maxBody"));
        probe = arguments.flag("refused") ? probe.expectRefused() : probe.expectStatus(arguments.text(STATUS));
        probe = headers(probe, arguments);
        probe = JsonParameters.expecting(probe, arguments);
        for (String text : arguments.texts("contains")) {
            probe = probe.expectBody(text);
        }
        for (String text : arguments.texts("without")) {
            probe = probe.expectBodyWithout(text);
        }
        probe = arguments.has("matches") ? probe.expectBodyMatching(arguments.text("matches")) : probe;
        probe = arguments.has("withoutMatch") ? probe.expectBodyWithoutMatch(arguments.text("withoutMatch")) : probe;
        probe = arguments.has("size") ? probe.expectSize(arguments.text("size")) : probe;
        return arguments.has(VERSION) ? probe.expectVersion(version(arguments.text(VERSION))) : probe;
    }

    private static HttpProbe body(HttpProbe probe, ProbeArguments arguments) {
        HttpProbe sending = probe;
        for (Map.Entry<String, @Nullable Object> field : arguments.map("form").entrySet()) {
            sending = sending.formField(field.getKey(), String.valueOf(field.getValue()));
        }
        if (both(arguments, SECRET_FIELD, FIELD_SECRET)) {
            sending = sending.formField(arguments.text(SECRET_FIELD), arguments.secret(FIELD_SECRET));
        }
        if (!arguments.has(BODY) && !arguments.has(SECRET_BODY)) {
            return sending;
        }
        String type = arguments.text("contentType");
        if (arguments.has(SECRET_BODY)) {
            if (arguments.has(BODY)) {
                throw Texts.fault(SECRET_BODY, "beside " + BODY, "one of both");
            }
            return sending.body(type, arguments.secret(SECRET_BODY));
        }
        return sending.body(type, arguments.text(BODY));
    }

    private static HttpProbe headers(HttpProbe probe, ProbeArguments arguments) {
        HttpProbe expecting = probe;
        for (Map.Entry<String, @Nullable Object> header :
                arguments.map("answerHeaders").entrySet()) {
            expecting = expecting.expectHeader(header.getKey(), String.valueOf(header.getValue()));
        }
        for (String name : arguments.texts("presentHeaders")) {
            expecting = expecting.expectHeader(name);
        }
        for (String name : arguments.texts("absentHeaders")) {
            expecting = expecting.expectNoHeader(name);
        }
        expecting = arguments.flag("securityHeaders") ? expecting.expectSecurityHeaders() : expecting;
        return arguments.flag("noServerVersion") ? expecting.expectNoServerVersion() : expecting;
    }

    private static HttpClient.Version version(String text) {
        return text.equals("HTTP/2") ? HttpClient.Version.HTTP_2 : HttpClient.Version.HTTP_1_1;
    }

    private static HttpProbe redirects(HttpProbe probe, ProbeArguments arguments) {
        int redirects = (int) arguments.integer(REDIRECTS);
        List<String> hosts = arguments.texts("redirectHosts");
        if (redirects == 0) {
            if (!hosts.isEmpty()) {
                throw Texts.fault("redirectHosts", hosts, "none where no redirects are followed; see redirects");
            }
            return probe;
        }
        return probe.followRedirects(redirects, hosts.toArray(new String[0]));
    }

    static <P extends HttpSettings<P>> P settings(P probe, ProbeArguments arguments) {
        P set = probe;
        refuseTwoCredentials(arguments);
        for (Map.Entry<String, @Nullable Object> header :
                arguments.map("headers").entrySet()) {
            set = set.header(header.getKey(), String.valueOf(header.getValue()));
        }
        set = arguments.has(BEARER) ? set.bearer(arguments.secret(BEARER)) : set;
        if (both(arguments, USER, PASSWORD)) {
            set = set.basic(arguments.text(USER), arguments.secret(PASSWORD));
        }
        if (both(arguments, SECRET_HEADER, SECRET)) {
            set = set.header(arguments.text(SECRET_HEADER), arguments.secret(SECRET));
        }
        set = arguments.has(CLIENT) ? set.client(arguments.resource(CLIENT, HttpClient.class)) : set;
        set = arguments.has(PROXY) ? set.proxy(arguments.resource(PROXY, ProxySelector.class)) : set;
        return arguments.has(SSL_CONTEXT) ? set.sslContext(arguments.resource(SSL_CONTEXT, SSLContext.class)) : set;
    }

    /** Of two values of one header the last would be sent, and nobody told of the other. */
    private static void refuseTwoCredentials(ProbeArguments arguments) {
        List<String> found = new ArrayList<>();
        for (String name : List.of(BEARER, USER, SECRET_HEADER)) {
            if (arguments.has(name)
                    && (!name.equals(SECRET_HEADER) || arguments.text(name).equalsIgnoreCase("Authorization"))) {
                found.add(name);
            }
        }
        if (found.size() > 1) {
            throw Texts.fault(found.get(1), "beside " + found.get(0), "one value of the header Authorization");
        }
    }

    /** Whether both are there; neither is of use alone. */
    private static boolean both(ProbeArguments arguments, String one, String other) {
        if (arguments.has(one) != arguments.has(other)) {
            String missing = arguments.has(one) ? other : one;
            throw Texts.fault(missing, "missing", one + " and " + other + " together");
        }
        return arguments.has(one);
    }

    static List<ProbeParameter> plus(List<ProbeParameter> some, List<ProbeParameter> others) {
        List<ProbeParameter> all = new ArrayList<>(some);
        all.addAll(others);
        return List.copyOf(all);
    }
}
