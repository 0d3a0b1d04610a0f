package dev.postflight.examples.shop;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The main job on real parts: what it says, and the code that it ends with. */
class ShopTest {

    @TempDir
    private Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private int run(String... arguments) {
        return ShopMain.run(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                arguments);
    }

    private String report() {
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void a_sound_shop_is_go() throws IOException {
        Path json = folder.resolve("report.json");
        assertThat(run("--within=60s", "--report=" + json)).as(report()).isZero();
        assertThat(report()).contains("GO  shop / startup", "Why GO").doesNotContain("Missing for GO", "\u001b[");
        JsonNode verdict = new ObjectMapper().readTree(Files.readString(json));
        assertThat(verdict.path("decision").asText()).isEqualTo("GO");
        assertThat(verdict.path("findings").size()).isGreaterThanOrEqualTo(10);
    }

    /** Several shops at a time, as each waits for most of the time that it takes. */
    @Execution(ExecutionMode.CONCURRENT)
    @ParameterizedTest
    @CsvSource({
        "database,  1, critical check database failed",
        "latency,   2, order time is HIGH: p95",
        "errors,    1, order errors is CRITICAL: error_rate",
        "pool,      1, critical check database failed",
        "migration, 1, critical check migrations failed: applied 3 is CRITICAL (required = 4)",
        "hang,      1, critical check health failed"
    })
    void a_broken_shop_is_not_go_and_the_report_says_why(String fault, int exitCode, String reason) {
        assertThat(run("--break=" + fault, "--within=3s", "--report=" + folder.resolve("report.json")))
                .as(report())
                .isEqualTo(exitCode);
        assertThat(report()).contains(reason).contains("Missing for GO");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--break=everything | --break: everything (expected: one of database, latency, errors, pool, migration, hang)",
                "--break            | --break:  (expected: one of database, latency, errors, pool, migration, hang)",
                "--within=5%        | --within: 5% (expected: 100ms to 1h)",
                "--within=soon      | quantity",
                "--report=          | --report: \"\" (expected: a file)",
                "--days=0           | --days: 0 (expected: 1 to 365)",
                "--days=366         | --days: 366 (expected: 1 to 365)",
                "--days             | --days:  (expected: 1 to 365)",
                "--days=1e1         | --days: 1e1 (expected: 1 to 365)",
                "--speed=fast       | --speed: fast (expected: what goes by in a second, 1min to 365d, or max)",
                "--speed=30s        | --speed: 30s (expected: what goes by in a second, 1min to 365d, or max)",
                "--speed=366d       | --speed: 366d (expected: what goes by in a second, 1min to 365d, or max)",
                "--speed=50%        | --speed: 50% (expected: what goes by in a second, 1min to 365d, or max)",
                "--speed=1d         | --speed: without --days (expected: beside --days)",
                "verify             | option: verify (expected: --break=…, --within=…, --days=…, --speed=…, --report=… or --help)"
            })
    void a_wrong_command_line_is_told_with_its_usage(String argument, String message) {
        assertThat(run(argument)).isEqualTo(64);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains(message).contains("Usage:");
        assertThat(report()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"--break=latency", "--within=5s"})
    void days_in_virtual_time_start_no_shop_that_could_be_broken(String argument) {
        assertThat(run(argument, "--days=30")).isEqualTo(64);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .contains("--days: 30 (expected: neither --break nor --within beside it)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--help", "-h"})
    void help_is_not_an_error(String argument) {
        assertThat(run(argument)).isZero();
        assertThat(report()).startsWith("Usage:").contains("--break=", "--within=", "--days=", "--speed=", "--report=");
    }

    @Test
    void a_report_that_cannot_be_written_is_told() {
        Path nowhere = folder.resolve("missing").resolve("report.json");
        assertThat(run("--report=" + nowhere)).isEqualTo(70);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("its report could not be written");
    }
}
