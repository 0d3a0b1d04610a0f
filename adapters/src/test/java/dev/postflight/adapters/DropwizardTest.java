package dev.postflight.adapters;

import static dev.postflight.adapters.Asking.told;
import static dev.postflight.adapters.Verdicts.DOWN;
import static dev.postflight.adapters.Verdicts.SILENT;
import static dev.postflight.adapters.Verdicts.UP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.codahale.metrics.health.HealthCheck;
import com.codahale.metrics.health.HealthCheck.Result;
import com.codahale.metrics.health.HealthCheckRegistry;
import com.codahale.metrics.health.annotation.Async;
import dev.postflight.api.Check;
import dev.postflight.api.Decision;
import dev.postflight.api.Finding;
import dev.postflight.api.Outcome;
import dev.postflight.api.Reason;
import dev.postflight.api.Verdict;
import dev.postflight.api.VerificationPhase;
import dev.postflight.api.VerificationPlan;
import dev.postflight.verify.engine.Verifier;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Dropwizard's health checks and their registry. Peers' faults 7 to 11: what hangs, errs or has not run is healthy there. */
@SuppressWarnings("NullAway") // nulls are among what is tested
class DropwizardTest {

    /** Does what a test wants. */
    private static HealthCheck doing(Callable<Result> action) {
        return new HealthCheck() {
            @Override
            protected Result check() throws Exception {
                return action.call();
            }
        };
    }

    record Case(Callable<Result> action, String told) {}

    static List<Case> cases() {
        return Arrays.asList(
                new Case(Result::healthy, "UP []"),
                new Case(() -> Result.healthy("fine"), "UP []"),
                new Case(
                        () -> Result.builder()
                                .healthy()
                                .withDetail("waiting", 3)
                                .build(),
                        "UP [waiting 3]"),
                new Case(() -> Result.unhealthy("not %s", "fine"), "DOWN health check: unhealthy: not fine"),
                new Case(() -> Result.unhealthy("100 %"), "DOWN health check: unhealthy: 100 %"),
                new Case(() -> Result.unhealthy((String) null), "DOWN health check: unhealthy"),
                new Case(
                        () -> Result.builder()
                                .unhealthy()
                                .withMessage("full")
                                .withDetail("free", 5)
                                .build(),
                        "DOWN health check: unhealthy: full (free=5) [free 5]"),
                new Case(
                        () -> Result.builder()
                                .unhealthy()
                                .withMessage("password=hunter2")
                                .build(),
                        "DOWN health check: unhealthy: password=***"),
                new Case(
                        () -> Result.unhealthy(new IllegalStateException("refused")),
                        "DOWN health check: unhealthy: IllegalStateException: refused"),
                new Case(
                        () -> {
                            throw new IllegalStateException("token=abcdef");
                        },
                        "DOWN health check: unhealthy: IllegalStateException: token=***"),
                new Case(
                        () -> {
                            throw new IllegalStateException();
                        },
                        "DOWN health check: unhealthy: IllegalStateException"),
                new Case(
                        () -> {
                            throw new InterruptedException("stop");
                        },
                        "THROWN InterruptedException: stop"),
                new Case(
                        () -> {
                            throw new NoClassDefFoundError("com/shop/Driver");
                        },
                        "THROWN NoClassDefFoundError: com/shop/Driver"));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void a_check_is_told_in_one_sentence_and_is_up_only_when_it_says_so(Case one) {
        assertThat(told(DropwizardHealth.probe(doing(one.action())))).isEqualTo(one.told());
    }

    @Test
    void a_check_that_gives_nothing_is_not_up() {
        assertThat(told(DropwizardHealth.probe(doing(() -> null)))).doesNotStartWith("UP");
    }

    @Async(period = 3600, initialDelay = 3600)
    private static final class Background extends HealthCheck {
        @Override
        protected Result check() {
            return Result.unhealthy("broken");
        }
    }

    @Test
    void a_check_that_runs_in_the_background_is_not_taken_as_it_is_healthy_before_it_has_run() {
        ScheduledExecutorService executor = Executors.newScheduledThreadPool(1);
        try {
            HealthCheckRegistry registry = new HealthCheckRegistry(executor);
            registry.register("background", new Background());
            assertThat(registry.runHealthCheck("background").isHealthy()).isTrue();
            assertThatExceptionOfType(IllegalArgumentException.class)
                    .isThrownBy(() -> DropwizardHealth.probe(registry.getHealthCheck("background")))
                    .withMessage("check: one that runs in the background (expected: the health check itself)");
            assertThat(told(DropwizardHealth.probe(new Background()))).isEqualTo("DOWN Background: unhealthy: broken");
        } finally {
            executor.shutdownNow();
        }
    }

    @Test
    void all_checks_of_a_registry_are_probes_by_their_names() {
        HealthCheckRegistry registry = new HealthCheckRegistry();
        registry.register(
                "orders",
                doing(() -> Result.builder().healthy().withDetail("waiting", 3).build()));
        registry.register("db", doing(() -> Result.unhealthy("refused")));
        registry.register("postflight", DropwizardHealth.check(VerdictHealth.of(() -> Verdicts.of(UP))));
        Map<String, HealthProbe> probes = DropwizardHealth.probes(registry);
        assertThat(probes.keySet())
                .as("without the verdict, which would wait for itself")
                .containsExactly("db", "orders");
        assertThat(told(probes.get("orders"))).isEqualTo("UP [waiting 3]");
        assertThat(told(probes.get("db"))).isEqualTo("DOWN db: unhealthy: refused");
        registry.register("late", doing(Result::healthy));
        assertThat(probes).doesNotContainKey("late");
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> DropwizardHealth.probes(null))
                .withMessage("registry: null (expected: a registry of health checks)");
    }

    @Test
    void a_registry_with_a_check_that_runs_in_the_background_is_refused_and_the_check_named() {
        ScheduledExecutorService executor = Executors.newScheduledThreadPool(1);
        try {
            HealthCheckRegistry registry = new HealthCheckRegistry(executor);
            registry.register("slow", new Background());
            assertThatExceptionOfType(IllegalArgumentException.class)
                    .isThrownBy(() -> DropwizardHealth.probes(registry))
                    .withMessage("slow: one that runs in the background (expected: the health check itself)");
        } finally {
            executor.shutdownNow();
        }
    }

    @Test
    void there_are_a_hundred_at_most() {
        HealthCheckRegistry registry = new HealthCheckRegistry();
        for (int i = 0; i <= 100; i++) {
            registry.register("c" + i, doing(Result::healthy));
        }
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> DropwizardHealth.probes(registry))
                .withMessage("health checks: more than 100 (expected: at most 100; take them one by one)");
        registry.unregister("c0");
        assertThat(DropwizardHealth.probes(registry)).hasSize(100);
    }

    /** Peers' faults 8 and 9. */
    @Test
    void a_check_that_hangs_or_errs_fails_and_keeps_no_other_from_being_asked() {
        CountDownLatch never = new CountDownLatch(1);
        HealthCheck hanging = doing(() -> {
            never.await();
            return Result.healthy();
        });
        HealthCheck erring = doing(() -> {
            throw new StackOverflowError();
        });
        VerificationPlan plan = VerificationPlan.named("orders")
                .phase(VerificationPhase.named("startup")
                        .within(Duration.ofSeconds(2))
                        .check(Check.of("hanging", DropwizardHealth.probe(hanging))
                                .timeout(Duration.ofMillis(100))
                                .critical())
                        .check(Check.of("erring", DropwizardHealth.probe(erring)))
                        .check(Check.of("fine", DropwizardHealth.probe(doing(Result::healthy)))))
                .build();
        try (Verifier verifier = Verifier.builder(plan).build()) {
            Verdict verdict = verifier.verify();
            assertThat(verdict.decision()).isEqualTo(Decision.NO_GO);
            assertThat(verdict.findings())
                    .extracting(Finding::outcome)
                    .containsExactly(Outcome.FAIL, Outcome.FAIL, Outcome.PASS);
            assertThat(verdict.findings().get(0).reason()).isEqualTo(Reason.TIMEOUT);
        }
    }

    /** What the registry makes of it, which others must not spoil. */
    private static String served(VerdictHealth health) {
        HealthCheckRegistry registry = new HealthCheckRegistry();
        registry.register("postflight", DropwizardHealth.check(health));
        registry.register("other", doing(Result::healthy));
        Result result = registry.runHealthChecks().get("postflight");
        return (result.isHealthy() ? "healthy " : "unhealthy ") + result.getMessage() + " " + result.getDetails();
    }

    @Test
    void a_verdict_shows_in_the_registry() {
        assertThat(served(VerdictHealth.of(() -> Verdicts.of(UP)))).isEqualTo("healthy GO {decision=GO}");
        assertThat(served(VerdictHealth.of(() -> Verdicts.of(DOWN)))).isEqualTo("unhealthy NO_GO {decision=NO_GO}");
        assertThat(served(VerdictHealth.of(() -> Verdicts.of(SILENT)))).isEqualTo("unhealthy HOLD {decision=HOLD}");
        assertThat(served(VerdictHealth.of(() -> null))).isEqualTo("unhealthy no verdict {reason=no verdict}");
        assertThat(served(VerdictHealth.of(() -> {
                    throw new StackOverflowError();
                })))
                .startsWith("unhealthy no verdict: StackOverflowError");
    }

    @Test
    void a_check_of_a_verdict_shows_in_the_registry() {
        assertThat(served(VerdictHealth.of(() -> Verdicts.of(UP)).check("database")))
                .isEqualTo("healthy PASS {outcome=PASS}");
        assertThat(served(VerdictHealth.of(Verdicts::stale).check("database")))
                .isEqualTo("unhealthy UNKNOWN {outcome=UNKNOWN}");
        assertThat(served(VerdictHealth.of(() -> Verdicts.of(DOWN))
                        .check("database")
                        .withDetails()))
                .startsWith("unhealthy FAIL database: ")
                .contains("100%s by 10.0.0.5")
                .doesNotContain("hunter2");
    }

    @Test
    void what_is_given_is_there() {
        for (Runnable wrong :
                List.<Runnable>of(() -> DropwizardHealth.probe(null), () -> DropwizardHealth.check(null))) {
            assertThatExceptionOfType(IllegalArgumentException.class)
                    .isThrownBy(wrong::run)
                    .withMessageContaining(": null (expected: ");
        }
    }
}
