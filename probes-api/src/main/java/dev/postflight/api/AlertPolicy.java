package dev.postflight.api;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who is told of alerts of one severity, and how long people may take. Times count from when the alert was first told of.
 *
 * <pre>{@code
 * AlertPolicy.of(Severity.CRITICAL)
 *         .channels("sms", "email", "slack")
 *         .acknowledgeWithin(Duration.ofMinutes(5))
 *         .escalate(Duration.ofMinutes(5), "lead")            // unless somebody has acknowledged it
 *         .escalateUnresolved(Duration.ofMinutes(30), "cto")  // even then
 *         .resolveWithin(Duration.ofMinutes(30));
 * }</pre>
 *
 * <p>Channels are names; what they mean is up to whoever listens to {@link Notice notices}.
 *
 * @param severity of which alerts
 * @param channels where they are told of; none for the report alone
 * @param acknowledgeWithin how long it may take until somebody acknowledges it; {@code null} for no limit
 * @param resolveWithin how long it may take until it is resolved; {@code null} for no limit
 * @param escalations who else is told of what takes too long, in the order of time
 * @since 0.1
 */
public record AlertPolicy(
        Severity severity,
        List<String> channels,
        @Nullable Duration acknowledgeWithin,
        @Nullable Duration resolveWithin,
        List<Escalation> escalations) {

    private static final int MOST = 20;

    /**
     * A step of an escalation.
     *
     * @param after how long after the alert was first told of
     * @param unacknowledged whether it is left out once somebody has acknowledged the alert
     * @param channels where it is told of
     */
    public record Escalation(Duration after, boolean unacknowledged, List<String> channels) {
        /**
         * Checks time and channels.
         *
         * @throws IllegalArgumentException if the time is not positive or longer than 3650 days, or there is no proper
         *     channel
         */
        public Escalation {
            positive("escalate", after);
            channels = names("escalate", channels, 1);
        }
    }

    /**
     * Checks channels, times and steps.
     *
     * @throws IllegalArgumentException if a channel is no name or is there twice, a time is not positive or longer than 3650
     *     days, or there are more than 20 steps
     */
    public AlertPolicy {
        requireNonNull(severity, "severity: null (expected: LOW, MEDIUM, HIGH or CRITICAL)");
        channels = names("channels", channels, 0);
        if (acknowledgeWithin != null) {
            positive("acknowledgeWithin", acknowledgeWithin);
        }
        if (resolveWithin != null) {
            positive("resolveWithin", resolveWithin);
        }
        List<Escalation> sorted = new ArrayList<>(escalations);
        sorted.sort((one, other) -> one.after().compareTo(other.after()));
        escalations = List.copyOf(sorted);
        if (escalations.size() > MOST) {
            throw new IllegalArgumentException(
                    Faults.sentence("escalations", escalations.size() + " steps", "at most " + MOST));
        }
    }

    /**
     * A policy that tells nobody.
     *
     * @param severity of which alerts
     * @return a policy without channels, limits and steps
     */
    public static AlertPolicy of(Severity severity) {
        return new AlertPolicy(severity, List.of(), null, null, List.of());
    }

    /**
     * Where alerts are told of.
     *
     * @param names of channels
     * @return the new policy
     * @throws IllegalArgumentException if one is no name or is there twice
     */
    public AlertPolicy channels(String... names) {
        return new AlertPolicy(severity, Arrays.asList(names), acknowledgeWithin, resolveWithin, escalations);
    }

    /**
     * How long it may take until somebody acknowledges an alert.
     *
     * @param time positive
     * @return the new policy
     * @throws IllegalArgumentException if it is not
     */
    public AlertPolicy acknowledgeWithin(Duration time) {
        positive("acknowledgeWithin", time);
        return new AlertPolicy(severity, channels, time, resolveWithin, escalations);
    }

    /**
     * How long it may take until an alert is resolved. One that takes longer is overdue, and is told of as that.
     *
     * @param time positive
     * @return the new policy
     * @throws IllegalArgumentException if it is not
     */
    public AlertPolicy resolveWithin(Duration time) {
        positive("resolveWithin", time);
        return new AlertPolicy(severity, channels, acknowledgeWithin, time, escalations);
    }

    /**
     * Who else is told of an alert that nobody has acknowledged.
     *
     * @param after how long after it was first told of
     * @param names of channels
     * @return the new policy
     * @throws IllegalArgumentException if the time is not positive or a name is none
     */
    public AlertPolicy escalate(Duration after, String... names) {
        return and(new Escalation(after, true, Arrays.asList(names)));
    }

    /**
     * Who else is told of an alert that is not resolved, whether acknowledged or not.
     *
     * @param after how long after it was first told of
     * @param names of channels
     * @return the new policy
     * @throws IllegalArgumentException if the time is not positive or a name is none
     */
    public AlertPolicy escalateUnresolved(Duration after, String... names) {
        return and(new Escalation(after, false, Arrays.asList(names)));
    }

    private AlertPolicy and(Escalation step) {
        List<Escalation> more = new ArrayList<>(escalations);
        more.add(step);
        return new AlertPolicy(severity, channels, acknowledgeWithin, resolveWithin, more);
    }

    /** Adds what is one policy of a severity; the rest becomes faults. */
    static void collect(@Nullable AlertPolicy @Nullable [] added, List<AlertPolicy> policies, List<String> faults) {
        if (added == null) {
            faults.add(Faults.sentence("alerts", null, "policies"));
            return;
        }
        for (AlertPolicy policy : added) {
            if (policy == null) {
                faults.add(Faults.sentence("alerts", null, "a policy"));
            } else if (of(policies, policy.severity()) != null) {
                faults.add(Faults.sentence("alerts", policy.severity() + " twice", "each severity once"));
            } else {
                policies.add(policy);
            }
        }
    }

    static @Nullable AlertPolicy of(List<AlertPolicy> policies, Severity severity) {
        for (AlertPolicy policy : policies) {
            if (policy.severity() == severity) {
                return policy;
            }
        }
        return null;
    }

    private static void positive(String name, @Nullable Duration time) {
        if (!Faults.isPositive(time)) {
            throw new IllegalArgumentException(Faults.sentence(name, time, Faults.POSITIVE_DURATION_RULE));
        }
    }

    private static List<String> names(String setting, List<String> names, int fewest) {
        if (names.size() < fewest || names.size() > MOST) {
            throw new IllegalArgumentException(Faults.sentence(
                    setting, names.size() + " channels", fewest + " to " + MOST + " names of channels"));
        }
        for (String name : names) {
            if (!Faults.isName(name)) {
                throw new IllegalArgumentException(Faults.sentence(setting, Faults.quoted(name), Faults.NAME_RULE));
            }
        }
        List<String> copy = List.copyOf(names);
        if (new HashSet<>(copy).size() < copy.size()) {
            throw new IllegalArgumentException(Faults.sentence(setting, Faults.list(copy), "each channel once"));
        }
        return copy;
    }
}
