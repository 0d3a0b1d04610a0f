package dev.postflight.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class CheckTest {

    private static final Probe PROBE = timeout -> ProbeResult.up();
    private static final Threshold THRESHOLD = Threshold.parse("p95: HIGH > 500ms");

    private static Probe saying(SilenceRule rule) {
        return new Probe() {
            @Override
            public ProbeResult run(Duration timeout) {
                return ProbeResult.up();
            }

            @Override
            public SilenceRule silence() {
                return rule;
            }
        };
    }

    @Test
    void a_new_check_has_safe_defaults() {
        Check check = Check.of("database", PROBE);

        assertThat(check.name()).isEqualTo("database");
        assertThat(check).hasToString("database");
        assertThat(check.probe()).isSameAs(PROBE);
        assertThat(check.component()).isEqualTo("database");
        assertThat(check.isCritical()).isFalse();
        assertThat(check.after()).isEqualTo(1);
        assertThat(check.weight()).isEqualTo(1);
        assertThat(check.timeout()).isEqualTo(Check.DEFAULT_TIMEOUT).isEqualTo(Duration.ofSeconds(5));
        assertThat(check.thresholds()).isEmpty();
        assertThat(check.dependencies()).isEmpty();
        assertThat(check.silence()).isEqualTo(SilenceRule.FAIL);
        assertThat(check.cadence()).isNull();
        assertThat(check.recoverAfter()).isEqualTo(1);
        assertThat(check.waitUntil()).isNull();
        assertThat(check.alerts()).isEmpty();
        assertThat(check.faults()).isEmpty();
    }

    @Test
    void every_setting_is_kept() {
        Check check = Check.of("database", PROBE)
                .component("storage")
                .critical()
                .after(3)
                .weight(5)
                .timeout(Duration.ofMillis(250))
                .threshold("p50: HIGH > 100ms")
                .threshold(THRESHOLD)
                .dependsOn("network", "dns")
                .dependsOn("disk")
                .onSilence(SilenceRule.IGNORE)
                .recoverAfter(4)
                .waitUntil(Duration.ofMinutes(30))
                .alerts(AlertPolicy.of(Severity.HIGH), AlertPolicy.of(Severity.LOW));

        assertThat(check.component()).isEqualTo("storage");
        assertThat(check.isCritical()).isTrue();
        assertThat(check.after()).isEqualTo(3);
        assertThat(check.weight()).isEqualTo(5);
        assertThat(check.timeout()).isEqualTo(Duration.ofMillis(250));
        assertThat(check.thresholds()).containsExactly(Threshold.parse("p50: HIGH > 100ms"), THRESHOLD);
        assertThat(check.dependencies()).containsExactly("network", "dns", "disk");
        assertThat(check.silence()).isEqualTo(SilenceRule.IGNORE);
        assertThat(check.recoverAfter()).isEqualTo(4);
        assertThat(check.waitUntil()).isEqualTo(Duration.ofMinutes(30));
        assertThat(check.alerts()).containsExactly(AlertPolicy.of(Severity.HIGH), AlertPolicy.of(Severity.LOW));
        assertThat(check.faults()).isEmpty();
    }

    @Nested
    class Settings {

        private final Check original = Check.of("database", PROBE);

        @Test
        void leave_the_original_alone() {
            var unused = original.component("storage")
                    .critical()
                    .after(3)
                    .weight(5)
                    .timeout(Duration.ofMillis(250))
                    .threshold(THRESHOLD)
                    .dependsOn("network")
                    .onSilence(SilenceRule.IGNORE)
                    .recoverAfter(2)
                    .waitUntil(Duration.ofMinutes(1))
                    .alerts(AlertPolicy.of(Severity.HIGH))
                    .weight(-1);

            assertThat(unused.faults()).hasSize(1);
            assertThat(original).usingRecursiveComparison().isEqualTo(Check.of("database", PROBE));
        }

        @Test
        void of_a_shared_ancestor_do_not_mix() {
            Check shared = original.dependsOn("network").threshold(THRESHOLD);
            Check one = shared.dependsOn("disk");
            Check other = shared.threshold("p50: HIGH > 100ms");

            assertThat(shared.dependencies()).containsExactly("network");
            assertThat(one.thresholds()).containsExactly(THRESHOLD);
            assertThat(other.dependencies()).containsExactly("network");
        }

        @Test
        void cannot_be_changed_through_what_is_handed_out() {
            Check check = original.dependsOn("network").threshold(THRESHOLD);

            assertThatThrownBy(() -> check.dependencies().add("x")).isInstanceOf(UnsupportedOperationException.class);
            assertThatThrownBy(() -> check.thresholds().clear()).isInstanceOf(UnsupportedOperationException.class);
        }

        @Test
        void cannot_be_changed_through_what_was_handed_in() {
            String[] names = {"network"};
            Check check = original.dependsOn(names);
            names[0] = "disk";

            assertThat(check.dependencies()).containsExactly("network");
        }

        @Test
        void that_are_refused_leave_what_was_before() {
            Check check = original.weight(5)
                    .weight(0)
                    .timeout(Duration.ZERO)
                    .after(-1)
                    .component("");

            assertThat(check.weight()).isEqualTo(5);
            assertThat(check.timeout()).isEqualTo(Check.DEFAULT_TIMEOUT);
            assertThat(check.after()).isEqualTo(1);
            assertThat(check.component()).isEqualTo("database");
            assertThat(check.faults()).hasSize(4);
        }
    }

    @Nested
    class Silence {

        @Test
        void means_what_the_probe_says() {
            assertThat(Check.of("a", saying(SilenceRule.HOLD)).silence()).isEqualTo(SilenceRule.HOLD);
        }

        @Test
        void means_what_the_check_says_if_it_says_anything() {
            assertThat(Check.of("a", saying(SilenceRule.HOLD))
                            .onSilence(SilenceRule.FAIL)
                            .silence())
                    .isEqualTo(SilenceRule.FAIL);
        }
    }

    @Nested
    class InAPhase {

        @Test
        void has_the_cadence_of_its_place() {
            VerificationPhase phase = VerificationPhase.named("watch")
                    .check(Check.of("once", PROBE))
                    .every(Duration.ofMinutes(5))
                    .check(Check.of("often", PROBE))
                    .check(Check.of("as often", PROBE))
                    .every(Duration.ofHours(1))
                    .check(Check.of("seldom", PROBE));

            assertThat(phase.checks())
                    .extracting(Check::cadence)
                    .containsExactly(
                            null,
                            new Cadence.Every(Duration.ofMinutes(5)),
                            new Cadence.Every(Duration.ofMinutes(5)),
                            new Cadence.Every(Duration.ofHours(1)));
        }

        @Test
        void leaves_phases_that_were_made_before_alone() {
            VerificationPhase empty = VerificationPhase.named("watch");
            VerificationPhase one = empty.check(Check.of("a", PROBE));
            VerificationPhase two = one.check(Check.of("b", PROBE));
            VerificationPhase timed = two.within(Duration.ofSeconds(1)).lasting(Duration.ofHours(1));

            assertThat(empty.checks()).isEmpty();
            assertThat(one.checks()).hasSize(1);
            assertThat(two.checks()).hasSize(2);
            assertThat(two.within()).isZero();
            assertThat(two.lasting()).isNull();
            assertThat(timed.within()).isEqualTo(Duration.ofSeconds(1));
            assertThat(timed.lasting()).isEqualTo(Duration.ofHours(1));
            assertThat(timed).hasToString("watch");
            assertThatThrownBy(() -> two.checks().clear()).isInstanceOf(UnsupportedOperationException.class);
        }
    }
}
