package dev.postflight.api;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** All that a check is made of. Written only while a check is made; reached by others through a final field. */
final class CheckSettings {
    private static final int MOST = 1_000_000;

    final String name;
    final boolean named;
    final Probe probe;
    final List<Threshold> thresholds = new ArrayList<>();
    final List<String> dependencies = new ArrayList<>();
    final List<Threshold> readOnlyThresholds = Collections.unmodifiableList(thresholds);
    final List<String> readOnlyDependencies = Collections.unmodifiableList(dependencies);
    final List<String> faults = new ArrayList<>();
    String component;
    boolean critical;
    int after = 1;
    int weight = 1;
    Duration timeout = Check.DEFAULT_TIMEOUT;

    @Nullable
    SilenceRule silence;

    @Nullable
    Cadence cadence;

    @Nullable
    Duration waitUntil;

    int recoverAfter = 1;
    final List<AlertPolicy> policies = new ArrayList<>();

    CheckSettings(String name, Probe probe) {
        named = holdsName("name", name, Faults.NAME_RULE);
        boolean probed = holds("probe", null, probe != null, "a probe");
        this.name = named ? name : "?";
        this.probe = probed ? probe : timeout -> ProbeResult.silent("no probe");
        this.component = this.name;
    }

    CheckSettings(CheckSettings other) {
        name = other.name;
        named = other.named;
        probe = other.probe;
        thresholds.addAll(other.thresholds);
        dependencies.addAll(other.dependencies);
        faults.addAll(other.faults);
        component = other.component;
        critical = other.critical;
        after = other.after;
        weight = other.weight;
        timeout = other.timeout;
        silence = other.silence;
        cadence = other.cadence;
        waitUntil = other.waitUntil;
        recoverAfter = other.recoverAfter;
        policies.addAll(other.policies);
    }

    /** All but the probe, which may do anything in its equals(). */
    List<@Nullable Object> all() {
        return Arrays.asList(
                name,
                thresholds,
                dependencies,
                faults,
                component,
                critical,
                after,
                weight,
                timeout,
                silence,
                cadence,
                waitUntil,
                recoverAfter,
                policies);
    }

    void add(Threshold threshold) {
        if (holds("threshold", threshold + " twice", !thresholds.contains(threshold), "each once")) {
            thresholds.add(threshold);
        }
    }

    boolean holdsDuration(String setting, @Nullable Duration value) {
        return holds(setting, value, Faults.isPositive(value), Faults.POSITIVE_DURATION_RULE);
    }

    /** What is no name is quoted without secrets, and to look for these takes time. */
    boolean holdsName(String setting, @Nullable String name, String expected) {
        return Faults.isName(name) || holds(setting, Faults.quoted(name), false, expected);
    }

    boolean holdsCount(String setting, int value, String expected) {
        return holds(setting, value, value >= 1 && value <= MOST, expected);
    }

    boolean holds(String setting, @Nullable Object value, boolean rule, String expected) {
        if (!rule) {
            faults.add(Faults.sentence(setting, value, expected));
        }
        return rule;
    }
}
