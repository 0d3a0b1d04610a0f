package dev.postflight.api;

import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What makes the times of a phase fit together, and its exit criteria ones that can be met in that time. */
final class PhaseRules {

    private static final String CADENCE_RULE = "a check with a cadence: every(…) before check(…)";

    private final String place;
    private final VerificationPhase phase;
    private final List<String> faults;
    private boolean recurs;
    private boolean runsLater;

    private PhaseRules(String place, VerificationPhase phase, List<String> faults) {
        this.place = place;
        this.phase = phase;
        this.faults = faults;
    }

    /** What follows only from a setting that was refused is not reported besides. */
    static void check(String place, VerificationPhase phase, boolean last, List<String> faults) {
        PhaseRules rules = new PhaseRules(place, phase, faults);
        for (int i = 0; i < phase.checks().size(); i++) {
            rules.checkCadence(PlanRules.place(place, phase, i), phase.checks().get(i));
        }
        for (int i = 0; i < phase.checks().size(); i++) {
            rules.checkWait(PlanRules.place(place, phase, i), phase.checks().get(i));
        }
        rules.checkTimes(last);
        rules.checkCriteria();
    }

    private void checkCadence(String at, Check check) {
        Cadence cadence = check.cadence();
        Duration lasting = phase.lasting();
        recurs |= cadence != null && cadence.longest() != null;
        runsLater |= cadence != null;
        Duration least = leastTime(cadence);
        if (least != null && lasting != null && least.compareTo(lasting) > 0) {
            faults.add(at
                    + Faults.sentence(
                            word(cadence), least, "no more than the phase lasts, " + Durations.shown(lasting)));
        }
    }

    private void checkWait(String at, Check check) {
        Duration wait = check.waitUntil();
        if (wait == null) {
            return;
        }
        Duration lasting = phase.lasting();
        String rule = null;
        if (check.cadence() instanceof Cadence.Once once) {
            if (wait.compareTo(once.offset()) <= 0) {
                rule = "more than at, " + Durations.shown(once.offset()) + ", when it is run first";
            }
        } else if (check.cadence() != null) {
            rule = "a check that is run until it passes, without a cadence";
        }
        if (rule == null && lasting != null && wait.compareTo(lasting) > 0) {
            rule = "no more than the phase lasts, " + Durations.shown(lasting);
        } else if (rule == null && lasting == null && !recurs && wait.compareTo(phase.within()) > 0) {
            rule = "no more than the phase's within, " + Durations.shown(phase.within());
        }
        if (rule != null) {
            faults.add(at + Faults.sentence("waitUntil", wait, rule));
        }
    }

    /** How a cadence is set. */
    private static String word(@Nullable Cadence cadence) {
        if (cadence instanceof Cadence.Once) {
            return "at";
        }
        return cadence instanceof Cadence.Every ? "every" : cadence instanceof Cadence.Daily ? "daily" : "weekly";
    }

    /** The least time in which a cadence comes round. */
    private static @Nullable Duration leastTime(@Nullable Cadence cadence) {
        if (cadence instanceof Cadence.Every every) {
            return every.period();
        }
        if (cadence instanceof Cadence.Once once) {
            return once.offset();
        }
        return cadence == null ? null : Duration.ofDays(cadence instanceof Cadence.Daily ? 1 : 7);
    }

    private void checkTimes(boolean last) {
        Duration lasting = phase.lasting();
        if (runsLater && lasting == null && !last && !phase.isUntilAdvanced() && !phase.hasFault("lasting")) {
            faults.add(place + Faults.sentence("lasting", "not given", "a duration, as another phase follows"));
        }
        boolean needless = recurs || phase.checks().isEmpty() || isCadenceRefused();
        if (!needless && lasting != null) {
            faults.add(place + Faults.sentence("lasting", lasting, CADENCE_RULE));
        } else if (phase.idleCadence() instanceof Cadence.Every every) {
            faults.add(place + Faults.sentence("every", every.period(), "a check after it: every(…) before check(…)"));
        } else if (phase.idleCadence() != null) {
            faults.add(place + Faults.sentence("cadence", phase.idleCadence(), "a check after it"));
        }
        if (!needless && phase.isUntilAdvanced()) {
            faults.add(place + Faults.sentence("untilAdvanced", "no cadence", CADENCE_RULE));
        }
        if (lasting == null && phase.extendedBy() != null && !phase.hasFault("lasting")) {
            faults.add(place + Faults.sentence("extendedBy", phase.extendedBy(), "a phase with an end: lasting(…)"));
        }
        if (lasting != null && phase.within().compareTo(lasting) > 0) {
            faults.add(place
                    + Faults.sentence(
                            "within", phase.within(), "no more than the phase lasts, " + Durations.shown(lasting)));
        }
    }

    private boolean isCadenceRefused() {
        return phase.hasFault("every") || phase.hasFault("daily") || phase.hasFault("weekly");
    }

    private void checkCriteria() {
        Map<String, Check> checks = new HashMap<>();
        TreeSet<String> components = new TreeSet<>();
        for (Check check : phase.checks()) {
            checks.put(check.name(), check);
            components.add(check.component());
        }
        for (Criterion criterion : phase.criteria()) {
            String at = place + "exit \"" + criterion + "\": ";
            if (!recurs && !phase.checks().isEmpty() && !isCadenceRefused()) {
                faults.add(at + Faults.sentence("cadence", "none", CADENCE_RULE));
            }
            checkName(at, criterion, checks, components);
            checkReach(at, criterion, checks);
        }
        checkContradictions();
    }

    private void checkName(String at, Criterion criterion, Map<String, Check> checks, Set<String> components) {
        String of = criterion.of();
        if (of == null) {
            return;
        }
        Criterion.Subject subject = criterion.subject();
        boolean ofCheck = subject == null || subject == Criterion.Subject.PASSES;
        boolean ofIncidents = subject == Criterion.Subject.RESOLUTION
                || subject != null && subject.word().startsWith("incidents");
        Set<String> names = ofCheck ? new TreeSet<>(checks.keySet()) : ofIncidents ? components : watched();
        if (!names.contains(of)) {
            String what = ofCheck
                    ? "a check of the phase"
                    : ofIncidents ? "a component of the phase" : "a check or component of the phase with a cadence";
            faults.add(at + Faults.sentence("in", of, what + ": " + Faults.list(names)));
        } else if (subject == null) {
            checkFigure(at, criterion, checks.get(of));
        }
    }

    /** How its time is spent is known only of what is run again and again. */
    private Set<String> watched() {
        Set<String> names = new TreeSet<>();
        boolean any = !recurs || isCadenceRefused(); // which is told already
        for (Check check : phase.checks()) {
            if (any || check.cadence() != null && check.cadence().longest() != null) {
                names.add(check.name());
                names.add(check.component());
            }
        }
        return names;
    }

    /** A figure over the phase is one of what the probe measures, or of how long it took. */
    private void checkFigure(String at, Criterion criterion, @Nullable Check check) {
        if (check == null || !(criterion.threshold().subject() instanceof Figure figure)) {
            return;
        }
        Map<String, Unit> metrics;
        try {
            metrics = new HashMap<>(check.probe().metrics());
        } catch (Throwable broken) {
            return; // told where the check is
        }
        Set<String> names = FigureRules.names(figure);
        boolean onlyTook = names.equals(Set.of(Criterion.TOOK)) && FigureRules.withoutMetric(figure) == null;
        if (metrics.isEmpty() && !onlyTook || metrics.containsValue(null)) {
            return;
        }
        if (names.contains(Criterion.TOOK)) {
            metrics.putIfAbsent(Criterion.TOOK, Unit.SECONDS);
        }
        for (String name : names) {
            if (!metrics.containsKey(name)) {
                faults.add(at
                        + Faults.sentence(
                                "metric",
                                name,
                                "one that the probe reports: " + Faults.list(new TreeSet<>(metrics.keySet()))));
                return;
            }
        }
        FigureRules.check(at, figure, criterion.threshold().clauses(), metrics, faults);
    }

    /** Whether the time of the phase is enough to meet it. */
    private void checkReach(String at, Criterion criterion, Map<String, Check> checks) {
        Duration most = phase.lasting();
        if (most == null) {
            return;
        }
        if (phase.extendedBy() != null) {
            most = most.plus(phase.extendedBy());
        }
        double wanted = criterion.limit().quantity().value();
        boolean more = criterion.limit().operator() == Operator.GREATER;
        double seconds = most.toNanos() / 1e9;
        if (criterion.subject() == Criterion.Subject.MTBF && (wanted > seconds || more && wanted == seconds)) {
            faults.add(at + Faults.sentence("mtbf", criterion.limit(), "at most the phase, " + Durations.shown(most)));
        }
        Check check = checks.get(String.valueOf(criterion.of()));
        boolean known = recurs && !isCadenceRefused();
        if (criterion.subject() == Criterion.Subject.PASSES && check != null && known) {
            double runs = mostRuns(check.cadence(), most);
            if (wanted > runs || more && wanted == runs) {
                faults.add(at
                        + Faults.sentence(
                                "passes",
                                criterion.limit(),
                                "no more than the runs in " + Durations.shown(most) + ", " + (long) runs));
            }
        }
    }

    /** What is due at the very end belongs to the next phase. */
    private static double mostRuns(@Nullable Cadence cadence, Duration time) {
        if (cadence instanceof Cadence.Every every) {
            return Math.ceil((double) time.toNanos() / every.period().toNanos());
        }
        if (cadence instanceof Cadence.Daily daily) {
            return mostRuns(time, Duration.ofDays(1), daily.zone());
        }
        return cadence instanceof Cadence.Weekly weekly ? mostRuns(time, Duration.ofDays(7), weekly.zone()) : 1;
    }

    private static double mostRuns(Duration time, Duration step, ZoneId zone) {
        return Math.ceil((double) time.plus(Calendars.unevenness(zone)).toNanos() / step.toNanos());
    }

    /** Of two limits on one figure, one from above and one from below, there must be something between. */
    private void checkContradictions() {
        List<Criterion> all = new ArrayList<>(phase.criteria());
        for (Criterion upper : all) {
            for (Criterion lower : all) {
                boolean same =
                        upper.threshold().subject().equals(lower.threshold().subject())
                                && String.valueOf(upper.of()).equals(String.valueOf(lower.of()));
                if (same
                        && isUpper(upper.limit().operator())
                        && isLower(lower.limit().operator())) {
                    checkBetween(upper, lower);
                }
            }
        }
    }

    private void checkBetween(Criterion upper, Criterion lower) {
        double top = upper.limit().quantity().value();
        double bottom = lower.limit().quantity().value();
        boolean closed =
                upper.limit().operator() != Operator.LESS && lower.limit().operator() != Operator.GREATER;
        if (bottom > top || bottom == top && !closed) {
            faults.add(place + Faults.sentence("exit", upper + " and " + lower, "limits that can be met together"));
        }
    }

    private static boolean isUpper(Operator operator) {
        return operator == Operator.LESS || operator == Operator.AT_MOST || operator == Operator.EQUAL;
    }

    private static boolean isLower(Operator operator) {
        return operator == Operator.GREATER || operator == Operator.AT_LEAST || operator == Operator.EQUAL;
    }
}
