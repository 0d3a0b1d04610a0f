package dev.postflight.api;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What makes a plan whole. Faults are collected, each with its place. */
final class PlanRules {

    private PlanRules() {}

    static void check(List<VerificationPhase> phases, List<String> faults) {
        Set<String> names = new HashSet<>();
        for (int i = 0; i < phases.size(); i++) {
            VerificationPhase phase = phases.get(i);
            String place = place("", "phase", phase.isNamed(), phase.name(), i);
            addAll(faults, place, phase.faults());
            if (phase.isNamed() && !names.add(phase.name())) {
                faults.add(place + Faults.sentence("name", phase.name() + " twice", "each phase once"));
            }
            PhaseRules.check(place, phase, i == phases.size() - 1, faults);
            checkChecks(place, phase, faults);
        }
    }

    /** Whatever is said of a component is said of one that there is. */
    static void checkComponents(List<VerificationPhase> phases, Set<String> named, List<String> faults) {
        Set<String> components = new TreeSet<>();
        for (VerificationPhase phase : phases) {
            for (Check check : phase.checks()) {
                components.add(check.component());
            }
        }
        for (String component : named) {
            if (!components.contains(component)) {
                faults.add(Faults.sentence(
                        "concurrency",
                        Faults.quoted(component),
                        "a component of the plan: " + Faults.list(components)));
            }
        }
    }

    /** With no score to reach, and nothing that stops or holds, a plan says nothing but GO. */
    static void checkScores(List<VerificationPhase> phases, double hold, double go, List<String> faults) {
        if (hold > 0 || go > 0) {
            return;
        }
        for (int i = 0; i < phases.size(); i++) {
            VerificationPhase phase = phases.get(i);
            boolean decides =
                    !phase.criteria().isEmpty() || !phase.attestations().isEmpty();
            for (Check check : phase.checks()) {
                decides |=
                        check.isCritical() || !check.thresholds().isEmpty() || check.ownSilence() != SilenceRule.IGNORE;
            }
            if (!decides && !phase.checks().isEmpty()) {
                faults.add(place("", "phase", phase.isNamed(), phase.name(), i)
                        + Faults.sentence("scores", "0 and 0", "a score to reach, or a check that can stop or hold"));
            }
        }
    }

    private static void checkChecks(String place, VerificationPhase phase, List<String> faults) {
        if (phase.checks().isEmpty() && !phase.hasFault("check")) {
            faults.add(place + Faults.sentence("checks", "none", "at least one"));
        }
        Map<String, Check> byName = new LinkedHashMap<>();
        for (int i = 0; i < phase.checks().size(); i++) {
            Check check = phase.checks().get(i);
            String at = place(place, phase, i);
            addAll(faults, at, CheckRules.faults(check));
            checkWindows(at, phase, check, faults);
            if (check.isNamed() && byName.put(check.name(), check) != null) {
                faults.add(at + Faults.sentence("name", check.name() + " twice", "each check once in a phase"));
            }
        }
        for (int i = 0; i < phase.checks().size(); i++) {
            for (String dependency : phase.checks().get(i).dependencies()) {
                if (!byName.containsKey(dependency)) {
                    faults.add(place(place, phase, i)
                            + Faults.sentence(
                                    "dependsOn",
                                    dependency,
                                    "a check of the same phase: " + Faults.list(byName.keySet())));
                }
            }
        }
        checkCircles(place, byName, faults);
    }

    /** A window of which half is never observed can never be called good. */
    private static void checkWindows(String place, VerificationPhase phase, Check check, List<String> faults) {
        Duration cadence = check.cadence() == null ? null : check.cadence().longest();
        Duration time = cadence == null ? phase.within() : phase.lasting();
        for (Threshold threshold : check.thresholds()) {
            for (Figure term : threshold.subject().terms()) {
                Duration window = term instanceof Figure.OverTime overTime ? overTime.window() : null;
                String rule = null;
                if (window == null) {
                    continue;
                } else if (cadence == null && phase.within().isZero()) {
                    rule = "a check that is run again: every(…) before check(…)";
                } else if (cadence != null && window.compareTo(cadence.multipliedBy(2)) < 0) {
                    rule = "at least two cadences, " + Durations.shown(cadence.multipliedBy(2));
                } else if (time != null && window.compareTo(time.multipliedBy(2)) > 0) {
                    rule = "at most twice the time of the phase, " + Durations.shown(time.multipliedBy(2));
                }
                if (rule != null) {
                    faults.add(place + "threshold \"" + threshold + "\": " + Faults.sentence("over", window, rule));
                }
            }
        }
    }

    /** Names every circle once; what merely hangs on a circle is not named. */
    private static void checkCircles(String place, Map<String, Check> byName, List<String> faults) {
        Set<String> settled = new HashSet<>();
        settle(byName, settled);
        for (Check check : byName.values()) {
            while (!settled.contains(check.name())) {
                List<String> circle = circle(check, byName, settled);
                faults.add(place
                        + Faults.sentence(
                                "dependsOn", String.join(" -> ", circle) + " -> " + circle.get(0), "no circle"));
                settled.addAll(circle);
                settle(byName, settled);
            }
        }
    }

    /** Settles what depends on nothing unsettled, until nothing changes: circles and what hangs on them are left. */
    private static void settle(Map<String, Check> byName, Set<String> settled) {
        int before = -1;
        while (settled.size() > before) {
            before = settled.size();
            for (Check check : byName.values()) {
                if (unsettled(check, byName, settled) == null) {
                    settled.add(check.name());
                }
            }
        }
    }

    /** Walks along unsettled dependencies until a name comes again. */
    private static List<String> circle(Check start, Map<String, Check> byName, Set<String> settled) {
        List<String> path = new ArrayList<>();
        Check next = start;
        while (next != null && !path.contains(next.name())) {
            path.add(next.name());
            next = unsettled(next, byName, settled);
        }
        return next == null ? path : path.subList(path.indexOf(next.name()), path.size());
    }

    private static @Nullable Check unsettled(Check check, Map<String, Check> byName, Set<String> settled) {
        for (String dependency : check.dependencies()) {
            Check other = byName.get(dependency);
            if (other != null && !settled.contains(dependency)) {
                return other;
            }
        }
        return null;
    }

    static String place(String phase, VerificationPhase of, int index) {
        Check check = of.checks().get(index);
        return place(phase, "check", check.isNamed(), check.name(), index);
    }

    private static String place(String outer, String kind, boolean named, String name, int index) {
        return outer + kind + (named ? " \"" + name + "\": " : " number " + (index + 1) + ": ");
    }

    private static void addAll(List<String> faults, String place, List<String> more) {
        for (String fault : more) {
            faults.add(place + fault);
        }
    }
}
