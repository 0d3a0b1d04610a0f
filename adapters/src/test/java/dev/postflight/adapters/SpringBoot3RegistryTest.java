package dev.postflight.adapters;

import static dev.postflight.adapters.Asking.told;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.postflight.api.Check;
import dev.postflight.api.Decision;
import dev.postflight.api.Verdict;
import dev.postflight.api.VerificationPhase;
import dev.postflight.api.VerificationPlan;
import dev.postflight.verify.engine.Verifier;
import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.actuate.health.CompositeHealthContributor;
import org.springframework.boot.actuate.health.DefaultHealthContributorRegistry;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthContributor;
import org.springframework.boot.actuate.health.HealthContributorRegistry;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.boot.actuate.health.NamedContributor;

/** All indicators that Spring Boot 3 knows. */
@SuppressWarnings("NullAway") // nulls are among what is tested
class SpringBoot3RegistryTest {

    private final HealthContributorRegistry registry = new DefaultHealthContributorRegistry();

    private static HealthIndicator up(int n) {
        return () -> Health.up().withDetail("n", n).build();
    }

    private static HealthIndicator down(String why) {
        return () -> Health.down().withDetail("why", why).build();
    }

    /** As Spring Boot does with several data sources. */
    private static CompositeHealthContributor databases() {
        Map<String, HealthContributor> parts = new LinkedHashMap<>();
        parts.put("main", up(1));
        parts.put("replica", down("lag"));
        parts.put("shards", CompositeHealthContributor.fromMap(Map.of("a", up(2))));
        return CompositeHealthContributor.fromMap(parts);
    }

    @Test
    void all_are_probes_by_the_names_that_the_endpoint_has() {
        registry.registerContributor("disk", up(3));
        registry.registerContributor("db", databases());
        Map<String, HealthProbe> probes = SpringBoot3Health.probes(registry);
        assertThat(probes).containsOnlyKeys("disk", "db/main", "db/replica", "db/shards/a");
        assertThat(told(probes.get("disk"))).isEqualTo("UP [n 3]");
        assertThat(told(probes.get("db/shards/a"))).isEqualTo("UP [n 2]");
        assertThat(told(probes.get("db/replica"))).isEqualTo("DOWN db/replica: DOWN (why=lag)");
    }

    @Test
    void a_loop_makes_checks_of_all_of_them() {
        registry.registerContributor("disk", up(3));
        registry.registerContributor("db", databases());
        VerificationPhase phase = VerificationPhase.named("startup");
        for (Map.Entry<String, HealthProbe> health :
                SpringBoot3Health.probes(registry).entrySet()) {
            phase = phase.check(Check.of(health.getKey(), health.getValue()));
        }
        VerificationPlan plan = VerificationPlan.named("shop").phase(phase).build();
        try (Verifier verifier = Verifier.builder(plan).build()) {
            Verdict verdict = verifier.verify();
            assertThat(verdict.findings()).hasSize(4);
            assertThat(verdict.finding("db/replica").cause()).contains("why=lag");
        }
    }

    @Test
    void a_verdict_that_is_shown_there_is_no_check_of_itself() {
        registry.registerContributor("disk", up(3));
        Verdict[] latest = new Verdict[1];
        registry.registerContributor("postflight", SpringBoot3Health.indicator(VerdictHealth.of(() -> latest[0])));
        Map<String, HealthProbe> probes = SpringBoot3Health.probes(registry);
        assertThat(probes).containsOnlyKeys("disk");
        VerificationPlan plan = VerificationPlan.named("shop")
                .phase(VerificationPhase.named("startup")
                        .within(Duration.ofMinutes(1))
                        .check(Check.of("disk", probes.get("disk"))))
                .build();
        try (Verifier verifier = Verifier.builder(plan).build()) {
            assertThat(verifier.verify().decision()).isEqualTo(Decision.GO);
        }
    }

    @Test
    void what_comes_later_is_not_among_them() {
        registry.registerContributor("disk", up(3));
        Map<String, HealthProbe> probes = SpringBoot3Health.probes(registry);
        registry.registerContributor("late", up(4));
        assertThat(probes).containsOnlyKeys("disk");
        assertThat(SpringBoot3Health.probes(registry)).containsOnlyKeys("disk", "late");
        assertThat(SpringBoot3Health.probes(new DefaultHealthContributorRegistry()))
                .isEmpty();
    }

    @Test
    void there_are_a_hundred_at_most() {
        for (int i = 0; i < 100; i++) {
            registry.registerContributor("c" + i, up(i));
        }
        assertThat(SpringBoot3Health.probes(registry)).hasSize(100);
        registry.registerContributor("one", up(1));
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> SpringBoot3Health.probes(registry))
                .withMessage("health checks: more than 100 (expected: at most 100; take them one by one)");
    }

    @Test
    void what_is_neither_an_indicator_nor_a_composite_is_refused() {
        registry.registerContributor("strange", new HealthContributor() {});
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> SpringBoot3Health.probes(registry))
                .withMessageStartingWith("strange: ")
                .withMessageEndingWith(" (expected: a health indicator, or a composite of some)");
    }

    @Test
    void a_composite_within_itself_is_refused() {
        registry.registerContributor("db", new Endless());
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> SpringBoot3Health.probes(registry))
                .withMessage("health checks: more than 10 within one another (expected: fewer)");
    }

    private static final class Endless implements CompositeHealthContributor {

        @Override
        public HealthContributor getContributor(String name) {
            return this;
        }

        @Override
        public Iterator<NamedContributor<HealthContributor>> iterator() {
            return List.of(NamedContributor.<HealthContributor>of("db", this)).iterator();
        }
    }

    @Test
    void a_registry_is_there() {
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> SpringBoot3Health.probes(null))
                .withMessage("registry: null (expected: a registry of health contributors)");
    }
}
