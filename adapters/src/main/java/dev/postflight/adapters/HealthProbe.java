package dev.postflight.adapters;

import dev.postflight.api.Probe;
import dev.postflight.api.ProbeResult;
import dev.postflight.api.Scale;
import dev.postflight.api.Unit;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A check of another health library as a probe; {@link SpringBoot3Health}, {@link SpringBootHealth},
 * {@link MicroProfileHealth} and {@link DropwizardHealth} make them. Every method that takes a setting returns a new probe and
 * leaves this one as it is.
 *
 * <ul>
 *   <li>It is up when the check says {@code UP}, and down when it says that it is not: {@code DOWN}, {@code OUT_OF_SERVICE},
 *       unhealthy. A status that the library leaves to its users, such as {@code FATAL}, is down as well, unless
 *       {@link #alsoUp} says otherwise: nobody here can know what it means.
 *   <li>{@code UNKNOWN}, no result and a result without a status are silence. What the check throws is thrown on, and is
 *       silence too.
 *   <li>Numbers among the details are measured by their names, those of details within details as {@code outer.inner}; what a
 *       name of a metric cannot have becomes an underscore. Two that come out as one name, or more than a hundred, make an
 *       answer that is up silent; one that is down stays down, without them. What is not finite is not measured.
 *   <li>Details are told with the reason for being down, without secrets; at most twenty.
 *   <li>The check is asked by the thread that runs the probe and knows nothing of its timeout. When that is over, the thread is
 *       interrupted; a check that does not heed that is left behind, and not asked again before it has come back.
 * </ul>
 *
 * <p>Immutable; as safe for use by many threads as the check is.
 *
 * @since 0.1
 */
public final class HealthProbe implements Probe {

    private static final Set<String> STATUSES = Set.of("UP", "DOWN", "OUT_OF_SERVICE", "UNKNOWN");

    private final String name;
    private final Heard.Question question;
    private final Set<String> alsoUp;
    private final Map<String, Scale> units;

    HealthProbe(String name, Heard.Question question) {
        this(name, question, Set.of(), Map.of());
    }

    private HealthProbe(String name, Heard.Question question, Set<String> alsoUp, Map<String, Scale> units) {
        this.name = name;
        this.question = question;
        this.alsoUp = alsoUp;
        this.units = units;
    }

    /** What a check without a name of its own is called. */
    static String name(Object check, String otherwise) {
        Class<?> type = check.getClass();
        String simple = type.getSimpleName();
        boolean nameless = type.isHidden() || type.isSynthetic() || simple.isEmpty() || simple.contains("$");
        return nameless ? otherwise : simple;
    }

    /**
     * Statuses of one's own that are good enough to be up.
     *
     * @param statuses for example {@code DEGRADED}; none of those that the library knows
     * @return the new probe
     * @throws IllegalArgumentException if there is none, or one that is blank or known to the library
     */
    public HealthProbe alsoUp(String... statuses) {
        Set<String> more = new LinkedHashSet<>(alsoUp);
        if (statuses == null || statuses.length == 0) {
            throw fault("status", "none", "one or more");
        }
        for (String status : statuses) {
            if (status == null || status.isBlank() || STATUSES.contains(status)) {
                throw fault("status", status, "one of your own, none of UP, DOWN, OUT_OF_SERVICE, UNKNOWN");
            }
            more.add(status);
        }
        return new HealthProbe(name, question, Set.copyOf(more), units);
    }

    /**
     * The base unit of a number among the details.
     *
     * @param metric the name of its metric
     * @param unit what it counts; {@link Unit#COUNT} without this
     * @return the new probe
     * @throws IllegalArgumentException if it is no name of a metric, is there already, or there is no unit
     */
    public HealthProbe unit(String metric, Unit unit) {
        if (unit == null) {
            throw fault("unit", null, "a unit");
        }
        return unit(metric, Scale.of(unit));
    }

    /**
     * What a number among the details is written in, such as per cent or milliseconds. It is measured in the base unit.
     *
     * @param metric the name of its metric
     * @param scale for example {@code Scale.of("%")}
     * @return the new probe
     * @throws IllegalArgumentException if it is no name of a metric, is there already, or there is no scale
     */
    public HealthProbe unit(String metric, Scale scale) {
        if (metric == null || !Details.metric(metric).equals(metric)) {
            throw fault("metric", metric, "a letter or underscore, then letters, digits, underscores, dots or hyphens");
        }
        if (scale == null) {
            throw fault("scale", null, "what figures are written in");
        }
        Map<String, Scale> more = new LinkedHashMap<>(units);
        if (more.put(metric, scale) != null) {
            throw fault("metric", metric + " twice", "each once");
        }
        return new HealthProbe(name, question, alsoUp, Map.copyOf(more));
    }

    static IllegalArgumentException fault(String name, @Nullable String value, String rule) {
        return new IllegalArgumentException(name + ": " + value + " (expected: " + rule + ")");
    }

    /**
     * Asks the check.
     *
     * @param timeout not known to the check
     * @return what its answer comes to
     * @throws InterruptedException if the thread was interrupted before
     * @throws Exception what the check throws
     */
    @Override
    public ProbeResult run(Duration timeout) throws Exception {
        if (Thread.interrupted()) {
            throw new InterruptedException("interrupted before " + name + " was asked");
        }
        Heard heard = question.ask();
        if (heard == null) {
            return ProbeResult.silent(name + ": no status (expected: a result with one)");
        }
        Details details = new Details(units);
        details.read(heard.details());
        boolean up = heard.meaning() == Heard.Meaning.UP
                || heard.meaning() == Heard.Meaning.OTHER && alsoUp.contains(heard.status());
        if (heard.meaning() == Heard.Meaning.UNKNOWN) {
            return ProbeResult.silent(told(heard, details));
        }
        if (!up) {
            return new ProbeResult.Down(told(heard, details), details.measurements());
        }
        return details.fault() == null
                ? new ProbeResult.Up(details.measurements())
                : ProbeResult.silent(name + ": " + details.fault());
    }

    private String told(Heard heard, Details details) {
        String text = heard.text() == null || heard.text().isBlank() ? "" : ": " + heard.text();
        String rest = details.told().isEmpty() ? "" : " (" + details.told() + ')';
        String strange = heard.meaning() == Heard.Meaning.OTHER ? ", a status of its own" : "";
        return name + ": " + heard.status() + strange + text + rest;
    }

    /**
     * What it takes to be up.
     *
     * @return for example {@code status UP or DEGRADED}
     */
    @Override
    public String wanted() {
        return alsoUp.isEmpty()
                ? "status UP"
                : "status UP or " + String.join(" or ", alsoUp.stream().sorted().toList());
    }

    /**
     * The question for people.
     *
     * @return what the check is called, or what kind of check it is
     */
    @Override
    public String toString() {
        return name;
    }

    /** What must be there. */
    static <T> T present(String name, @Nullable T value, String rule) {
        if (value == null) {
            throw fault(name, null, rule);
        }
        return value;
    }

    /** No details. */
    static Map<?, ?> orNone(@Nullable Map<?, ?> details) {
        return details == null ? Map.of() : details;
    }

    /** Texts of which there may be none, one after another. */
    static @Nullable String joined(@Nullable String first, @Nullable String second) {
        List<String> both = new java.util.ArrayList<>();
        if (first != null && !first.isBlank()) {
            both.add(first);
        }
        if (second != null && !second.isBlank() && !second.equals(first)) {
            both.add(second);
        }
        return both.isEmpty() ? null : String.join(": ", both);
    }
}
