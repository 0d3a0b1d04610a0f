package dev.postflight.examples.shop;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.postflight.api.Severity;
import dev.postflight.examples.shop.DaysLine.Kind;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The thirty days of S0 as the shop tells them. */
class DaysTest {

    private static final int WIDTH = 110;

    @TempDir
    private Path folder;

    private int exitCode;

    private String run(String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        String[] all = List.of(arguments).toArray(new String[arguments.length + 1]);
        all[arguments.length] = "--report=" + json();
        exitCode = ShopMain.run(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                all);
        assertThat(err.toString(StandardCharsets.UTF_8)).isEmpty();
        return out.toString(StandardCharsets.UTF_8);
    }

    private Path json() {
        return folder.resolve("report.json");
    }

    private static List<String> of(String output, String kind) {
        return output.lines()
                .filter(line -> line.startsWith(kind, 18))
                .map(line -> line.substring(0, 18) + line.substring(34))
                .toList();
    }

    @Test
    void two_runs_are_the_same_to_the_byte() throws IOException {
        String once = run("--days=30", "--speed=max");
        byte[] report = Files.readAllBytes(json());

        assertThat(run("--days=30", "--speed=max")).isEqualTo(once);
        assertThat(Files.readAllBytes(json())).isEqualTo(report);
    }

    @Test
    void thirty_days_end_with_go_and_a_summary() throws IOException {
        String output = run("--days=30", "--speed=max");

        assertThat(exitCode).isZero();
        assertThat(of(output, "phase "))
                .contains(
                        "day  1 Mon 00:00  day 1 begins",
                        "day  8 Mon 00:00  days 4-7 ends: GO",
                        "day 30 Tue 08:15  weeks 3-4 ends: GO");
        assertThat(of(output, "attested")).hasSize(5); // S0.7
        assertThat(output).contains("GO  shop   30 d from 2026-03-02 00:00Z", "Written to " + json());
        JsonNode report = new ObjectMapper().readTree(Files.readString(json()));
        assertThat(report.isObject()).isTrue();
    }

    /** S0.2, S0.12. */
    @Test
    void an_incident_is_grouped_escalated_acknowledged_and_explained() {
        String output = run("--days=30", "--speed=max");

        assertThat(of(output, "fires"))
                .anyMatch(
                        line -> line.matches("day  6 Sat 14:20  #4 CRITICAL database: down.*  \\[sms, email, slack]"));
        assertThat(of(output, "muted"))
                .contains("day  6 Sat 14:10  #2 HIGH order page: latency 904 ms; grouped under #1 database");
        assertThat(of(output, "escalated"))
                .hasSize(2)
                .anyMatch(line -> line.matches("day  6 Sat 14:25  #4 CRITICAL database .*  \\[lead]"))
                .anyMatch(line -> line.matches("day  6 Sat 14:50  #4 CRITICAL database .*  \\[cto]"));
        assertThat(of(output, "acknowledged")).contains("day  6 Sat 14:27  #4 CRITICAL database, by Ana");
        assertThat(of(output, "incident"))
                .startsWith(
                        "day  6 Sat 14:05  incident 1 begins: HIGH postgres",
                        "day  6 Sat 14:20  incident 1 is CRITICAL",
                        "day  6 Sat 14:55  incident 1 is resolved after 50 min",
                        "day  6 Sat 16:30  incident 1 impact: no orders for 40 min");
        assertThat(of(output, "NO_GO"))
                .contains("day  6 Sat 14:20  days 4-7: critical check database failed: connection refused");
    }

    /** S0.15. */
    @Test
    void maintenance_is_announced_and_what_is_down_in_it_does_no_harm() {
        String output = run("--days=30", "--speed=max");

        assertThat(of(output, "maintenance"))
                .contains(
                        "day 12 Fri 02:00  backup begins at day 14 Sun 02:00 and lasts 2 h  [sms, email, slack]",
                        "day 14 Sun 02:00  backup begins: alerts are muted, and time does not count",
                        "day 14 Sun 04:00  backup is over");
        assertThat(of(output, "muted"))
                .anyMatch(line -> line.matches("day 14 Sun 02:15  #5 CRITICAL database: .*; maintenance: backup"))
                .contains("day 14 Sun 02:50  #5 CRITICAL database is over after 35 min; nobody was told");
        assertThat(output).doesNotContain("incident 3");
    }

    /** S0.6. */
    @Test
    void a_week_that_fails_its_gate_is_extended_until_it_is_go() {
        String output = run("--days=30", "--speed=max");

        assertThat(of(output, "HOLD"))
                .anyMatch(line -> line.matches("day 15 Mon 00:00  week 2 is HOLD.* at most 7 d: p95 of latency .*"));
        assertThat(of(output, "phase ")).contains("day 16 Tue 08:15  week 2 ends: GO");
    }

    @ParameterizedTest
    @CsvSource({"1, 2", "6, 2", "30, 0", "365, 0"})
    void the_last_decision_is_the_exit_code_and_no_line_is_too_long(int days, int code) {
        String output = run("--days=" + days);

        assertThat(exitCode).as(output).isEqualTo(code);
        assertThat(output.lines())
                .allSatisfy(line -> assertThat(line.length()).as(line).isLessThanOrEqualTo(WIDTH));
        assertThat(output).doesNotContain("\u001b[");
    }

    @Test
    void the_readme_shows_what_is_printed() throws IOException {
        String readme = Files.readString(Path.of("..").resolve("README.md"));
        String block = readme.substring(readme.indexOf("$ java -jar examples/target/shop.jar --days=30"));
        List<String> shown = block.substring(0, block.indexOf("```"))
                .lines()
                .skip(1)
                .filter(line -> !line.equals("…"))
                .toList();

        assertThat(shown).hasSizeGreaterThan(20);
        assertThat(run("--days=30").lines()).containsSubsequence(shown);
    }

    @Test
    void colours_change_nothing_but_the_colour() {
        for (Kind kind : Kind.values()) {
            DaysLine line = DaysLine.of(DaysWorld.DEPLOYED, kind, "something of " + kind);
            assertThat(line.render(true).replaceAll("\u001b\\[[0-9;]*m", "")).isEqualTo(line.render(false));
        }
        DaysLine fires = DaysLine.fires(DaysWorld.DEPLOYED, Severity.LOW, "x");
        assertThat(fires.render(true)).contains("\u001b[33mfires");
    }

    @Test
    void a_number_stays_with_its_unit_and_times_are_those_of_the_log() {
        String text = "x".repeat(72) + " 184 ms since 2026-03-03T04:05:00Z";

        assertThat(DaysLine.of(DaysWorld.DEPLOYED, Kind.HOLD, text).render(false))
                .isEqualTo("day  1 Mon 00:00  HOLD            " + "x".repeat(72) + "\n" + " ".repeat(34)
                        + "184 ms since day 2 Tue 04:05");
    }

    @ParameterizedTest
    @CsvSource({"1d, 86400, 1000", "12h, 86400, 2000", "1min, 60, 1000", "365d, 86400, 3", "max, 86400, 0"})
    void a_speed_is_what_goes_by_in_a_second(String speed, long seconds, long millis) {
        assertThat(Pace.parse(speed).millis(Duration.ofSeconds(seconds))).isEqualTo(millis);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 86_400})
    void a_person_has_a_moment_for_every_line(long seconds) {
        assertThat(Pace.READABLE.millis(Duration.ofSeconds(seconds))).isEqualTo(80);
    }
}
