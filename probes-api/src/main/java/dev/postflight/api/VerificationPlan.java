package dev.postflight.api;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is verified after a deployment, phase by phase.
 *
 * <pre>{@code
 * VerificationPlan plan = VerificationPlan.named("orders")
 *     .phase(VerificationPhase.named("startup").within(Duration.ofSeconds(60)).check(database))
 *     .build();
 * }</pre>
 *
 * @since 0.1
 */
public final class VerificationPlan {

    /** How many checks of one component run at the same time unless the plan says otherwise. */
    public static final int DEFAULT_CONCURRENCY = 8;

    /** How long after the end of an incident another alert of its component belongs to it, unless the plan says otherwise. */
    public static final Duration DEFAULT_SAME_INCIDENT_WITHIN = Duration.ofMinutes(10);

    private final String name;
    private final List<VerificationPhase> phases;
    private final double holdScore;
    private final double goScore;
    private final int concurrency;
    private final Map<String, Integer> concurrencies;
    private final List<AlertPolicy> policies;
    private final List<Maintenance> maintenance;
    private final Duration sameIncidentWithin;

    private VerificationPlan(Builder builder) {
        name = builder.name;
        phases = List.copyOf(builder.phases);
        holdScore = builder.holdScore;
        goScore = builder.goScore;
        concurrency = builder.concurrency;
        concurrencies = Map.copyOf(builder.concurrencies);
        policies = List.copyOf(builder.policies);
        maintenance = List.copyOf(builder.maintenance);
        sameIncidentWithin = builder.sameIncidentWithin;
    }

    /**
     * Begins a plan.
     *
     * @param name its name, usually that of the service: 1 to 100 printable characters
     * @return a builder
     */
    public static Builder named(String name) {
        return new Builder(name);
    }

    /**
     * The name.
     *
     * @return usually that of the service
     */
    public String name() {
        return name;
    }

    /**
     * The phases, in order.
     *
     * @return an unmodifiable list with at least one phase
     */
    public List<VerificationPhase> phases() {
        return phases;
    }

    /**
     * The score below which the decision is {@link Decision#NO_GO}.
     *
     * @return 0 to 1
     */
    public BigDecimal holdScore() {
        return BigDecimal.valueOf(holdScore);
    }

    /**
     * The score below which the decision is at best {@link Decision#HOLD}.
     *
     * @return 0 to 1
     */
    public BigDecimal goScore() {
        return BigDecimal.valueOf(goScore);
    }

    /**
     * How many checks of a phase may run at the same time.
     *
     * @return 1 or more
     */
    public int concurrency() {
        return concurrency;
    }

    /**
     * How many checks of a component may run at the same time.
     *
     * @param component the component
     * @return 1 or more
     */
    public int concurrency(String component) {
        return concurrencies.getOrDefault(component, DEFAULT_CONCURRENCY);
    }

    /**
     * The policy for alerts of a check.
     *
     * @param check the check
     * @param severity the severity of the alert
     * @return that of the check, or else of the plan; {@code null} when there is none, and nobody is to be told
     */
    public @Nullable AlertPolicy policy(Check check, Severity severity) {
        AlertPolicy own = AlertPolicy.of(check.alerts(), severity);
        return own != null ? own : AlertPolicy.of(policies, severity);
    }

    /**
     * The policies for alerts, of checks without one of their own.
     *
     * @return an unmodifiable list, one of a severity at most
     */
    public List<AlertPolicy> alerts() {
        return policies;
    }

    /**
     * When the system may be down.
     *
     * @return an unmodifiable list
     */
    public List<Maintenance> maintenance() {
        return maintenance;
    }

    /**
     * How long after the end of an incident another alert of its component still belongs to it.
     *
     * @return not negative
     */
    public Duration sameIncidentWithin() {
        return sameIncidentWithin;
    }

    /**
     * The plan for people.
     *
     * @return its name
     */
    @Override
    public String toString() {
        return name;
    }

    /**
     * Puts a plan together. Not thread-safe.
     *
     * @since 0.1
     */
    public static final class Builder {

        private static final int MOST = 1_000_000;
        private static final String MOST_RULE = "1 to 1000000 checks at the same time";

        private final String name;
        private final List<VerificationPhase> phases = new ArrayList<>();
        private final List<String> faults = new ArrayList<>();
        private boolean hasNullPhase;
        private double holdScore = 0.75;
        private double goScore = 0.9;
        private int concurrency = MOST;
        private final Map<String, Integer> concurrencies = new LinkedHashMap<>();
        private final List<AlertPolicy> policies = new ArrayList<>();
        private final List<Maintenance> maintenance = new ArrayList<>();
        private Duration sameIncidentWithin = DEFAULT_SAME_INCIDENT_WITHIN;

        private Builder(String name) {
            this.name = name;
            if (!Faults.isName(name)) {
                faults.add(Faults.sentence("name", Faults.quoted(name), Faults.NAME_RULE));
            }
        }

        /**
         * Adds a phase.
         *
         * @param phase comes after those that were added before
         * @return this builder
         */
        public Builder phase(VerificationPhase phase) {
            if (phase == null) {
                faults.add(Faults.sentence("phase", null, "a phase"));
                hasNullPhase = true;
            } else {
                phases.add(phase);
            }
            return this;
        }

        /**
         * The scores that the decision asks for.
         *
         * @param hold below it the decision is {@link Decision#NO_GO}; 0 to 1, 0.75 by default
         * @param go below it the decision is at best {@link Decision#HOLD}; {@code hold} to 1, 0.9 by default
         * @return this builder
         */
        public Builder scores(double hold, double go) {
            if (hold >= 0 && hold <= go && go <= 1) {
                holdScore = hold;
                goScore = go;
            } else {
                faults.add(Faults.sentence("scores", hold + " and " + go, "0 <= hold <= go <= 1"));
            }
            return this;
        }

        /**
         * How many checks of a phase may run at the same time. Others wait until one has ended.
         *
         * @param checks 1 to 1,000,000, which is the default
         * @return this builder
         */
        public Builder concurrency(int checks) {
            if (checks >= 1 && checks <= MOST) {
                concurrency = checks;
            } else {
                faults.add(Faults.sentence("concurrency", checks, MOST_RULE));
            }
            return this;
        }

        /**
         * How many checks of one component may run at the same time, so that they do not use up the pool that they test.
         *
         * @param component the component of a check of the plan
         * @param checks 1 to 1,000,000; {@link VerificationPlan#DEFAULT_CONCURRENCY} by default
         * @return this builder
         */
        public Builder concurrency(String component, int checks) {
            if (component == null || checks < 1 || checks > MOST) {
                faults.add(Faults.sentence(
                        "concurrency", checks + " of " + Faults.quoted(component), MOST_RULE + " of a component"));
            } else {
                concurrencies.put(component, checks);
            }
            return this;
        }

        /**
         * Who is told of alerts.
         *
         * @param policies one of a severity at most
         * @return this builder
         */
        public Builder alerts(AlertPolicy... policies) {
            AlertPolicy.collect(policies, this.policies, faults);
            return this;
        }

        /**
         * Adds a time in which the system may be down.
         *
         * @param window does not overlap another one
         * @return this builder
         */
        public Builder maintenance(Maintenance window) {
            if (window == null) {
                faults.add(Faults.sentence("maintenance", null, "a maintenance window"));
            } else {
                MaintenanceRules.check(maintenance, window, faults);
                maintenance.add(window);
            }
            return this;
        }

        /**
         * How long after the end of an incident another alert of its component still belongs to it.
         *
         * @param time not negative; {@link VerificationPlan#DEFAULT_SAME_INCIDENT_WITHIN} by default
         * @return this builder
         */
        public Builder sameIncidentWithin(Duration time) {
            if (time != null && (time.isZero() || Faults.isPositive(time))) {
                sameIncidentWithin = time;
            } else {
                faults.add(Faults.sentence("sameIncidentWithin", time, "zero or " + Faults.POSITIVE_DURATION_RULE));
            }
            return this;
        }

        /**
         * Checks the plan as a whole and copies it.
         *
         * @return the plan
         * @throws InvalidPlanException with all faults of the plan, of its phases and of their checks
         */
        public VerificationPlan build() {
            List<String> all = new ArrayList<>(faults);
            if (phases.isEmpty() && !hasNullPhase) {
                all.add(Faults.sentence("phases", "none", "at least one"));
            }
            PlanRules.check(phases, all);
            PlanRules.checkComponents(phases, concurrencies.keySet(), all);
            PlanRules.checkScores(phases, holdScore, goScore, all);
            if (!all.isEmpty()) {
                throw new InvalidPlanException(Faults.isName(name) ? name : "?", all);
            }
            return new VerificationPlan(this);
        }
    }
}
