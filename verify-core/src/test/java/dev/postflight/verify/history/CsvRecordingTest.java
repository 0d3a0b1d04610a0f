package dev.postflight.verify.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.postflight.api.Check;
import dev.postflight.api.Measurement;
import dev.postflight.api.Probe;
import dev.postflight.api.ProbeResult;
import dev.postflight.api.Reason;
import dev.postflight.api.Unit;
import dev.postflight.api.VerificationPhase;
import dev.postflight.api.VerificationPlan;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files with the columns time, check, metric, value: what their rows mean, and all that may be wrong in them. */
class CsvRecordingTest {

    private static final String HEADER = "time,check,metric,value\n";
    private static final String TIME = "2026-03-01T08:00:00Z";
    private static final Instant AT = Instant.parse(TIME);

    private static final VerificationPlan PLAN = VerificationPlan.named("orders")
            .phase(VerificationPhase.named("watch")
                    .lasting(Duration.ofHours(2))
                    .every(Duration.ofMinutes(1))
                    .check(Check.of("api", new Telling())
                            .threshold("latency: CRITICAL > 2s")
                            .threshold("load: CRITICAL > 5"))
                    .check(Check.of("database", timeout -> ProbeResult.up())
                            .threshold("p95: CRITICAL > 2s")
                            .threshold("max of size over 5m: CRITICAL > 2MB")
                            .threshold("rate of requests over 5m: CRITICAL > 10/s")
                            .threshold("failed: CRITICAL > 0")))
            .build();

    /** Tells its metrics. */
    private static final class Telling implements Probe {
        @Override
        public ProbeResult run(Duration timeout) {
            return ProbeResult.up();
        }

        @Override
        public Map<String, Unit> metrics() {
            return Map.of("latency", Unit.SECONDS, "load", Unit.COUNT, "used", Unit.RATIO);
        }
    }

    @TempDir
    Path directory;

    private Read read(String rows) throws IOException {
        return readBytes((HEADER + rows).getBytes(StandardCharsets.UTF_8));
    }

    private Read readBytes(byte[] bytes) throws IOException {
        return Read.of(Recording.csv(Files.write(directory.resolve("history.csv"), bytes), PLAN));
    }

    private static Entry observed(String check, Reason reason, Measurement... measurements) {
        return new Entry.Observed(AT, check, reason, "", List.of(measurements), Duration.ZERO);
    }

    private static Read all(Entry... entries) {
        return new Read(List.of(entries), List.of());
    }

    @Test
    void rows_of_one_time_and_check_that_follow_one_another_are_one_observation() throws IOException {
        assertThat(read("""
                        2026-03-01T08:00:00Z,api,up,1
                        2026-03-01T08:00:00Z,api,latency,0.25
                        2026-03-01T09:00:00+01:00,api,load,3
                        2026-03-01T08:00:00Z,database,p95,0.5
                        2026-03-01T08:00:00Z,api,load,4
                        """))
                .isEqualTo(all(
                        observed(
                                "api",
                                Reason.MET,
                                Measurement.of("latency", 0.25, Unit.SECONDS),
                                Measurement.of("load", 3, Unit.COUNT)),
                        observed("database", Reason.MET, Measurement.of("p95", 0.5, Unit.SECONDS)),
                        observed("api", Reason.MET, Measurement.of("load", 4, Unit.COUNT))));
    }

    @ParameterizedTest
    @CsvSource({
        "api, latency, SECONDS",
        "api, used, RATIO",
        "api, else, COUNT",
        "database, p95, SECONDS",
        "database, size, BYTES",
        "database, requests, COUNT",
        "database, failed, COUNT",
        "unknown, p95, COUNT"
    })
    void a_unit_is_that_of_the_probe_or_of_a_threshold_or_a_count(String check, String metric, Unit unit)
            throws IOException {
        assertThat(read(TIME + "," + check + "," + metric + ",1\n"))
                .isEqualTo(all(observed(check, Reason.MET, Measurement.of(metric, 1, unit))));
    }

    @Test
    void up_is_no_measurement_and_down_keeps_what_was_measured() throws IOException {
        assertThat(read(TIME + ",api,up,1\n")).isEqualTo(all(observed("api", Reason.MET)));
        assertThat(read(TIME + ",api,up,0\n")).isEqualTo(all(observed("api", Reason.DOWN)));
        assertThat(read(TIME + ",api,load,5\n" + TIME + ",api,up,0.0\n"))
                .isEqualTo(all(observed("api", Reason.DOWN, Measurement.of("load", 5, Unit.COUNT))));
    }

    @ParameterizedTest
    @ValueSource(strings = {",", "load,", "load,NaN", "load,nan"})
    void nothing_measured_is_silence_and_not_success(String metricAndValue) throws IOException {
        assertThat(read(TIME + ",api," + metricAndValue + "\n")).isEqualTo(all(observed("api", Reason.SILENT)));
    }

    @Test
    void a_value_that_is_absent_leaves_the_others() throws IOException {
        assertThat(read(TIME + ",api,latency,\n" + TIME + ",api,load,5\n"))
                .isEqualTo(all(observed("api", Reason.MET, Measurement.of("load", 5, Unit.COUNT))));
        assertThat(read(TIME + ",api,latency,NaN\n" + TIME + ",api,up,1\n"))
                .isEqualTo(all(observed("api", Reason.MET)));
    }

    @Test
    void a_row_without_metric_and_value_is_an_observation_by_itself() throws IOException {
        assertThat(read(TIME + ",api,load,1\n" + TIME + ",api,,\n" + TIME + ",api,,\n" + TIME + ",api,load,2\n"))
                .isEqualTo(all(
                        observed("api", Reason.MET, Measurement.of("load", 1, Unit.COUNT)),
                        observed("api", Reason.SILENT),
                        observed("api", Reason.SILENT),
                        observed("api", Reason.MET, Measurement.of("load", 2, Unit.COUNT))));
    }

    @Test
    void fields_may_be_quoted_and_hold_commas_quotes_and_any_characters() throws IOException {
        assertThat(read("\"" + TIME + "\",\"a \"\"b\"\", ö 🛬\",\"load\",\"1.5\"\r\n"))
                .isEqualTo(all(observed("a \"b\", ö 🛬", Reason.MET, Measurement.of("load", 1.5, Unit.COUNT))));
    }

    @Test
    void a_byte_order_mark_and_blank_lines_do_no_harm() throws IOException {
        String text = "\ufeff" + HEADER + "\n" + TIME + ",api,up,1\n\r\n";
        assertThat(readBytes(text.getBytes(StandardCharsets.UTF_8))).isEqualTo(all(observed("api", Reason.MET)));
        assertThat(readBytes("\"time\",\"check\",\"metric\",\"value\"\r\n".getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(all());
    }

    @ParameterizedTest
    @CsvSource({
        "1, 1",
        "-1, -1",
        "+1.50, 1.5",
        ".5, 0.5",
        "5., 5",
        "-0, -0.0",
        "1e3, 1000",
        "1E-3, 0.001",
        "0.30000000000000004, 0.30000000000000004",
        "9007199254740993, 9007199254740992",
        "0.1234567890123456789012345, 0.12345678901234568",
        "123456789012345678901234567890, 1.2345678901234568E29"
    })
    void a_number_is_the_nearest_double(String text, double value) throws IOException {
        assertThat(read(TIME + ",api,load," + text + "\n"))
                .isEqualTo(all(observed("api", Reason.MET, Measurement.of("load", value, Unit.COUNT))));
    }

    @Test
    void any_number_is_read_as_java_reads_it() {
        for (long seed = 1; seed <= 20_000; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            double value = Double.longBitsToDouble(random.nextLong());
            String text = random.nextBoolean() && Double.isFinite(value)
                    ? Double.toString(value)
                    : random.nextLong() + "." + random.nextLong(Long.MAX_VALUE);
            assertThat(Decimals.of(text.toCharArray(), 0, text.length()))
                    .as("seed %s: %s", seed, text)
                    .isEqualTo(Double.parseDouble(text));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    2026-03-01T08:00:00Z,api,load          | line: "2026-03-01T08:00:00Z,api,load" (expected: four fields: time,check,metric,value)
                    2026-03-01T08:00:00Z,api,load,1,2      | line: "2026-03-01T08:00:00Z,api,load,1,2" (expected: four fields: time,check,metric,value)
                    2026-03-01T08:00:00Z,"api,load,1       | line: "2026-03-01T08:00:00Z,"api,load,1" (expected: a closing quote)
                    2026-03-01T08:00:00Z,"api"x,load,1     | line: "2026-03-01T08:00:00Z,"api"x,load,1" (expected: a comma after a closing quote)
                    8:00,api,load,1                        | time: "8:00" (expected: a time such as 2026-03-01T08:00:00Z or 2026-03-01T09:00:00+01:00)
                    ,api,load,1                            | time: "" (expected: a time such as 2026-03-01T08:00:00Z or 2026-03-01T09:00:00+01:00)
                    2026-03-01T08:00:00Z,,load,1           | check: "" (expected: 1 to 100 printable characters)
                    """)
    void a_row_that_is_none_is_told_and_skipped(String row, String sentence) throws IOException {
        assertThat(read(TIME + ",api,up,1\n" + row + "\n" + TIME + ",api,load,2\n"))
                .isEqualTo(new Read(
                        List.of(observed("api", Reason.MET, Measurement.of("load", 2, Unit.COUNT))),
                        List.of("history.csv:3: " + sentence)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    load,fast     | value: "fast" (expected: a number that a double can hold, NaN or nothing)
                    load,1e999    | value: "1e999" (expected: a number that a double can hold, NaN or nothing)
                    load,Infinity | value: "Infinity" (expected: a number that a double can hold, NaN or nothing)
                    load,0x10     | value: "0x10" (expected: a number that a double can hold, NaN or nothing)
                    load,1d       | value: "1d" (expected: a number that a double can hold, NaN or nothing)
                    load,1e       | value: "1e" (expected: a number that a double can hold, NaN or nothing)
                    load, 1       | value: " 1" (expected: a number that a double can hold, NaN or nothing)
                    ,1            | metric: "" (expected: a letter or underscore, then letters, digits, underscores, dots or hyphens, 100 characters at most)
                    a b,1         | metric: "a b" (expected: a letter or underscore, then letters, digits, underscores, dots or hyphens, 100 characters at most)
                    """)
    void what_was_observed_and_cannot_be_read_is_silence_and_told(String metricAndValue, String sentence)
            throws IOException {
        assertThat(read(TIME + ",api," + metricAndValue + "\n"))
                .isEqualTo(new Read(List.of(observed("api", Reason.SILENT)), List.of("history.csv:2: " + sentence)));
    }

    @Test
    void a_thing_is_not_up_when_it_cannot_be_read_whether_it_was() throws IOException {
        Read read = read(TIME + ",api,load,1\n" + TIME + ",api,up,yes\n" + TIME + ",api,latency,1\n");
        assertThat(read.faults()).containsExactly("history.csv:3: up: \"yes\" (expected: 1 or 0)");
        assertThat(read.entries())
                .containsExactly(new Entry.Observed(
                        AT, "api", Reason.SILENT, "whether it was up could not be read", List.of(), Duration.ZERO));
    }

    @Test
    void a_metric_that_is_there_twice_is_told_and_the_first_one_counts() throws IOException {
        assertThat(read(TIME + ",api,load,1\n" + TIME + ",api,load,2\n" + TIME + ",api,up,0\n" + TIME + ",api,up,1\n"))
                .isEqualTo(new Read(
                        List.of(observed("api", Reason.DOWN, Measurement.of("load", 1, Unit.COUNT))),
                        List.of(
                                "history.csv:3: metric: load twice (expected: each metric once in an observation)",
                                "history.csv:5: metric: up twice (expected: each metric once in an observation)")));
    }

    @Test
    void a_last_row_without_a_line_break_may_be_cut_off_and_is_not_used() throws IOException {
        assertThat(read(TIME + ",api,load,1\n2026-03-01T08:01:00Z,api,load,612"))
                .isEqualTo(new Read(
                        List.of(observed("api", Reason.MET, Measurement.of("load", 1, Unit.COUNT))),
                        List.of("history.csv:3: line: \"2026-03-01T08:01:00Z,api,load,612\""
                                + " (expected: a whole line; it is cut off)")));
    }

    @Test
    void a_file_may_be_cut_off_anywhere_and_no_row_is_made_up() throws IOException {
        byte[] bytes =
                (HEADER + TIME + ",höher,load,12.5\n" + TIME + ",\"b\",load,7\n").getBytes(StandardCharsets.UTF_8);
        List<Entry> all = readBytes(bytes).entries();
        assertThat(all).hasSize(2);
        for (int length = HEADER.length(); length < bytes.length; length++) {
            Read read = readBytes(Arrays.copyOf(bytes, length));
            assertThat(read.entries())
                    .as("of %s bytes", length)
                    .isEqualTo(all.subList(0, read.entries().size()));
        }
    }

    @Test
    void rows_that_are_too_long_or_no_text_are_told_and_skipped() throws IOException {
        byte[] bytes = (HEADER + TIME + ",a?i,load,1\n" + TIME + ",api," + "x".repeat(2 * Lines.LONGEST) + ",1\n" + TIME
                        + ",api,up,1\n")
                .getBytes(StandardCharsets.UTF_8);
        bytes[HEADER.length() + TIME.length() + 2] = (byte) 0xff;
        Read read = readBytes(bytes);
        assertThat(read.entries()).containsExactly(observed("api", Reason.MET));
        assertThat(read.faults()).hasSize(2);
        assertThat(read.faults().get(0)).startsWith("history.csv:2: line: ").endsWith("(expected: UTF-8)");
        assertThat(read.faults().get(1))
                .startsWith("history.csv:3: line: ")
                .endsWith("(expected: at most 1048576 bytes)");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    time;check;metric;value       | history.csv:1: header: "time;check;metric;value" (expected: time,check,metric,value)
                    time,check,value,metric       | history.csv:1: header: "time,check,value,metric" (expected: time,check,metric,value)
                    time,check,metric,value,unit  | history.csv:1: header: "time,check,metric,value,unit" (expected: time,check,metric,value)
                    2026-03-01T08:00:00Z,api,up,1 | history.csv:1: header: "2026-03-01T08:00:00Z,api,up,1" (expected: time,check,metric,value)
                    """)
    void without_its_header_nothing_of_a_file_is_read(String header, String sentence) {
        assertThatThrownBy(() -> readBytes((header + "\n" + TIME + ",api,up,1\n").getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(IOException.class)
                .hasMessage(sentence);
    }

    @Test
    void an_empty_file_has_no_header() {
        assertThatThrownBy(() -> readBytes(new byte[0]))
                .isInstanceOf(IOException.class)
                .hasMessage("history.csv:1: header: missing (expected: time,check,metric,value)");
    }
}
