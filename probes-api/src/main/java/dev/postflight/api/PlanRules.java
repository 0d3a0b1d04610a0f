package dev.postflight.api;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What makes a plan whole. Faults are collected, each with its place. */
final class PlanRules {

    private PlanRules() {}

    static void check(List<VerificationPhase> phases, List<String> faults) {
        if (phases.isEmpty()) {
            faults.add(Faults.sentence("phases", "none", "at least one"));
        }
        Set<String> names = new HashSet<>();
        for (int i = 0; i < phases.size(); i++) {
            VerificationPhase phase = phases.get(i);
            String place = "phase \"" + phase.name() + "\": ";
            addAll(faults, place, phase.faults());
            if (!names.add(phase.name())) {
                faults.add(place + Faults.sentence("name", phase.name() + " twice", "each phase once"));
            }
            checkTimes(place, phase, i == phases.size() - 1, faults);
            checkChecks(place, phase, faults);
        }
    }

    private static void checkTimes(String place, VerificationPhase phase, boolean last, List<String> faults) {
        Duration lasting = phase.lasting();
        boolean recurs = false;
        for (Check check : phase.checks()) {
            Duration cadence = check.cadence();
            recurs |= cadence != null;
            if (cadence != null && lasting != null && cadence.compareTo(lasting) > 0) {
                faults.add(place(place, check)
                        + Faults.sentence("every", cadence, "no more than the phase lasts, " + lasting));
            }
        }
        if (recurs && lasting == null && !last) {
            faults.add(place + Faults.sentence("lasting", "not given", "a duration, as another phase follows"));
        }
        if (!recurs && lasting != null && !phase.checks().isEmpty()) {
            faults.add(place + Faults.sentence("lasting", lasting, "a check with a cadence: every(…) before check(…)"));
        }
        if (lasting != null && phase.within().compareTo(lasting) > 0) {
            faults.add(place + Faults.sentence("within", phase.within(), "no more than the phase lasts, " + lasting));
        }
    }

    private static void checkChecks(String place, VerificationPhase phase, List<String> faults) {
        if (phase.checks().isEmpty()) {
            faults.add(place + Faults.sentence("checks", "none", "at least one"));
        }
        Map<String, Check> byName = new LinkedHashMap<>();
        for (Check check : phase.checks()) {
            String at = place(place, check);
            try {
                addAll(faults, at, check.faults());
            } catch (RuntimeException e) {
                faults.add(at
                        + Faults.sentence("probe", Redaction.describe(e), "metrics() and silence() that do not throw"));
            }
            if (byName.put(check.name(), check) != null) {
                faults.add(at + Faults.sentence("name", check.name() + " twice", "each check once in a phase"));
            }
        }
        for (Check check : byName.values()) {
            for (String dependency : check.dependencies()) {
                if (!byName.containsKey(dependency)) {
                    faults.add(place(place, check)
                            + Faults.sentence("dependsOn", dependency, "a check of the same phase: " + names(phase)));
                }
            }
        }
        checkCircles(place, byName, faults);
    }

    /** Settles what depends on nothing unsettled, until nothing changes: circles and what hangs on them are left. */
    private static void checkCircles(String place, Map<String, Check> byName, List<String> faults) {
        Set<String> settled = new HashSet<>();
        int before = -1;
        while (settled.size() > before) {
            before = settled.size();
            for (Check check : byName.values()) {
                if (unsettled(check, byName, settled) == null) {
                    settled.add(check.name());
                }
            }
        }
        for (Check check : byName.values()) {
            if (!settled.contains(check.name())) {
                faults.add(place + Faults.sentence("dependsOn", circle(check, byName, settled), "no circle"));
                return;
            }
        }
    }

    /** Walks along unsettled dependencies until a name comes again. */
    private static String circle(Check start, Map<String, Check> byName, Set<String> settled) {
        List<String> path = new ArrayList<>();
        Check next = start;
        while (next != null && !path.contains(next.name())) {
            path.add(next.name());
            next = unsettled(next, byName, settled);
        }
        String meeting = next == null ? start.name() : next.name();
        return String.join(" -> ", path.subList(path.indexOf(meeting), path.size())) + " -> " + meeting;
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

    private static List<String> names(VerificationPhase phase) {
        List<String> names = new ArrayList<>();
        for (Check check : phase.checks()) {
            names.add(check.name());
        }
        return names;
    }

    private static String place(String phase, Check check) {
        return phase + "check \"" + check.name() + "\": ";
    }

    private static void addAll(List<String> faults, String place, List<String> more) {
        for (String fault : more) {
            faults.add(place + fault);
        }
    }
}
