package dev.postflight.verify.readiness;

import static java.util.Objects.requireNonNull;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import dev.postflight.api.Decision;
import dev.postflight.api.Verdict;
import dev.postflight.verify.engine.Verifier;
import java.io.IOException;
import java.io.OutputStream;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Whether an instance is ready for requests, over HTTP: the latest verdict of a verifier, from a handler for the JDK's
 * {@link com.sun.net.httpserver.HttpServer HttpServer}.
 *
 * <pre>{@code
 * server.createContext("/health/ready", Readiness.kubernetes(verifier));
 * server.createContext("/health", Readiness.springBoot(verifier).withDetails());
 * }</pre>
 *
 * <p>It goes by the {@linkplain Verdict#health() health} of the verdict, not by what is still missing for the end of the phase. The
 * status code is 200 for {@link Decision#GO} and 503 for everything else: for {@link Decision#HOLD}, for
 * {@link Decision#NO_GO}, before anything was run, and when what passed was not observed for longer than its cadence
 * allows.
 *
 * <ul>
 *   <li>A request runs no probe and waits for none. It is answered from {@link Verifier#latest()} and from bytes that are
 *       made once for a verdict.
 *   <li>Names of checks and what was found are shown only {@link #withDetails()}.
 *   <li>GET and HEAD are answered, other methods get 405. Nothing of a request comes back in an answer, and no answer may be
 *       stored.
 *   <li>A path below that of the context gets 404, so that nobody takes it for something else; only the root context
 *       answers for all paths, because whoever uses it chooses the handler by other means.
 *   <li>A body that comes with a request is not read, but for the little that the server skips to keep the connection. A
 *       client that goes away is not an error.
 * </ul>
 *
 * <p>This is not liveness: a process is not to be killed because a thing that it depends on is down. So there is no such
 * handler here.
 *
 * <p>Immutable; the threads that call it are those of the server. A server without an executor has one thread for all, which
 * any slow client holds up.
 *
 * @since 0.1
 */
public final class Readiness implements HttpHandler {

    private static final int OK = 200;
    private static final int NOT_FOUND = 404;
    private static final int METHOD_NOT_ALLOWED = 405;
    private static final int UNAVAILABLE = 503;
    private static final int NO_BODY = -1;
    private static final String HEAD = "HEAD";

    private final Supplier<Verdict> latest;
    private final Shape shape;
    private final Map<Decision, byte[]> brief = new EnumMap<>(Decision.class);
    private final boolean details;
    private volatile @Nullable Detailed detailed;

    /** For tests: verdicts of any kind. */
    Readiness(Supplier<Verdict> latest, Shape shape, boolean details) {
        this.latest = latest;
        this.shape = shape;
        this.details = details;
        for (Decision decision : Decision.values()) {
            brief.put(decision, shape.brief(decision));
        }
    }

    /**
     * For probes of Kubernetes and for load balancers: a status code and a short text, which is {@code GO}, {@code HOLD} or
     * {@code NO_GO}; with details also the score and the reasons.
     *
     * @param verifier whose latest verdict is told
     * @return a handler without details
     */
    public static Readiness kubernetes(Verifier verifier) {
        return of(verifier, Shape.KUBERNETES);
    }

    /**
     * JSON in the shape of Spring Boot's health endpoint. The status is {@code UP} for GO, {@code OUT_OF_SERVICE} for HOLD
     * and {@code DOWN} for NO_GO. With details the components are the verdict itself and each check, which is {@code UP}
     * when it passed, {@code DOWN} when it failed and else {@code UNKNOWN}.
     *
     * @param verifier whose latest verdict is told
     * @return a handler without details
     */
    public static Readiness springBoot(Verifier verifier) {
        return of(verifier, Shape.SPRING_BOOT);
    }

    /**
     * JSON in the shape of MicroProfile Health 4.0. The status is {@code UP} for GO and else {@code DOWN}. With details the
     * checks are the verdict itself and each check, which is {@code UP} when it passed and else {@code DOWN}.
     *
     * @param verifier whose latest verdict is told
     * @return a handler without details
     */
    public static Readiness microProfile(Verifier verifier) {
        return of(verifier, Shape.MICRO_PROFILE);
    }

    /**
     * Tells everybody who asks what was found: names of checks and components, what was wanted, what was seen and causes.
     * Secrets are redacted before they come here, but names and causes say much about an application: use it where only
     * those come who may know. Of more than a thousand checks a thousand are told, those first that did not pass.
     *
     * @return such a handler; this one stays as it is
     */
    public Readiness withDetails() {
        return new Readiness(latest, shape, true);
    }

    private static Readiness of(Verifier verifier, Shape shape) {
        requireNonNull(verifier, "verifier: null (expected: a verifier)");
        return new Readiness(verifier::latest, shape, false);
    }

    /**
     * Answers a request. Called by the server, from any of its threads.
     *
     * @param exchange the request, and what its answer is written to; closed afterwards
     */
    @Override
    public void handle(HttpExchange exchange) {
        try (exchange) {
            answer(exchange);
        } catch (IOException ignored) {
            // the client has gone away, and nobody else wants to know
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        String method = exchange.getRequestMethod();
        Headers headers = exchange.getResponseHeaders();
        headers.set("Cache-Control", "no-store");
        if (!isHere(exchange)) {
            exchange.sendResponseHeaders(NOT_FOUND, NO_BODY);
        } else if (!method.equals("GET") && !method.equals(HEAD)) {
            headers.set("Allow", "GET, HEAD");
            exchange.sendResponseHeaders(METHOD_NOT_ALLOWED, NO_BODY);
        } else {
            Verdict verdict = latest.get();
            byte[] body = details ? detailed(verdict) : brief(verdict);
            int status = verdict.health() == Decision.GO ? OK : UNAVAILABLE;
            headers.set("Content-Type", shape.contentType());
            headers.set("X-Content-Type-Options", "nosniff");
            if (method.equals(HEAD)) {
                headers.set("Content-Length", Integer.toString(body.length));
                exchange.sendResponseHeaders(status, NO_BODY);
            } else {
                exchange.sendResponseHeaders(status, body.length);
                write(exchange, body);
            }
        }
    }

    /** Sends the answer before what is left of the request is skipped, for which a slow client may take its time. */
    private static void write(HttpExchange exchange, byte[] body) throws IOException {
        OutputStream out = exchange.getResponseBody();
        out.write(body);
        out.flush();
    }

    private static boolean isHere(HttpExchange exchange) {
        String context = exchange.getHttpContext().getPath();
        return context.equals("/") || context.equals(exchange.getRequestURI().getPath());
    }

    private byte[] brief(Verdict verdict) {
        return requireNonNull(brief.get(verdict.health()));
    }

    private byte[] detailed(Verdict verdict) {
        Detailed last = detailed;
        return last != null && last.isOf(verdict) ? last.body : render(verdict);
    }

    /** One at a time, so that many who ask at once for a new verdict cost no more than one. */
    private synchronized byte[] render(Verdict verdict) {
        Detailed last = detailed;
        if (last == null || !last.isOf(verdict)) {
            last = new Detailed(verdict, shape.detailed(verdict));
            detailed = last;
        }
        return last.body;
    }

    /** A verdict and how it is told. */
    private static final class Detailed {

        final Verdict verdict;
        final byte[] body;

        Detailed(Verdict verdict, byte[] body) {
            this.verdict = verdict;
            this.body = body;
        }

        @SuppressWarnings("ReferenceEquality") // to compare all findings could take longer than to tell them again
        boolean isOf(Verdict other) {
            return verdict == other;
        }
    }
}
