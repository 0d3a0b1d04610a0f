package dev.postflight.verify.readiness;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.postflight.api.Decision;
import dev.postflight.api.Severity;
import dev.postflight.api.Verdict;
import dev.postflight.verify.decide.Sample;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What is told of the checks, and to whom not. */
class DetailsTest {

    private static String answer(Shape shape, boolean details, Verdict verdict) throws Exception {
        Readiness readiness = new Readiness(() -> verdict, shape, false);
        try (ReadyServer server = new ReadyServer(details ? readiness.withDetails() : readiness)) {
            HttpResponse<String> answer = server.get();
            assertThat(answer.statusCode()).isEqualTo(verdict.isGo() ? 200 : 503);
            return answer.body();
        }
    }

    private static JsonNode json(Shape shape, Verdict verdict) throws IOException {
        return new ObjectMapper().readTree(shape.detailed(verdict));
    }

    private static List<String> names(JsonNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    @ParameterizedTest
    @EnumSource(Shape.class)
    void nobody_is_told_anything_who_was_not_meant_to(Shape shape) throws Exception {
        for (Decision decision : Decision.values()) {
            assertThat(answer(shape, false, Told.of(decision)))
                    .doesNotContain("database", "storage", "traffic", "refused", "shop", "startup", "score", "reason");
        }
    }

    @Test
    void asking_for_details_leaves_the_handler_without_them_as_it_is() {
        Verdict verdict = Told.of(Decision.GO);
        Readiness plain = new Readiness(() -> verdict, Shape.KUBERNETES, false);
        Readiness detailed = plain.withDetails();
        assertThat(HeldExchange.answeredBy(plain))
                .asString(StandardCharsets.UTF_8)
                .isEqualTo("GO\n");
        assertThat(HeldExchange.answeredBy(detailed))
                .asString(StandardCharsets.UTF_8)
                .contains("shop / startup");
    }

    @Test
    void kubernetes_is_told_the_score_and_the_reasons() throws Exception {
        assertThat(answer(Shape.KUBERNETES, true, Told.of(Decision.NO_GO))).isEqualTo("""
                NO_GO
                shop / startup: NO_GO, score 0.00/10 (0.0 %), 2 checks in 2 s
                critical check database failed: refused
                score 0.00/10 (0.0 %) is below 75 %
                """);
    }

    @Test
    void spring_boot_is_told_the_verdict_and_each_check_as_components() throws Exception {
        JsonNode told = new ObjectMapper().readTree(answer(Shape.SPRING_BOOT, true, Told.of(Decision.NO_GO)));
        assertThat(names(told)).containsExactly("status", "components");
        assertThat(told.path("status").textValue()).isEqualTo("DOWN");
        assertThat(names(told.path("components"))).containsExactly("verdict", "database", "orders");
        JsonNode verdict = told.at("/components/verdict");
        assertThat(verdict.path("status").textValue()).isEqualTo("DOWN");
        assertThat(verdict.at("/details/decision").textValue()).isEqualTo("NO_GO");
        assertThat(verdict.at("/details/plan").textValue()).isEqualTo("shop");
        assertThat(verdict.at("/details/score").doubleValue()).isZero();
        JsonNode database = told.at("/components/database");
        assertThat(names(database)).containsExactly("status", "details");
        assertThat(database.path("details").toPrettyString()).isEqualToIgnoringNewLines("""
                        {
                          "component" : "storage",
                          "critical" : true,
                          "outcome" : "FAIL",
                          "reason" : "DOWN",
                          "severity" : "",
                          "ignored" : false,
                          "wanted" : "up",
                          "seen" : "down",
                          "cause" : "refused",
                          "at" : "2026-03-01T08:01:00.250Z",
                          "since" : "2026-03-01T08:01:00.250Z"
                        }""");
    }

    @ParameterizedTest
    @CsvSource({
        "passing, UP, UP",
        "warning, UP, UP",
        "failing, DOWN, DOWN",
        "unknown, UNKNOWN, DOWN",
        "pending, UNKNOWN, DOWN",
        "skipped, UNKNOWN, DOWN",
        "ignored, UNKNOWN, DOWN",
        "critical, DOWN, DOWN"
    })
    void a_check_that_was_not_seen_to_be_good_is_never_up(String check, String springBoot, String microProfile)
            throws IOException {
        Verdict verdict = Told.of(
                Sample.pass("passing"),
                Sample.warn("warning"),
                Sample.fail("failing"),
                Sample.unknown("unknown"),
                Sample.pending("pending"),
                Sample.skipped("skipped", "failing"),
                Sample.ignored("ignored"),
                Sample.reached("critical", Severity.CRITICAL, "> 2s"));
        JsonNode component = json(Shape.SPRING_BOOT, verdict).path("components").path(check);
        assertThat(component.path("status").textValue()).isEqualTo(springBoot);
        for (JsonNode told : json(Shape.MICRO_PROFILE, verdict).path("checks")) {
            if (told.path("name").textValue().equals(check)) {
                assertThat(told.path("status").textValue()).isEqualTo(microProfile);
                return;
            }
        }
        throw new AssertionError(check + " is not told");
    }

    /** The schema of MicroProfile Health 4.0, appendix B. */
    @ParameterizedTest
    @EnumSource(Decision.class)
    void micro_profile_is_told_what_its_schema_allows_and_no_more(Decision decision) throws Exception {
        JsonNode told = new ObjectMapper().readTree(answer(Shape.MICRO_PROFILE, true, Told.of(decision)));
        assertThat(names(told)).containsExactly("status", "checks");
        assertThat(told.path("status").textValue()).isEqualTo(decision == Decision.GO ? "UP" : "DOWN");
        assertThat(told.path("checks")).hasSize(3);
        assertThat(told.at("/checks/0/name").textValue()).isEqualTo("verdict");
        assertThat(told.at("/checks/0/status")).isEqualTo(told.path("status"));
        for (JsonNode check : told.path("checks")) {
            assertThat(names(check)).containsExactly("name", "status", "data");
            assertThat(check.path("status").textValue()).isIn("UP", "DOWN");
            assertThat(check.path("data"))
                    .isNotEmpty()
                    .allMatch(value -> value.isTextual() || value.isNumber() || value.isBoolean());
        }
    }

    @Test
    void the_verdict_has_a_name_that_no_check_has() throws IOException {
        Verdict verdict = Told.of(Sample.fail("verdict"), Sample.pass("the verdict"));
        assertThat(names(json(Shape.SPRING_BOOT, verdict).path("components")))
                .containsExactly("the the verdict", "verdict", "the verdict");
    }

    @Test
    void of_very_many_checks_those_are_told_that_did_not_pass() throws IOException {
        Verdict verdict = Told.of(IntStream.range(0, 5_000)
                .mapToObj(i -> i == 4_321 ? Sample.fail("failing") : Sample.pass("check " + i))
                .toArray(Sample[]::new));
        JsonNode components = json(Shape.SPRING_BOOT, verdict).path("components");
        assertThat(components).hasSize(1_001);
        assertThat(components.at("/failing/status").textValue()).isEqualTo("DOWN");
        assertThat(components.has("check 998")).isTrue();
        assertThat(json(Shape.MICRO_PROFILE, verdict).path("checks")).hasSize(1_001);
    }

    @ParameterizedTest
    @EnumSource(Shape.class)
    void of_very_many_reasons_the_first_are_told(Shape shape) {
        Verdict verdict = Told.of(IntStream.range(0, 500)
                .mapToObj(i -> Sample.fail("check " + i).critical())
                .toArray(Sample[]::new));
        assertThat(verdict.reasons()).hasSize(501);
        String told = new String(shape.detailed(verdict), StandardCharsets.UTF_8);
        assertThat(told.contains("; and 481 more") || told.endsWith("\nand 481 more\n"))
                .as("told: %.1000s", told)
                .isTrue();
    }

    @ParameterizedTest
    @EnumSource(
            value = Shape.class,
            names = {"SPRING_BOOT", "MICRO_PROFILE"})
    void any_text_makes_sound_json(Shape shape) throws IOException {
        String odd = "\"\\ \u0000\n\u001b[31m </script> é \u2028";
        JsonNode told = json(shape, Told.of(Sample.fail("odd").cause(odd + "\ud800")));
        assertThat(told.findValue("cause").textValue()).isEqualTo(odd + "?");
    }
}
