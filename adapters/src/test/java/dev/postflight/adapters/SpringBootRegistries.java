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
import java.util.Map;
import org.junit.jupiter.api.Test;

/** All indicators that Spring Boot knows, whichever its version. */
@SuppressWarnings("NullAway") // what a map may lack is asserted to be there
abstract class SpringBootRegistries {

    /** Registers an indicator that is up, with the number {@code n} among its details. */
    abstract void register(String name, int n);

    /** Registers {@code db}, as Spring Boot does with several data sources: main 1, replica down (why=lag), and shards with a 2. */
    abstract void registerDatabases();

    /** Registers {@code db}, which is a part of itself. */
    abstract void registerEndless();

    abstract void registerVerdict(String name, VerdictHealth verdict);

    abstract Map<String, HealthProbe> probes();

    abstract Map<String, HealthProbe> probesOfAnEmptyOne();

    abstract Map<String, HealthProbe> probesOfNone();

    @Test
    void all_are_probes_by_the_names_that_the_endpoint_has() {
        register("disk", 3);
        registerDatabases();
        Map<String, HealthProbe> probes = probes();
        assertThat(probes).containsOnlyKeys("disk", "db/main", "db/replica", "db/shards/a");
        assertThat(told(probes.get("disk"))).isEqualTo("UP [n 3]");
        assertThat(told(probes.get("db/shards/a"))).isEqualTo("UP [n 2]");
        assertThat(told(probes.get("db/replica"))).isEqualTo("DOWN db/replica: DOWN (why=lag)");
    }

    @Test
    void a_loop_makes_checks_of_all_of_them() {
        register("disk", 3);
        registerDatabases();
        VerificationPhase phase = VerificationPhase.named("startup");
        for (Map.Entry<String, HealthProbe> health : probes().entrySet()) {
            phase = phase.check(Check.of(health.getKey(), health.getValue()));
        }
        Verdict verdict = verdict(phase);
        assertThat(verdict.findings()).hasSize(4);
        assertThat(verdict.finding("db/replica").cause()).contains("why=lag");
    }

    private static Verdict verdict(VerificationPhase phase) {
        VerificationPlan plan = VerificationPlan.named("shop").phase(phase).build();
        try (Verifier verifier = Verifier.builder(plan).build()) {
            return verifier.verify();
        }
    }

    @Test
    void a_verdict_that_is_shown_there_is_no_check_of_itself() {
        register("disk", 3);
        Verdict[] latest = new Verdict[1];
        registerVerdict("postflight", VerdictHealth.of(() -> latest[0]));
        Map<String, HealthProbe> probes = probes();
        assertThat(probes).containsOnlyKeys("disk");
        VerificationPhase phase = VerificationPhase.named("startup").check(Check.of("disk", probes.get("disk")));
        assertThat(verdict(phase).decision()).isEqualTo(Decision.GO);
    }

    @Test
    void what_comes_later_is_not_among_them() {
        register("disk", 3);
        Map<String, HealthProbe> probes = probes();
        register("late", 4);
        assertThat(probes).containsOnlyKeys("disk");
        assertThat(probes()).containsOnlyKeys("disk", "late");
        assertThat(probesOfAnEmptyOne()).isEmpty();
    }

    @Test
    void there_are_a_hundred_at_most() {
        for (int i = 0; i < 100; i++) {
            register("c" + i, i);
        }
        assertThat(probes()).hasSize(100);
        register("one", 1);
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(this::probes)
                .withMessage("health checks: more than 100 (expected: at most 100; take them one by one)");
    }

    @Test
    void a_composite_within_itself_is_refused() {
        registerEndless();
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(this::probes)
                .withMessage("health checks: more than 10 within one another (expected: fewer)");
    }

    @Test
    void a_registry_is_there() {
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(this::probesOfNone)
                .withMessage("registry: null (expected: a registry of health contributors)");
    }
}
