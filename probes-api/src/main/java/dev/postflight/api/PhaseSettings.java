package dev.postflight.api;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** All that a phase is made of. Written only while a phase is made; reached by others through a final field. */
final class PhaseSettings {
    final String name;
    final List<Check> checks = new ArrayList<>();
    final List<Criterion> criteria = new ArrayList<>();
    final List<Attestation.Wanted> attestations = new ArrayList<>();
    final List<String> faults = new ArrayList<>();
    Duration within = Duration.ZERO;
    boolean advanced;

    @Nullable
    Duration lasting;

    @Nullable
    Duration extension;

    @Nullable
    Cadence cadence;

    PhaseSettings(@Nullable String name) {
        boolean valid = Faults.isName(name);
        this.name = valid && name != null ? name : "?";
        holds("name", valid ? null : Faults.quoted(name), valid, Faults.NAME_RULE);
    }

    PhaseSettings(PhaseSettings other) {
        name = other.name;
        checks.addAll(other.checks);
        criteria.addAll(other.criteria);
        attestations.addAll(other.attestations);
        faults.addAll(other.faults);
        within = other.within;
        advanced = other.advanced;
        lasting = other.lasting;
        extension = other.extension;
        cadence = other.cadence;
    }

    boolean holdsDuration(String setting, @Nullable Duration value) {
        return holds(setting, value, Faults.isPositive(value), Faults.POSITIVE_DURATION_RULE);
    }

    boolean holds(String setting, @Nullable Object value, boolean rule, String expected) {
        if (!rule) {
            faults.add(Faults.sentence(setting, value, expected));
        }
        return rule;
    }
}
