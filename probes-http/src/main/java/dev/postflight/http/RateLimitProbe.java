package dev.postflight.http;

import dev.postflight.api.Measurement;
import dev.postflight.api.Probe;
import dev.postflight.api.ProbeResult;
import dev.postflight.api.Ticker;
import dev.postflight.api.Unit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Sends one request again and again until it is refused with 429 Too Many Requests, to see that there is a limit, and where.
 *
 * <ul>
 *   <li>It is up when the first 429 comes after as many requests as {@link #expectLimit} allows; down when it comes too early or
 *       not at all, or when another answer is not what is expected of the request.
 *   <li>It is silent when an answer does not come, when the timeout ends before the limit is reached, or when
 *       the requests took longer than the {@linkplain #per window} of the limit: then it is not known.
 *   <li>Measured are {@code allowed} (how many requests were let through) and {@code retry_after} (seconds, when the refusal says
 *       so as a number).
 *   <li>Redirects are not followed, so that no other host is burdened.
 * </ul>
 *
 * <p>All requests share the timeout of the check: it must suffice for one more than the limit, one after another.
 *
 * <p>It uses up what the server allows the address that it asks from: run it rarely, less often than the window, and where
 * nobody else shares the address.
 *
 * <p>Immutable; may be used by many threads at once, which makes little sense.
 *
 * @since 0.1
 */
public final class RateLimitProbe implements Probe {

    private static final int MOST = 1_000;
    private static final int TOO_MANY = 429;
    private static final String ALLOWED = "allowed";
    private static final String RETRY_AFTER = "retry_after";

    private final HttpProbe request;
    private final int least;
    private final int most;
    private final Duration window;

    private RateLimitProbe(HttpProbe request, int least, int most, Duration window) {
        this.request = request;
        this.least = least;
        this.most = most;
        this.window = window;
    }

    static RateLimitProbe of(HttpProbe request, String... allowedHosts) {
        if (request == null) {
            throw Texts.fault("request", null, "a request");
        }
        List<String> hosts = allowedHosts == null ? List.of() : Redirects.hosts(allowedHosts);
        String host = request.request().target().uri().getHost().toLowerCase(Locale.ROOT);
        if (!hosts.contains(host)) {
            throw Texts.fault(
                    "allowedHosts",
                    hosts.isEmpty() ? "none" : String.join(", ", hosts),
                    host + " among them, as requests are sent until they are refused");
        }
        if (request.request().client().follows()) {
            throw Texts.fault("client", "one that follows redirects", "one that burdens no other host");
        }
        Request once = request.request().with(Redirects.NONE);
        return new RateLimitProbe(request.with(once), 1, MOST - 1, Duration.ofMinutes(1));
    }

    /**
     * How many requests are let through before the first refusal. A limit whose budget grows while it is asked lets a few more
     * through than it says.
     *
     * @param least at least so many, 1 or more; 1 by default
     * @param most at most so many, up to 999; 999 by default. One more is sent than this
     * @return the new probe
     * @throws IllegalArgumentException if it is no such range
     */
    public RateLimitProbe expectLimit(int least, int most) {
        if (least < 1 || most >= MOST || least > most) {
            throw Texts.fault("limit", least + " to " + most, "a range from 1 to " + (MOST - 1) + " requests");
        }
        return new RateLimitProbe(request, least, most, window);
    }

    /**
     * The time that the limit is for. It does not make the probe wait.
     *
     * @param window positive; one minute by default
     * @return the new probe
     * @throws IllegalArgumentException if it is not positive
     */
    public RateLimitProbe per(Duration window) {
        if (window == null || window.isNegative() || window.isZero()) {
            throw Texts.fault("window", window, "a positive duration");
        }
        return new RateLimitProbe(request, least, most, window);
    }

    /**
     * Asks until it is refused, or one time more than is allowed.
     *
     * @param timeout the time for all requests; positive
     * @return whether there is a limit where one is due
     * @throws IllegalArgumentException if the timeout is not positive
     * @throws InterruptedException if the thread is interrupted
     */
    @Override
    public ProbeResult run(Duration timeout) throws InterruptedException {
        Exchange exchange = new Exchange(timeout);
        long start = Ticker.system().nanos();
        for (int allowed = 0; allowed <= most; allowed++) {
            if (allowed > 0 && exchange.isOver()) {
                return tooLate(allowed, exchange);
            }
            Secrets secrets = new Secrets(request.request().headers());
            Reply reply;
            try {
                reply = request.ask(exchange, secrets);
            } catch (NoAnswerException e) {
                if (allowed > 0 && exchange.isOver()) {
                    return tooLate(allowed, exchange);
                }
                return ProbeResult.silent(
                        this + ": request " + (allowed + 1) + ": " + secrets.hidden(String.valueOf(e.getMessage())));
            }
            if (reply.answer().status() == TOO_MANY) {
                return refused(allowed, reply.answer(), Ticker.system().secondsSince(start));
            }
            ProbeResult result = request.judge(secrets, reply, exchange);
            if (result instanceof ProbeResult.Down down) {
                return ProbeResult.down("request " + (allowed + 1) + ": " + down.reason(), allowed(allowed));
            }
            if (result instanceof ProbeResult.Silent silent) {
                return ProbeResult.silent("request " + (allowed + 1) + ": " + silent.cause());
            }
        }
        double seconds = Ticker.system().secondsSince(start);
        String none = this + ": no status 429 in " + requests(most + 1);
        return isTooSlow(seconds)
                ? ProbeResult.silent(none + tooSlow(seconds))
                : ProbeResult.down(none + " (expected: after " + least + " to " + most + ")", allowed(most + 1));
    }

    private ProbeResult tooLate(int allowed, Exchange exchange) {
        return ProbeResult.silent(this + ": only " + requests(allowed) + " within " + Texts.duration(exchange.timeout())
                + ", and no status 429 until then (expected: up to " + (most + 1)
                + "; give the check a longer timeout)");
    }

    private boolean isTooSlow(double seconds) {
        return seconds > window.toNanos() / 1e9;
    }

    private String tooSlow(double seconds) {
        return ", but they took " + Unit.SECONDS.format(seconds) + " (expected: within " + Texts.duration(window) + ")";
    }

    private ProbeResult refused(int allowed, Answer answer, double seconds) {
        if (allowed >= least && isTooSlow(seconds)) {
            // some were let through by a window that had begun anew
            return ProbeResult.silent(this + ": status 429 after " + requests(allowed) + tooSlow(seconds));
        }
        List<Measurement> measurements = new ArrayList<>();
        measurements.add(allowed(allowed));
        String wait = answer.headers().firstValue("Retry-After").orElse("");
        if (wait.matches("[0-9]{1,9}")) {
            measurements.add(Measurement.of(RETRY_AFTER, Integer.parseInt(wait), Unit.SECONDS));
        }
        return allowed >= least
                ? new ProbeResult.Up(measurements)
                : new ProbeResult.Down(
                        this + ": status 429 after " + requests(allowed) + " (expected: after " + least + " to " + most
                                + ")",
                        measurements);
    }

    private static Measurement allowed(int number) {
        return Measurement.of(ALLOWED, number, Unit.COUNT);
    }

    private static String requests(int number) {
        return number == 1 ? "1 request" : number + " requests";
    }

    /**
     * What the limit is measured by.
     *
     * @return {@code allowed} and {@code retry_after}
     */
    @Override
    public Map<String, Unit> metrics() {
        return Map.of(ALLOWED, Unit.COUNT, RETRY_AFTER, Unit.SECONDS);
    }

    /**
     * Where a limit is due.
     *
     * @return for example {@code status 429 after 110 to 120 requests}
     */
    @Override
    public String wanted() {
        return "status 429 after " + least + " to " + most + " requests";
    }

    @Override
    public String toString() {
        return request.toString();
    }
}
