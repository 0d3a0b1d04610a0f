package dev.postflight.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What plans are. What they refuse is in {@link PlanFaultTest}. */
class PlanTest {

    private static final Probe PROBE = timeout -> ProbeResult.up();

    private static VerificationPhase phase(String name, Check... checks) {
        VerificationPhase phase = VerificationPhase.named(name);
        for (Check check : checks) {
            phase = phase.check(check);
        }
        return phase;
    }

    private static Check check(String name, String... dependencies) {
        return Check.of(name, PROBE).dependsOn(dependencies);
    }

    @Test
    void a_plan_has_what_its_builder_was_given() {
        VerificationPhase startup = phase("startup", check("a"));
        VerificationPhase watch = VerificationPhase.named("watch")
                .lasting(Duration.ofHours(2))
                .every(Duration.ofMinutes(15))
                .check(check("a"));
        VerificationPlan plan = VerificationPlan.named("orders")
                .phase(startup)
                .phase(watch)
                .scores(0.5, 0.6)
                .build();

        assertThat(plan.name()).isEqualTo("orders");
        assertThat(plan).hasToString("orders");
        assertThat(plan.phases()).containsExactly(startup, watch);
        assertThat(plan.holdScore()).isEqualByComparingTo("0.5");
        assertThat(plan.goScore()).isEqualByComparingTo("0.6");
    }

    @Test
    void a_plan_wants_90_per_cent_and_at_least_75() {
        VerificationPlan plan =
                VerificationPlan.named("orders").phase(phase("p", check("a"))).build();

        assertThat(plan.holdScore()).isEqualTo(new BigDecimal("0.75"));
        assertThat(plan.goScore()).isEqualTo(new BigDecimal("0.9"));
    }

    @Test
    void all_checks_run_at_once_but_of_a_component_only_eight_unless_it_says_otherwise() {
        VerificationPhase phase = phase("p", check("a"), check("b").component("db"));
        VerificationPlan usual = VerificationPlan.named("orders").phase(phase).build();
        VerificationPlan bounded = VerificationPlan.named("orders")
                .phase(phase)
                .concurrency(1)
                .concurrency("db", 1_000_000)
                .build();

        assertThat(usual.concurrency()).isEqualTo(1_000_000);
        assertThat(usual.concurrency("db"))
                .isEqualTo(VerificationPlan.DEFAULT_CONCURRENCY)
                .isEqualTo(8);
        assertThat(bounded.concurrency()).isEqualTo(1);
        assertThat(bounded.concurrency("db")).isEqualTo(1_000_000);
        assertThat(bounded.concurrency("a")).isEqualTo(8);
    }

    @Test
    void scores_may_be_anything_from_nothing_to_everything() {
        VerificationPlan.Builder builder = VerificationPlan.named("orders").phase(phase("p", check("a")));

        assertThat(builder.scores(0, 0).build().goScore()).isZero();
        assertThat(builder.scores(-0.0, 1).build().holdScore()).isZero();
        assertThat(builder.scores(1, 1).build().holdScore()).isEqualByComparingTo(BigDecimal.ONE);
        assertThat(builder.scores(0.58, 0.58).build().holdScore()).isEqualTo(new BigDecimal("0.58"));
    }

    @Test
    void a_plan_is_a_copy() {
        VerificationPlan.Builder builder = VerificationPlan.named("orders").phase(phase("one", check("a")));
        VerificationPlan plan = builder.build();
        VerificationPlan.Builder more = builder.phase(phase("two", check("a"))).scores(0.1, 0.2);

        assertThat(plan.phases()).hasSize(1);
        assertThat(plan.goScore()).isEqualByComparingTo("0.9");
        assertThat(more.build().phases()).hasSize(2);
        assertThatThrownBy(() -> plan.phases().clear()).isInstanceOf(UnsupportedOperationException.class);
    }

    @Nested
    class Dependencies {

        @Test
        void may_point_forwards_and_meet_again() {
            assertThatCode(() -> VerificationPlan.named("orders")
                            .phase(phase(
                                    "p",
                                    check("top", "left", "right"),
                                    check("left", "base"),
                                    check("right", "base"),
                                    check("base")))
                            .build())
                    .doesNotThrowAnyException();
        }

        /** Guards against recursion and against exponential time; it takes a fraction of a second. */
        @Test
        @Timeout(60)
        void may_form_a_chain_of_2000_in_either_order() {
            int length = 2_000;
            List<Check> chain = IntStream.range(0, length)
                    .mapToObj(i -> i == 0 ? check("c0") : check("c" + i, "c" + (i - 1)))
                    .toList();
            VerificationPhase forwards = VerificationPhase.named("forwards");
            VerificationPhase backwards = VerificationPhase.named("backwards");
            for (int i = 0; i < length; i++) {
                forwards = forwards.check(chain.get(i));
                backwards = backwards.check(chain.get(length - 1 - i));
            }
            VerificationPlan plan = VerificationPlan.named("chains")
                    .phase(forwards)
                    .phase(backwards)
                    .build();

            assertThat(plan.phases()).extracting(phase -> phase.checks().size()).containsExactly(length, length);
        }

        @Test
        @Timeout(60)
        void may_form_layers_of_which_each_check_needs_the_whole_one_below() {
            VerificationPhase phase = VerificationPhase.named("layers");
            String[] below = {};
            for (int layer = 0; layer < 50; layer++) {
                String[] names = new String[20];
                for (int i = 0; i < names.length; i++) {
                    names[i] = "l" + layer + "-" + i;
                    phase = phase.check(check(names[i], below));
                }
                below = names;
            }

            assertThat(VerificationPlan.named("layers").phase(phase).build().phases())
                    .hasSize(1);
        }
    }

    @Nested
    class Names {

        @Test
        void may_be_any_printable_text() {
            String name = "Bestellungen – größte \"Fälle\" (1/2) \ud83d\ude80";

            assertThatCode(() -> VerificationPlan.named(name)
                            .phase(phase(name, check(name).component(name), check("x".repeat(100), name)))
                            .build())
                    .doesNotThrowAnyException();
        }

        @Test
        void of_checks_may_come_again_in_another_phase() {
            assertThatCode(() -> VerificationPlan.named("orders")
                            .phase(phase("one", check("a")))
                            .phase(phase("two", check("a")))
                            .build())
                    .doesNotThrowAnyException();
        }
    }

    @Nested
    class Times {

        @Test
        void of_a_cadence_and_of_within_may_be_all_that_the_phase_lasts() {
            Duration hour = Duration.ofHours(1);

            assertThatCode(() -> VerificationPlan.named("orders")
                            .phase(VerificationPhase.named("watch")
                                    .within(hour)
                                    .lasting(hour)
                                    .every(hour)
                                    .check(check("a")))
                            .phase(VerificationPhase.named("for ever")
                                    .every(hour)
                                    .check(check("a")))
                            .build())
                    .doesNotThrowAnyException();
        }

        @Test
        void may_be_as_short_as_a_nanosecond_and_as_long_as_ten_years() {
            assertThatCode(() -> VerificationPlan.named("orders")
                            .phase(VerificationPhase.named("watch")
                                    .within(Duration.ofNanos(1))
                                    .lasting(Duration.ofDays(3650))
                                    .every(Duration.ofNanos(1))
                                    .check(check("a").timeout(Duration.ofDays(3650))))
                            .build())
                    .doesNotThrowAnyException();
        }
    }
}
