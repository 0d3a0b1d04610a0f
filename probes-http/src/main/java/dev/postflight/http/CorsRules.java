package dev.postflight.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What browsers make of the answer to a preflight request (Fetch standard, "CORS-preflight fetch").
 *
 * @param method of the call that is asked for
 * @param headers of the call that is asked for
 * @param credentials whether the call is made with credentials
 */
record CorsRules(String method, List<String> headers, boolean credentials) {

    private static final String ALLOWED_ORIGIN = "Access-Control-Allow-Origin";
    private static final String ALLOWED_CREDENTIALS = "Access-Control-Allow-Credentials";
    private static final String ALLOWED_METHODS = "Access-Control-Allow-Methods";
    private static final String ALLOWED_HEADERS = "Access-Control-Allow-Headers";

    Request preflight(Request request, String origin) {
        Request asking =
                request.with(new Header("Origin", origin)).with(new Header("Access-Control-Request-Method", method));
        return headers.isEmpty()
                ? asking
                : asking.with(new Header(
                        "Access-Control-Request-Headers",
                        String.join(",", headers).toLowerCase(Locale.ROOT)));
    }

    /** Whether browsers make the call without asking first, so that only its own answer keeps scripts out. */
    boolean isMadeUnasked() {
        return headers.isEmpty() && (method.equals("GET") || method.equals("HEAD"));
    }

    Request call(Request request, String origin) {
        return request.by(method).with(new Header("Origin", origin));
    }

    /** What is wrong about the answer to the call of an origin that is to be refused; {@code null} for nothing. */
    @Nullable
    String faultOfCall(String origin, Answer answer) {
        int status = answer.status();
        if (status == 404 || status == 405 || status / 100 == 5) {
            return method + " has status " + status + " (expected: an answer to the call)";
        }
        String fault = fault(origin, false, answer);
        return fault == null ? null : method + ": " + fault;
    }

    /** What is wrong; {@code null} for nothing. */
    @Nullable
    String fault(String origin, boolean mayCall, Answer answer) {
        List<String> origins = answer.headers().allValues(ALLOWED_ORIGIN);
        boolean any = origins.contains("*");
        boolean withCredentials =
                answer.headers().allValues(ALLOWED_CREDENTIALS).contains("true");
        if (any && withCredentials) {
            return "any origin is allowed together with credentials";
        }
        if (origins.size() > 1) {
            return ExpectedHeader.sentence(ALLOWED_ORIGIN, origins, "one value");
        }
        return mayCall ? refusal(origin, any, withCredentials, answer) : leak(origin, any, withCredentials, answer);
    }

    private @Nullable String refusal(String origin, boolean any, boolean withCredentials, Answer answer) {
        if (answer.status() / 100 != 2) {
            return "status " + answer.status() + " (expected: 2xx)";
        }
        List<String> origins = answer.headers().allValues(ALLOWED_ORIGIN);
        if (!origins.contains(origin) && (!any || credentials)) {
            return ExpectedHeader.sentence(ALLOWED_ORIGIN, origins, Texts.quoted(origin));
        }
        if (credentials && !withCredentials) {
            List<String> seen = answer.headers().allValues(ALLOWED_CREDENTIALS);
            return ExpectedHeader.sentence(ALLOWED_CREDENTIALS, seen, "\"true\"");
        }
        List<String> methods = list(answer, ALLOWED_METHODS);
        if (!isSimple() && !methods.contains(method) && (credentials || !methods.contains("*"))) {
            return ExpectedHeader.sentence(ALLOWED_METHODS, answer.headers().allValues(ALLOWED_METHODS), method);
        }
        List<String> names = list(answer, ALLOWED_HEADERS);
        for (String name : headers) {
            // a star does not stand for Authorization
            boolean byStar = names.contains("*") && !credentials && !name.equalsIgnoreCase("authorization");
            if (!byStar && !containsIgnoringCase(names, name)) {
                return ExpectedHeader.sentence(ALLOWED_HEADERS, answer.headers().allValues(ALLOWED_HEADERS), name);
            }
        }
        return null;
    }

    private static @Nullable String leak(String origin, boolean any, boolean withCredentials, Answer answer) {
        if (answer.status() / 100 == 5) {
            return "status " + answer.status() + " (expected: a refusal, and no error)";
        }
        if (any) {
            return "any origin is allowed";
        }
        return answer.headers().allValues(ALLOWED_ORIGIN).contains(origin)
                ? "it is allowed" + (withCredentials ? ", with credentials" : "") + " (expected: refused)"
                : null;
    }

    /** Methods that need no permission once the origin has one. */
    private boolean isSimple() {
        return method.equals("GET") || method.equals("HEAD") || method.equals("POST");
    }

    private static List<String> list(Answer answer, String name) {
        List<String> all = new ArrayList<>();
        for (String value : answer.headers().allValues(name)) {
            for (String part : value.split(",", -1)) {
                all.add(part.strip());
            }
        }
        return all;
    }

    private static boolean containsIgnoringCase(List<String> names, String name) {
        for (String other : names) {
            if (other.equalsIgnoreCase(name)) {
                return true;
            }
        }
        return false;
    }
}
