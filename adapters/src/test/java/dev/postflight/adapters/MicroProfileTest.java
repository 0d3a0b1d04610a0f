package dev.postflight.adapters;

import static dev.postflight.adapters.Asking.told;
import static dev.postflight.adapters.Verdicts.DOWN;
import static dev.postflight.adapters.Verdicts.SILENT;
import static dev.postflight.adapters.Verdicts.UP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.postflight.verify.engine.Verifier;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponse.Status;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** MicroProfile Health. Peers' faults 13 and 14: what hangs, and what is told to everybody. */
@SuppressWarnings({"NullAway", "NullOptional"}) // nulls are among what is tested
class MicroProfileTest {

    @AfterEach
    void forgetTheProvider() {
        HealthCheckResponse.setResponseProvider(null);
    }

    record Case(HealthCheckResponse said, String told) {}

    private static Case of(String told, String name, Status status, Object... data) {
        Map<String, Object> map = new HashMap<>();
        for (int i = 0; i < data.length; i += 2) {
            map.put((String) data[i], data[i + 1]);
        }
        return new Case(new HealthCheckResponse(name, status, Optional.of(map)), told);
    }

    static List<Case> cases() {
        return Arrays.asList(
                of("UP []", "orders", Status.UP),
                of("UP [waiting 3]", "orders", Status.UP, "waiting", 3L, "open", true),
                new Case(new HealthCheckResponse("orders", Status.UP, Optional.empty()), "UP []"),
                new Case(new HealthCheckResponse("orders", Status.UP, null), "UP []"),
                of("DOWN health check: DOWN: orders", "orders", Status.DOWN),
                of("DOWN health check: DOWN: orders (waiting=3) [waiting 3]", "orders", Status.DOWN, "waiting", 3L),
                of("DOWN health check: DOWN", null, Status.DOWN),
                of(
                        "DOWN health check: DOWN: orders (rootCause=password authentication failed, password=***)",
                        "orders",
                        Status.DOWN,
                        "rootCause",
                        "password authentication failed, password=hunter2"),
                of("SILENT health check: no status (expected: a result with one)", "orders", null),
                new Case(null, "SILENT health check: no status (expected: a result with one)"),
                new Case(new HealthCheckResponse(), "SILENT health check: no status (expected: a result with one)"));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void a_check_is_told_in_one_sentence_and_is_up_only_when_it_says_so(Case one) {
        assertThat(told(MicroProfileHealth.probe(one::said))).isEqualTo(one.told());
    }

    @Test
    void a_check_that_throws_is_not_up() {
        assertThat(told(MicroProfileHealth.probe(() -> {
                    throw new IllegalStateException();
                })))
                .isEqualTo("THROWN IllegalStateException");
        assertThat(told(MicroProfileHealth.probe(() -> {
                    throw new StackOverflowError("token=abcdef");
                })))
                .isEqualTo("THROWN StackOverflowError: token=***");
    }

    @Test
    void a_check_that_is_made_by_the_builders_of_its_server_is_read() {
        HealthCheckResponse.setResponseProvider(Builder::new);
        assertThat(told(MicroProfileHealth.probe(() -> HealthCheckResponse.up("orders"))))
                .isEqualTo("UP []");
        assertThat(told(MicroProfileHealth.probe(new Orders()))).isEqualTo("DOWN Orders: DOWN: orders (n=7) [n 7]");
    }

    private static final class Orders implements HealthCheck {
        @Override
        public HealthCheckResponse call() {
            return HealthCheckResponse.named("orders")
                    .withData("n", 7)
                    .status(false)
                    .build();
        }
    }

    /** As servers have one. */
    private static final class Builder extends HealthCheckResponseBuilder {
        private final Map<String, Object> data = new HashMap<>();
        private String name;
        private Status status = Status.DOWN;

        @Override
        public HealthCheckResponseBuilder name(String given) {
            name = given;
            return this;
        }

        @Override
        public HealthCheckResponseBuilder withData(String key, String value) {
            data.put(key, value);
            return this;
        }

        @Override
        public HealthCheckResponseBuilder withData(String key, long value) {
            data.put(key, value);
            return this;
        }

        @Override
        public HealthCheckResponseBuilder withData(String key, boolean value) {
            data.put(key, value);
            return this;
        }

        @Override
        public HealthCheckResponseBuilder up() {
            return status(true);
        }

        @Override
        public HealthCheckResponseBuilder down() {
            return status(false);
        }

        @Override
        public HealthCheckResponseBuilder status(boolean up) {
            status = up ? Status.UP : Status.DOWN;
            return this;
        }

        @Override
        public HealthCheckResponse build() {
            return new HealthCheckResponse(name, status, Optional.of(data));
        }
    }

    private static String served(VerdictHealth health) {
        HealthCheckResponse response =
                MicroProfileHealth.check("postflight", health).call();
        return response.getName() + " " + response.getStatus() + " "
                + response.getData().orElseThrow();
    }

    @Test
    void a_verdict_shows_without_a_provider_and_without_details() {
        assertThat(served(VerdictHealth.of(() -> Verdicts.of(UP)))).isEqualTo("postflight UP {decision=GO}");
        assertThat(served(VerdictHealth.of(() -> Verdicts.of(DOWN)))).isEqualTo("postflight DOWN {decision=NO_GO}");
        assertThat(served(VerdictHealth.of(() -> Verdicts.of(SILENT)))).isEqualTo("postflight DOWN {decision=HOLD}");
        assertThat(served(VerdictHealth.of(() -> null))).isEqualTo("postflight DOWN {reason=no verdict}");
    }

    @Test
    void a_check_of_a_verdict_shows() {
        assertThat(served(VerdictHealth.of(() -> Verdicts.of(UP)).check("database")))
                .isEqualTo("postflight UP {outcome=PASS}");
        assertThat(served(VerdictHealth.of(Verdicts::stale).check("database")))
                .isEqualTo("postflight DOWN {outcome=UNKNOWN}");
        assertThat(served(VerdictHealth.of(Verdicts::stale))).isEqualTo("postflight DOWN {decision=HOLD}");
        assertThat(served(VerdictHealth.of(() -> Verdicts.of(UP)).check("Database")))
                .isEqualTo("postflight DOWN {reason=no such check in this phase}");
        try (Verifier verifier = Verdicts.verifier(UP)) {
            assertThat(served(VerdictHealth.of(verifier::latest).check("database")))
                    .isEqualTo("postflight DOWN {outcome=PENDING}");
        }
    }

    @Test
    void details_are_told_on_request_and_without_secrets() {
        assertThat(served(VerdictHealth.of(() -> Verdicts.of(DOWN))
                        .check("database")
                        .withDetails()))
                .startsWith("postflight DOWN {")
                .contains("outcome=FAIL", "reason=DOWN", "seen=", "10.0.0.5", "password=***")
                .doesNotContain("hunter2");
    }

    @Test
    void what_is_given_is_there() {
        for (Runnable wrong : List.<Runnable>of(
                () -> MicroProfileHealth.probe(null),
                () -> MicroProfileHealth.check(" ", VerdictHealth.of(() -> null)),
                () -> MicroProfileHealth.check(null, VerdictHealth.of(() -> null)),
                () -> MicroProfileHealth.check("postflight", null))) {
            assertThatExceptionOfType(IllegalArgumentException.class)
                    .isThrownBy(wrong::run)
                    .withMessageContaining(": null (expected: ");
        }
    }
}
