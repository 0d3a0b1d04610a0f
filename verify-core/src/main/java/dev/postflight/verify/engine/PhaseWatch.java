package dev.postflight.verify.engine;

import dev.postflight.api.Attestation;
import dev.postflight.api.Availability;
import dev.postflight.api.Criterion;
import dev.postflight.api.Explanation;
import dev.postflight.api.Outcome;
import dev.postflight.api.Outlook;
import dev.postflight.api.Reason;
import dev.postflight.api.Severity;
import dev.postflight.api.VerificationPhase;
import dev.postflight.verify.decide.Facts;
import dev.postflight.verify.decide.Gate;
import dev.postflight.verify.observe.Observation;
import dev.postflight.verify.track.Accounts;
import dev.postflight.verify.track.CheckAlerts;
import dev.postflight.verify.track.IncidentBook;
import dev.postflight.verify.track.Windows;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One phase while it is watched over: how its time is spent, and what is wanted for its end. Guarded by the {@link Watch}. */
final class PhaseWatch implements Facts {

    private final IncidentBook incidents;
    private Windows windows;
    private final Map<Attestation.Wanted, Attestation> attestations;
    private final long began;
    private final Map<Criterion, Gate> gates = new LinkedHashMap<>();
    private final Map<String, CheckRun> byName = new HashMap<>();
    private final Map<String, List<Gate>> figures = new HashMap<>();

    private Roster roster;
    private List<CheckAlerts> alerts = List.of();
    private Accounts accounts;
    private long now;
    private Instant at;

    PhaseWatch(
            Roster roster,
            long now,
            Instant at,
            IncidentBook incidents,
            Windows windows,
            Map<Attestation.Wanted, Attestation> attestations) {
        this.roster = roster;
        this.now = now;
        this.at = at;
        this.incidents = incidents;
        this.windows = windows;
        this.attestations = attestations;
        began = now;
        accounts = changed(roster);
        open(roster);
    }

    /** Gates of criteria that were there before go on; the others begin now. */
    private void open(Roster roster) {
        Map<String, Long> gaps = new HashMap<>();
        roster.checks().forEach(run -> gaps.put(run.check.name(), run.freshFor()));
        Map<Criterion, Gate> before = new HashMap<>(gates);
        gates.clear();
        figures.clear();
        for (Criterion criterion : roster.phase().criteria()) {
            Gate gate = before.get(criterion);
            if (gate == null) {
                gate = new Gate(criterion, gaps.getOrDefault(String.valueOf(criterion.of()), CheckRun.NEVER), now);
            }
            gates.put(criterion, gate);
            String check = gate.check();
            if (check != null) {
                figures.computeIfAbsent(check, name -> new ArrayList<>()).add(gate);
            }
        }
    }

    /** There are other checks. What is known of the time of all of them begins anew. */
    private Accounts changed(Roster next) {
        roster = next;
        byName.clear();
        List<Long> freshFor = new ArrayList<>();
        List<CheckAlerts> all = new ArrayList<>();
        for (CheckRun run : next.checks()) {
            byName.put(run.check.name(), run);
            freshFor.add(run.recurs() ? run.freshFor() : CheckRun.NEVER);
            CheckAlerts mine = run.alerts(next.plan());
            mine.follow(next.plan());
            all.add(mine);
        }
        for (CheckRun run : next.checks()) {
            List<CheckAlerts> above = new ArrayList<>();
            for (String name : run.check.dependencies()) {
                above.add(Objects.requireNonNull(byName.get(name)).alerts(next.plan()));
            }
            run.alerts(next.plan()).dependsOn(above);
        }
        alerts = all;
        boolean maintained = windows.at(at) != null;
        return new Accounts(next.phase().checks(), freshFor, now, maintained);
    }

    /** There are other checks in the same phase. */
    void change(Roster next, Windows others) {
        windows = others;
        Accounts before = accounts;
        accounts = changed(next);
        accounts.continues(before, now);
        open(next);
    }

    Roster roster() {
        return roster;
    }

    VerificationPhase phase() {
        return roster.phase();
    }

    List<CheckAlerts> alerts() {
        return alerts;
    }

    void look(long nanos, Instant instant) {
        now = nanos;
        at = instant;
    }

    /** Elapsed time since it began. */
    long age() {
        return now - began;
    }

    /** How long it lasts; endless when it has no end. */
    long lasting() {
        Duration lasting = phase().lasting();
        return lasting == null ? ENDLESS : lasting.toNanos();
    }

    /** How long it may go on when it is on hold at its end. */
    long extension() {
        Duration extension = phase().extendedBy();
        return extension == null ? 0 : extension.toNanos();
    }

    boolean isTimeOver() {
        return lasting() != ENDLESS && age() >= lasting();
    }

    void observed(CheckRun run, Observation seen, Outcome outcome) {
        accounts.observe(run.check.name(), outcome, now);
        List<Gate> mine = figures.isEmpty() ? null : figures.get(run.check.name());
        if (mine != null) {
            for (Gate gate : mine) {
                gate.observe(seen, outcome == Outcome.FAIL, now);
            }
        }
    }

    void blocked(CheckRun run) {
        accounts.observe(run.check.name(), Outcome.SKIPPED, now);
    }

    void maintenance(boolean whether, long now) {
        accounts.maintenance(whether, now);
    }

    /** What is wanted for its end, as it stands. */
    List<Outlook.Item> items() {
        List<Outlook.Item> items = new ArrayList<>(gates.size());
        for (Gate gate : gates.values()) {
            items.add(gate.item(this));
        }
        items.addAll(attestations(phase(), attestations));
        return items;
    }

    static List<Outlook.Item> attestations(VerificationPhase phase, Map<Attestation.Wanted, Attestation> given) {
        List<Outlook.Item> items = new ArrayList<>(phase.attestations().size());
        for (Attestation.Wanted wanted : phase.attestations()) {
            Attestation attestation = given.get(wanted);
            Outlook.State state = attestation == null ? Outlook.State.MISSING : Outlook.State.MET;
            Explanation explanation = attestation == null
                    ? Explanation.of("nobody has said so", "it takes a person")
                    : Explanation.of(attestation.toString(), "");
            items.add(new Outlook.Item(wanted.toString(), state, explanation, null));
        }
        return items;
    }

    boolean isExtensionOver() {
        return phase().extendedBy() != null && lasting() != ENDLESS && age() >= lasting() + extension();
    }

    @Nullable
    Instant ends() {
        return lasting() == ENDLESS || isTimeOver() ? null : at.plusNanos(lasting() - age());
    }

    /** The earliest time at which nothing is missing any more, as far as that can be told; none when it will always be. */
    @Nullable
    Instant earliestGo(List<Outlook.Item> items) {
        Instant earliest = items.isEmpty() ? null : ends();
        for (Outlook.Item item : items) {
            if (item.state() == Outlook.State.IMPOSSIBLE) {
                return null;
            }
            earliest = later(earliest, item.earliest());
        }
        for (CheckRun run : roster.checks()) {
            if (run.finding().reason() == Reason.NOT_DUE) {
                earliest = later(earliest, run.due.after(1, now, at));
            }
        }
        return earliest;
    }

    private static @Nullable Instant later(@Nullable Instant one, @Nullable Instant other) {
        return one == null || other != null && other.isAfter(one) ? other : one;
    }

    @Override
    public Availability availability(@Nullable String of) {
        return accounts.of(of, now);
    }

    @Override
    public int incidents(@Nullable Severity severity, @Nullable String component) {
        return incidents.count(began, severity, component);
    }

    @Override
    public long resolution(@Nullable String component) {
        return incidents.longest(began, component, now);
    }

    @Override
    public int passes(String check) {
        CheckRun run = byName.get(check);
        return run == null ? 0 : run.passes();
    }

    @Override
    public int warned(String check) {
        CheckRun run = byName.get(check);
        return run == null ? 0 : run.warned();
    }

    @Override
    public @Nullable Instant after(String check, int runs) {
        CheckRun run = byName.get(check);
        return run == null ? null : run.due.after(runs, now, at);
    }

    @Override
    public long left() {
        long remaining = remaining();
        return remaining == ENDLESS ? ENDLESS : remaining - windows.within(at(), remaining);
    }

    @Override
    public long remaining() {
        return lasting() == ENDLESS ? ENDLESS : Math.max(0, lasting() + extension() - age());
    }

    @Override
    public Instant at() {
        return at;
    }

    @Override
    public long now() {
        return now;
    }
}
