package dev.postflight.http;

import dev.postflight.api.Measurement;
import dev.postflight.api.Probe;
import dev.postflight.api.ProbeResult;
import dev.postflight.api.Unit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Sends one request as several identities, one after another, and expects of each answer what is due to its identity: that
 * nobody gets in who must not, and everybody who may.
 *
 * <pre>{@code
 * HttpProbes.identities(HttpProbes.get("https://shop.example.org/stores/7/orders"))
 *     .identity("nobody", HttpProbe::expectRefused)
 *     .identity("manager of store 8", probe -> probe.bearer(manager8).expectStatus(403))
 *     .identity("manager of store 7", probe -> probe.bearer(manager7).expectStatus(200));
 * }</pre>
 *
 * <p>Let one of them be let in: a server that refuses everybody is no proof. It is up when all answers are as expected; down
 * when one is not; silent when one does not come and no other is wrong. Measured is {@code failed}, the number of identities
 * whose answer was not as expected. All share the timeout.
 *
 * <p>Immutable; may be used by many threads at once.
 *
 * @since 0.1
 */
public final class IdentitiesProbe implements Probe {

    private static final int MOST = 100;
    private static final String FAILED = "failed";

    private record Identity(String name, HttpProbe probe) {}

    private final HttpProbe request;
    private final List<Identity> identities;

    private IdentitiesProbe(HttpProbe request, List<Identity> identities) {
        this.request = request;
        this.identities = identities;
    }

    static IdentitiesProbe of(HttpProbe request) {
        if (request == null) {
            throw Texts.fault("request", null, "a request");
        }
        return new IdentitiesProbe(request, List.of());
    }

    /**
     * Adds an identity.
     *
     * @param name for people; each once
     * @param as gives the request its credentials, and says what is expected of the answer
     * @return the new probe
     * @throws IllegalArgumentException if the name is blank or taken, or there is nothing that makes its request
     */
    public IdentitiesProbe identity(String name, UnaryOperator<HttpProbe> as) {
        if (name == null || name.isBlank()) {
            throw Texts.fault("name", Texts.quoted(name), "the name of an identity");
        }
        for (Identity other : identities) {
            if (other.name.equals(name)) {
                throw Texts.fault("name", Texts.quoted(name) + " twice", "each identity once");
            }
        }
        if (identities.size() >= MOST) {
            throw Texts.fault("identities", "more than " + MOST, "at most " + MOST);
        }
        HttpProbe probe = as == null ? null : as.apply(request);
        if (probe == null) {
            throw Texts.fault("identity " + Texts.quoted(name), null, "a probe");
        }
        return new IdentitiesProbe(request, Expectations.plus(identities, new Identity(name, probe)));
    }

    /**
     * Asks as each identity.
     *
     * @param timeout the time for all of them; positive
     * @return whether each got what is due to it
     * @throws IllegalArgumentException if the timeout is not positive
     * @throws InterruptedException if the thread is interrupted
     */
    @Override
    public ProbeResult run(Duration timeout) throws InterruptedException {
        Exchange exchange = new Exchange(timeout);
        List<String> wrong = new ArrayList<>();
        List<String> silent = new ArrayList<>();
        for (Identity identity : identities) {
            ProbeResult result = identity.probe.run(exchange);
            if (result instanceof ProbeResult.Down down) {
                wrong.add("as " + identity.name + ": " + down.reason());
            } else if (result instanceof ProbeResult.Silent none) {
                silent.add("as " + identity.name + ": " + none.cause());
            }
        }
        if (identities.isEmpty()) {
            return ProbeResult.silent(this + ": nobody to ask as; identity(…) adds one");
        }
        if (wrong.isEmpty() && !silent.isEmpty()) {
            return ProbeResult.silent(String.join(";\n", silent));
        }
        Measurement failed = Measurement.of(FAILED, wrong.size() + silent.size(), Unit.COUNT);
        if (wrong.isEmpty()) {
            return ProbeResult.up(failed);
        }
        wrong.addAll(silent);
        return ProbeResult.down(String.join(";\n", wrong), failed);
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
     * What is due to each identity.
     *
     * @return for example {@code nobody: status 401 or 403; owner: status 200}
     */
    @Override
    public String wanted() {
        List<String> all = new ArrayList<>();
        for (Identity identity : identities) {
            all.add(identity.name + ": " + identity.probe.wanted());
        }
        return all.isEmpty() ? "an identity" : String.join("; ", all);
    }

    @Override
    public String toString() {
        return request + " as " + identities.size() + (identities.size() == 1 ? " identity" : " identities");
    }
}
