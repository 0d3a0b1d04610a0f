package dev.postflight.http;

import dev.postflight.api.Measurement;
import dev.postflight.api.Probe;
import dev.postflight.api.ProbeResult;
import dev.postflight.api.Unit;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Asks, by the preflight request of browsers, whether scripts of other origins may call a URL: those that may must be allowed,
 * those that may not must not, and any origin together with credentials never.
 *
 * <pre>{@code
 * HttpProbes.cors("https://api.example.org/orders")
 *     .allows("https://app.example.org")
 *     .refuses("https://app.example.org.evil.example")
 *     .method("PUT")
 *     .requestHeaders("content-type");
 * }</pre>
 *
 * <p>It is up when all answers are as expected; down when one is not, an error instead of a refusal included; silent when one
 * does not come and no other is wrong. Measured is {@code failed}, the number of origins whose answer was not as expected. All
 * share the timeout. Redirects are not followed, as browsers do not follow those of a preflight.
 *
 * <p>GET and HEAD without headers of their own are made by browsers without asking first. For an origin that is to be refused
 * the call itself is made then as well, and what its answer allows counts.
 *
 * <p>Immutable; may be used by many threads at once.
 *
 * @since 0.1
 */
public final class CorsProbe extends HttpSettings<CorsProbe> implements Probe {

    private static final int MOST = 50;
    private static final String FAILED = "failed";

    private final List<String> allowed;
    private final List<String> refused;
    private final CorsRules rules;

    private CorsProbe(Request request, List<String> allowed, List<String> refused, CorsRules rules) {
        super(request);
        this.allowed = allowed;
        this.refused = refused;
        this.rules = rules;
    }

    static CorsProbe of(Target target) {
        return new CorsProbe(
                Request.of("OPTIONS", target), List.of(), List.of(), new CorsRules("GET", List.of(), false));
    }

    /**
     * An origin whose scripts may call.
     *
     * @param origin scheme, host and port, if it is not the usual one: {@code https://app.example.org}
     * @return the new probe
     * @throws IllegalArgumentException if it is no origin, or there already
     */
    public CorsProbe allows(String origin) {
        return new CorsProbe(request(), Expectations.plus(allowed, checked(origin)), refused, rules);
    }

    /**
     * An origin whose scripts may not call.
     *
     * @param origin scheme, host and port, if it is not the usual one; or {@code null} as a text, which is the origin of local
     *     files and sandboxes
     * @return the new probe
     * @throws IllegalArgumentException if it is no origin, or there already
     */
    public CorsProbe refuses(String origin) {
        return new CorsProbe(request(), allowed, Expectations.plus(refused, checked(origin)), rules);
    }

    /**
     * The method of the call that scripts want to make.
     *
     * @param method its name; GET by default
     * @return the new probe
     * @throws IllegalArgumentException if the JDK's client cannot send it
     */
    public CorsProbe method(String method) {
        String known = Request.of(method, request().target()).method();
        return new CorsProbe(request(), allowed, refused, new CorsRules(known, rules.headers(), rules.credentials()));
    }

    /**
     * The headers of the call that scripts want to make.
     *
     * @param names their names
     * @return the new probe
     * @throws IllegalArgumentException if one is no name of a header
     */
    public CorsProbe requestHeaders(String... names) {
        List<String> all = new ArrayList<>();
        for (String name : names) {
            Header.checkName(name);
            all.add(name);
        }
        return new CorsProbe(
                request(), allowed, refused, new CorsRules(rules.method(), List.copyOf(all), rules.credentials()));
    }

    /**
     * That the call is made with cookies or other credentials, which an answer must allow expressly.
     *
     * @return the new probe
     */
    public CorsProbe withCredentials() {
        return new CorsProbe(request(), allowed, refused, new CorsRules(rules.method(), rules.headers(), true));
    }

    private String checked(@Nullable String origin) {
        String rule = "an origin such as https://app.example.org, each once";
        if (origin == null || allowed.contains(origin) || refused.contains(origin) || !isOrigin(origin)) {
            throw Texts.fault("origin", Texts.quoted(origin == null ? null : Texts.cut(origin)), rule);
        }
        if (allowed.size() + refused.size() >= MOST) {
            throw Texts.fault("origins", "more than " + MOST, "at most " + MOST);
        }
        return origin;
    }

    private static boolean isOrigin(String origin) {
        if (origin.equals("null")) {
            return true;
        }
        try {
            URI uri = URI.create(origin);
            return uri.getScheme() != null
                    && uri.getHost() != null
                    && uri.getUserInfo() == null
                    && origin.equals(uri.getScheme() + "://" + uri.getRawAuthority());
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /**
     * Asks for each origin.
     *
     * @param timeout the time for all of them; positive
     * @return whether each may do what it may do, and no more
     * @throws IllegalArgumentException if the timeout is not positive
     * @throws InterruptedException if the thread is interrupted
     */
    @Override
    public ProbeResult run(Duration timeout) throws InterruptedException {
        Exchange exchange = new Exchange(timeout);
        List<String> wrong = new ArrayList<>();
        List<String> silent = new ArrayList<>();
        for (String origin : allowed) {
            ask(origin, true, exchange, wrong, silent);
        }
        for (String origin : refused) {
            ask(origin, false, exchange, wrong, silent);
        }
        if (allowed.isEmpty() && refused.isEmpty()) {
            return ProbeResult.silent(this + ": no origin to ask for; allows(…) and refuses(…) add one");
        }
        if (wrong.isEmpty() && !silent.isEmpty()) {
            return ProbeResult.silent(this + ": " + String.join("; ", silent));
        }
        Measurement failed = Measurement.of(FAILED, wrong.size() + silent.size(), Unit.COUNT);
        wrong.addAll(silent);
        return wrong.isEmpty()
                ? ProbeResult.up(failed)
                : ProbeResult.down(this + ": " + String.join("; ", wrong), failed);
    }

    private void ask(String origin, boolean mayCall, Exchange exchange, List<String> wrong, List<String> silent)
            throws InterruptedException {
        Secrets secrets = new Secrets(request().headers());
        try {
            Answer answer = rules.preflight(request(), origin)
                    .ask(exchange, secrets, HttpProbe.DEFAULT_MAX_BODY)
                    .answer();
            String fault = rules.fault(origin, mayCall, answer);
            if (fault == null && !mayCall && rules.isMadeUnasked()) {
                Answer called = rules.call(request(), origin)
                        .ask(exchange, secrets, HttpProbe.DEFAULT_MAX_BODY)
                        .answer();
                fault = rules.faultOfCall(origin, called);
            }
            if (fault != null) {
                wrong.add("origin " + origin + ": " + secrets.hidden(fault));
            }
        } catch (NoAnswerException e) {
            silent.add("origin " + origin + ": " + secrets.hidden(String.valueOf(e.getMessage())));
        }
    }

    /**
     * What the answers are measured by.
     *
     * @return {@code failed}
     */
    @Override
    public Map<String, Unit> metrics() {
        return Map.of(FAILED, Unit.COUNT);
    }

    /**
     * Which origins may call.
     *
     * @return for example {@code PUT allowed for https://app.example.org, refused for null}
     */
    @Override
    public String wanted() {
        String first = allowed.isEmpty() ? "" : " allowed for " + String.join(" and ", allowed);
        String second = refused.isEmpty() ? "" : " refused for " + String.join(" and ", refused);
        return rules.method() + first + (first.isEmpty() || second.isEmpty() ? "" : ",") + second;
    }

    @Override
    CorsProbe with(Request changed) {
        return new CorsProbe(changed, allowed, refused, rules);
    }
}
