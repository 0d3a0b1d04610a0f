package dev.postflight.http;

import dev.postflight.api.Measurement;
import dev.postflight.api.Probe;
import dev.postflight.api.ProbeResult;
import dev.postflight.api.Ticker;
import dev.postflight.api.Unit;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Reads the health endpoint of an application, as a whole or component by component. Every method that takes a setting returns a
 * new endpoint and leaves this one as it is.
 *
 * <pre>{@code
 * HealthEndpoint health = HealthEndpoint.spring("http://localhost:8080/actuator/health");
 * phase.check(Check.of("application", health))
 *     .check(Check.of("database", health.component("db")).critical())
 *     .check(Check.of("queue", health.component("rabbit")));
 * }</pre>
 *
 * <ul>
 *   <li>The whole is up when the endpoint says so, by its status as well as in its body, and every component that it shows is
 *       up. Else it is down, and each component that is not up is named, with what it says. Measured are {@code components}
 *       and {@code components_down} and the {@code latency}.
 *   <li>Only {@code UP} is up (with Dropwizard {@code healthy}); {@code UNKNOWN} and statuses of the application's own are not,
 *       unless {@link #alsoUp} says so: what aggregates them there may let them through.
 *   <li>An endpoint that shows an empty list of components and says that it is up has verified nothing, which is silence unless
 *       {@link #allowEmpty} says otherwise. One that shows no list keeps its components to itself, and is believed.
 *   <li>A component that is not there is silence. Of a name that is there twice, all must be up.
 *   <li>Components share one request: an answer is for all who ask while it is under way or within a second after its request
 *       was sent, see {@link #sharedFor}, and for nobody who asks later.
 * </ul>
 *
 * <p>An endpoint and its components may be used by many threads at once.
 *
 * @since 0.1
 */
public final class HealthEndpoint implements Probe {

    private static final Duration SHARED = Duration.ofSeconds(1);
    private static final Duration LONGEST_SHARED = Duration.ofMinutes(1);
    private static final int NOT_IMPLEMENTED = 501;
    private static final String COMPONENTS = "components";
    private static final String COMPONENTS_DOWN = "components_down";
    private static final String LATENCY = "latency";

    private final MonitorServer server;
    private final @Nullable HealthEndpointFormat format;
    private final Set<String> upward;
    private final boolean mayBeEmpty;
    private final Duration sharedFor;
    private final MonitorShared<HealthEndpointReport> answers;

    private HealthEndpoint(
            MonitorServer server,
            @Nullable HealthEndpointFormat format,
            Set<String> upward,
            boolean mayBeEmpty,
            Duration sharedFor) {
        this.server = server;
        this.format = format;
        this.upward = upward;
        this.mayBeEmpty = mayBeEmpty;
        this.sharedFor = sharedFor;
        this.answers = new MonitorShared<>(this::ask, Ticker.system(), sharedFor);
    }

    private static HealthEndpoint of(MonitorServer server, @Nullable HealthEndpointFormat format) {
        return new HealthEndpoint(MonitorServer.given(server), format, Set.of("UP"), false, SHARED);
    }

    /**
     * An endpoint of one of the kinds below; which one, shows in its answer.
     *
     * @param server the URL of the endpoint itself
     * @return the endpoint
     */
    public static HealthEndpoint of(MonitorServer server) {
        return of(server, null);
    }

    /**
     * An endpoint of one of the kinds below; which one, shows in its answer.
     *
     * @param url the URL of the endpoint itself
     * @return the endpoint
     * @throws IllegalArgumentException if it is no URL
     */
    public static HealthEndpoint of(String url) {
        return of(MonitorServer.of(url));
    }

    /**
     * An endpoint of Spring Boot Actuator, or a group or component of one.
     *
     * @param url such as {@code http://localhost:8080/actuator/health}
     * @return the endpoint
     * @throws IllegalArgumentException if it is no URL
     */
    public static HealthEndpoint spring(String url) {
        return spring(MonitorServer.of(url));
    }

    /**
     * An endpoint of Spring Boot Actuator, or a group or component of one.
     *
     * @param server the URL of the endpoint itself, and credentials without which it may hide its components
     * @return the endpoint
     */
    public static HealthEndpoint spring(MonitorServer server) {
        return of(server, HealthEndpointFormat.SPRING);
    }

    /**
     * An endpoint of MicroProfile Health, as Quarkus, WildFly, Open Liberty and others have it.
     *
     * @param url such as {@code http://localhost:8080/q/health}
     * @return the endpoint
     * @throws IllegalArgumentException if it is no URL
     */
    public static HealthEndpoint microProfile(String url) {
        return microProfile(MonitorServer.of(url));
    }

    /**
     * An endpoint of MicroProfile Health, as Quarkus, WildFly, Open Liberty and others have it.
     *
     * @param server the URL of the endpoint itself
     * @return the endpoint
     */
    public static HealthEndpoint microProfile(MonitorServer server) {
        return of(server, HealthEndpointFormat.MICROPROFILE);
    }

    /**
     * An endpoint of Dropwizard: the health checks of the admin port, or of dropwizard-health, which shows its components when it
     * is asked for {@code ?name=all}.
     *
     * @param url such as {@code http://localhost:8081/healthcheck}
     * @return the endpoint
     * @throws IllegalArgumentException if it is no URL
     */
    public static HealthEndpoint dropwizard(String url) {
        return dropwizard(MonitorServer.of(url));
    }

    /**
     * An endpoint of Dropwizard: the health checks of the admin port, or of dropwizard-health, which shows its components when it
     * is asked for {@code ?name=all}.
     *
     * @param server the URL of the endpoint itself
     * @return the endpoint
     */
    public static HealthEndpoint dropwizard(MonitorServer server) {
        return of(server, HealthEndpointFormat.DROPWIZARD);
    }

    /**
     * Statuses that are to count as up, beside {@code UP} and those of earlier calls. It has no meaning for Dropwizard.
     *
     * @param statuses one or more, exactly as they are written: {@code UNKNOWN}
     * @return the new endpoint
     * @throws IllegalArgumentException if there is none, or one is blank or {@code DOWN}
     */
    public HealthEndpoint alsoUp(String... statuses) {
        if (statuses == null || statuses.length == 0) {
            throw Texts.fault("alsoUp", statuses == null ? null : "none", "one or more statuses");
        }
        Set<String> more = new TreeSet<>(upward);
        for (String status : statuses) {
            if (status == null || status.isBlank() || status.equalsIgnoreCase("DOWN")) {
                throw Texts.fault("alsoUp", Texts.quoted(status), "a status other than DOWN");
            }
            more.add(status);
        }
        return new HealthEndpoint(server, format, Collections.unmodifiableSet(more), mayBeEmpty, sharedFor);
    }

    /**
     * Believes an endpoint that says that it is up and shows that it has no components.
     *
     * @return the new endpoint
     */
    public HealthEndpoint allowEmpty() {
        return new HealthEndpoint(server, format, upward, true, sharedFor);
    }

    /**
     * How long after its request was sent an answer is still for those who ask; a second by default.
     *
     * @param time up to a minute; zero for an answer to each who does not ask while another's is under way
     * @return the new endpoint
     * @throws IllegalArgumentException if it is negative or longer
     */
    public HealthEndpoint sharedFor(Duration time) {
        if (time == null || time.isNegative() || time.compareTo(LONGEST_SHARED) > 0) {
            throw Texts.fault("sharedFor", time, "0 to 60 s");
        }
        return new HealthEndpoint(server, format, upward, mayBeEmpty, time);
    }

    /**
     * A probe of one component. It is up when the component and all that it is made of are up, and measures the
     * {@code latency} of the endpoint; with Dropwizard, also the {@code duration} of the check.
     *
     * @param name as the endpoint has it, in upper and lower case; for a part of a component, both with a slash between:
     *     {@code db/replica}
     * @return the probe; it shares requests with this one and its other components
     * @throws IllegalArgumentException if the name is blank
     */
    public Probe component(String name) {
        if (name == null || name.isBlank()) {
            throw Texts.fault("component", Texts.quoted(name), "the name of a component");
        }
        return new HealthEndpointPart(this, name);
    }

    /**
     * Asks which components there are now, so that each can be given a check.
     *
     * @param timeout the time for the answer; positive
     * @return their names, each once and without those of their parts; empty when the endpoint has or shows none
     * @throws IOException if there is no answer that can be understood
     * @throws InterruptedException if the thread is interrupted
     */
    public List<String> components(Duration timeout) throws IOException, InterruptedException {
        try {
            return report(timeout).names();
        } catch (MonitorException e) {
            throw new IOException(ProbeResult.silent(this + ": " + e.text()).cause(), e);
        }
    }

    /**
     * Asks, and waits for the whole answer, or for the one that is under way.
     *
     * @param timeout the time for everything; positive
     * @return what the endpoint says of the whole
     * @throws IllegalArgumentException if the timeout is not positive
     * @throws InterruptedException if the thread is interrupted
     */
    @Override
    public ProbeResult run(Duration timeout) throws InterruptedException {
        try {
            HealthEndpointReport report = report(timeout);
            List<String> faults = report.faults();
            // Dropwizard says so when it has nothing to check, also where names were asked for
            boolean hidden = report.hidden() && !server.asksFor("name");
            boolean nothing = !hidden && report.components().isEmpty() && report.up();
            boolean ok = report.answer().status() / 100 == 2
                    || nothing && report.answer().status() == NOT_IMPLEMENTED;
            if (ok && nothing && !mayBeEmpty) {
                return ProbeResult.silent(this + ": " + report.status() + ", and it has no components: nothing was"
                        + " verified (allowEmpty() believes it)");
            }
            if (ok && report.up() && faults.isEmpty()) {
                return new ProbeResult.Up(measurements(report));
            }
            String status = Texts.cut(report.status())
                    + (ok ? "" : " (status " + report.answer().status() + ")");
            String why = faults.isEmpty() ? unnamed(report) : HealthEndpointReport.shown(faults, "; ");
            status += faults.isEmpty() ? "" : report.up() ? ", but " : ": ";
            return new ProbeResult.Down(report.answer().hidden(this + ": " + status + why), measurements(report));
        } catch (MonitorException e) {
            return ProbeResult.silent(this + ": " + e.text());
        }
    }

    /** Why it is down when no component says so. */
    private String unnamed(HealthEndpointReport report) {
        String expected = report.up() || report.format() == HealthEndpointFormat.DROPWIZARD
                ? ""
                : " (expected: " + String.join(" or ", upward) + ")";
        return expected + (report.components().isEmpty() ? "" : ", though each component that it shows is up");
    }

    private static List<Measurement> measurements(HealthEndpointReport report) {
        List<Measurement> measurements = new ArrayList<>();
        measurements.add(Measurement.of(COMPONENTS, report.components().size(), Unit.COUNT));
        measurements.add(Measurement.of(COMPONENTS_DOWN, (double) report.down(), Unit.COUNT));
        measurements.add(Measurement.of(LATENCY, report.answer().seconds(), Unit.SECONDS));
        return measurements;
    }

    HealthEndpointReport report(Duration timeout) throws MonitorException, InterruptedException {
        if (timeout.isNegative() || timeout.isZero()) {
            throw Texts.fault("timeout", timeout, "a positive duration");
        }
        return answers.get(timeout);
    }

    private HealthEndpointReport ask(Duration timeout) throws MonitorException, InterruptedException {
        MonitorAnswer answer = server.get(new Exchange(timeout));
        JsonTree root = answer.json();
        if (answer.status() / 100 == 4) {
            throw MonitorException.of(answer.statusAndBody());
        }
        HealthEndpointFormat known = format == null ? HealthEndpointFormat.of(answer, root) : format;
        return known.read(answer, root, upward);
    }

    /** Whether a component may tell how long its check took. */
    boolean tellsDurations() {
        return format == null || format == HealthEndpointFormat.DROPWIZARD;
    }

    /**
     * What is measured of the whole.
     *
     * @return {@code components}, {@code components_down} and {@code latency}
     */
    @Override
    public Map<String, Unit> metrics() {
        Map<String, Unit> units = new LinkedHashMap<>();
        units.put(COMPONENTS, Unit.COUNT);
        units.put(COMPONENTS_DOWN, Unit.COUNT);
        units.put(LATENCY, Unit.SECONDS);
        return Collections.unmodifiableMap(units);
    }

    @Override
    public String wanted() {
        return format == HealthEndpointFormat.DROPWIZARD
                ? "every health check healthy"
                : String.join(" or ", upward) + ", and so is every component";
    }

    /**
     * The question for people.
     *
     * @return method and URL, without the values of its query
     */
    @Override
    public String toString() {
        return "GET " + server;
    }
}
