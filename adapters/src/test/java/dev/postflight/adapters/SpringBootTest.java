package dev.postflight.adapters;

import static dev.postflight.adapters.Asking.told;
import static dev.postflight.adapters.Verdicts.DOWN;
import static dev.postflight.adapters.Verdicts.SILENT;
import static dev.postflight.adapters.Verdicts.UP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.postflight.api.Check;
import dev.postflight.api.Decision;
import dev.postflight.api.Unit;
import dev.postflight.api.Verdict;
import dev.postflight.verify.engine.Verifier;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.boot.health.actuate.endpoint.AdditionalHealthEndpointPath;
import org.springframework.boot.health.actuate.endpoint.CompositeHealthDescriptor;
import org.springframework.boot.health.actuate.endpoint.HealthDescriptor;
import org.springframework.boot.health.actuate.endpoint.HealthEndpoint;
import org.springframework.boot.health.actuate.endpoint.HealthEndpointGroup;
import org.springframework.boot.health.actuate.endpoint.HealthEndpointGroups;
import org.springframework.boot.health.actuate.endpoint.HttpCodeStatusMapper;
import org.springframework.boot.health.actuate.endpoint.IndicatedHealthDescriptor;
import org.springframework.boot.health.actuate.endpoint.StatusAggregator;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.health.registry.DefaultHealthContributorRegistry;

/** Spring Boot 4, with its own endpoint. Peers' faults 1 to 6. */
@SuppressWarnings("NullAway") // nulls are among what is tested
class SpringBootTest {

    @ParameterizedTest
    @MethodSource("dev.postflight.adapters.SpringBootCases#all")
    void an_indicator_is_told_in_one_sentence_and_is_up_only_when_it_says_so(SpringBootCases said) {
        HealthIndicator indicator = () -> Health.status(new Status(said.code(), said.description()))
                .withDetails(said.details())
                .build();
        assertThat(told(SpringBootHealth.probe(indicator).alsoUp("DEGRADED"))).isEqualTo(said.told());
    }

    @Test
    void an_indicator_that_gives_nothing_or_throws_is_not_up() {
        assertThat(told(SpringBootHealth.probe(() -> null)))
                .isEqualTo("SILENT health indicator: no status (expected: a result with one)");
        assertThat(told(SpringBootHealth.probe(() -> {
                    throw new IllegalStateException("password=hunter2");
                })))
                .isEqualTo("THROWN IllegalStateException: password=***");
        assertThat(told(SpringBootHealth.probe(() -> {
                    throw new NoClassDefFoundError("com/shop/Driver");
                })))
                .isEqualTo("THROWN NoClassDefFoundError: com/shop/Driver");
        assertThat(told(SpringBootHealth.probe(new Broken())))
                .isEqualTo("DOWN Broken: DOWN (error=java.lang.IllegalStateException: refused)");
    }

    private static final class Broken extends AbstractHealthIndicator {
        @Override
        protected void doHealthCheck(Health.Builder builder) {
            throw new IllegalStateException("refused");
        }
    }

    @Test
    void details_within_themselves_come_to_an_end() {
        HealthIndicator endless =
                () -> Health.up().withDetails(SpringBootCases.endless()).build();
        assertThat(told(SpringBootHealth.probe(endless)))
                .isEqualTo("UP [n 1, same.n 1, same.same.n 1, same.same.same.n 1]");
    }

    @Test
    void an_indicator_can_be_held_against_thresholds() {
        HealthIndicator disk = () -> Health.up().withDetail("free", 5_000_000).build();
        HealthProbe probe = SpringBootHealth.probe(disk).unit("free", Unit.BYTES);
        assertThat(told(probe)).isEqualTo("UP [free 4.77 MiB]");
        assertThat(Check.of("disk", probe).threshold("free: CRITICAL < 1GiB").thresholds())
                .hasSize(1);
    }

    /** What the endpoint and a load balancer make of it. */
    private static String served(VerdictHealth health) {
        DefaultHealthContributorRegistry registry = new DefaultHealthContributorRegistry();
        registry.registerContributor("postflight", SpringBootHealth.indicator(health));
        registry.registerContributor(
                "other", (HealthIndicator) () -> Health.up().build());
        HealthEndpoint endpoint = new HealthEndpoint(
                registry, null, HealthEndpointGroups.of(new All(), Map.of()), Duration.ofSeconds(10));
        HealthDescriptor all = endpoint.health();
        IndicatedHealthDescriptor one = (IndicatedHealthDescriptor)
                ((CompositeHealthDescriptor) all).getComponents().get("postflight");
        return HttpCodeStatusMapper.getDefault().getStatusCode(all.getStatus()) + " " + all.getStatus() + " "
                + one.getStatus() + " " + one.getDetails();
    }

    @Test
    void a_verdict_shows_in_the_endpoint() {
        assertThat(served(VerdictHealth.of(() -> Verdicts.of(UP)))).isEqualTo("200 UP UP {decision=GO}");
        assertThat(served(VerdictHealth.of(() -> Verdicts.of(DOWN)))).isEqualTo("503 DOWN DOWN {decision=NO_GO}");
        assertThat(served(VerdictHealth.of(() -> Verdicts.of(SILENT))))
                .isEqualTo("503 OUT_OF_SERVICE OUT_OF_SERVICE {decision=HOLD}");
        assertThat(served(VerdictHealth.of(() -> Verdicts.of(DOWN)).withDetails()))
                .startsWith("503 DOWN DOWN {")
                .contains("decision=NO_GO", "phase=startup")
                .doesNotContain("hunter2");
    }

    @Test
    void a_check_shows_in_the_endpoint() {
        assertThat(served(VerdictHealth.of(() -> Verdicts.of(UP)).check("database")))
                .isEqualTo("200 UP UP {outcome=PASS}");
        assertThat(served(VerdictHealth.of(() -> Verdicts.of(DOWN)).check("database")))
                .isEqualTo("503 DOWN DOWN {outcome=FAIL}");
        assertThat(served(VerdictHealth.of(Verdicts::stale).check("database")))
                .isEqualTo("503 OUT_OF_SERVICE OUT_OF_SERVICE {outcome=UNKNOWN}");
    }

    @Test
    void what_is_not_known_is_out_of_service_as_unknown_would_pass() {
        Verdict none = null;
        assertThat(served(VerdictHealth.of(() -> none)))
                .isEqualTo("503 OUT_OF_SERVICE OUT_OF_SERVICE {reason=no verdict}");
        assertThat(served(VerdictHealth.of(() -> {
                    throw new IllegalStateException("password=hunter2");
                })))
                .isEqualTo("503 OUT_OF_SERVICE OUT_OF_SERVICE {reason=no verdict: IllegalStateException}");
        assertThat(served(VerdictHealth.of(() -> {
                    throw new NoClassDefFoundError("com/shop/Driver");
                })))
                .startsWith("503 OUT_OF_SERVICE");
        assertThat(served(VerdictHealth.of(() -> Verdicts.of(UP)).check("nothing")))
                .isEqualTo("503 OUT_OF_SERVICE OUT_OF_SERVICE {reason=no such check in this phase}");
        try (Verifier verifier = Verdicts.verifier(UP)) {
            assertThat(served(VerdictHealth.of(verifier::latest)))
                    .isEqualTo("503 OUT_OF_SERVICE OUT_OF_SERVICE {decision=HOLD}");
            assertThat(served(VerdictHealth.of(verifier::latest).check("database")))
                    .isEqualTo("503 OUT_OF_SERVICE OUT_OF_SERVICE {outcome=PENDING}");
            assertThat(verifier.verify().decision()).isEqualTo(Decision.GO);
            assertThat(served(VerdictHealth.of(verifier::latest))).isEqualTo("200 UP UP {decision=GO}");
        }
    }

    @Test
    void what_is_given_is_there() {
        for (Runnable wrong : List.<Runnable>of(
                () -> SpringBootHealth.probe(null),
                () -> SpringBootHealth.indicator(null),
                () -> VerdictHealth.of(null),
                () -> VerdictHealth.of(() -> null).check(" "))) {
            assertThatExceptionOfType(IllegalArgumentException.class)
                    .isThrownBy(wrong::run)
                    .withMessageContaining(": null (expected: ");
        }
    }

    /** All indicators, with their details. */
    private static final class All implements HealthEndpointGroup {

        @Override
        public boolean isMember(String name) {
            return true;
        }

        @Override
        public boolean showComponents(SecurityContext securityContext) {
            return true;
        }

        @Override
        public boolean showDetails(SecurityContext securityContext) {
            return true;
        }

        @Override
        public StatusAggregator getStatusAggregator() {
            return StatusAggregator.getDefault();
        }

        @Override
        public HttpCodeStatusMapper getHttpCodeStatusMapper() {
            return HttpCodeStatusMapper.getDefault();
        }

        @Override
        public AdditionalHealthEndpointPath getAdditionalPath() {
            return null;
        }
    }
}
