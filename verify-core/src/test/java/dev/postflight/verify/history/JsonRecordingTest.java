package dev.postflight.verify.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.postflight.api.Measurement;
import dev.postflight.api.Reason;
import dev.postflight.api.Unit;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files of JSON lines, and all that may be wrong in them: the line is told and skipped, and the others are read. */
class JsonRecordingTest {

    private static final String GOOD =
            "{\"type\":\"observed\",\"at\":\"2026-03-01T08:00:00Z\",\"check\":\"api\",\"reason\":\"MET\"}";

    private static final Entry GOOD_ENTRY =
            new Entry.Observed(Instant.parse("2026-03-01T08:00:00Z"), "api", Reason.MET, "", List.of(), Duration.ZERO);

    @TempDir
    Path directory;

    private void assertSkipped(String line, String sentence) throws IOException {
        Read read = Read.jsonLines(directory, GOOD + "\n" + line + "\n" + GOOD + "\n");
        assertThat(read.faults()).containsExactly("history.jsonl:2: " + sentence);
        assertThat(read.entries()).containsExactly(GOOD_ENTRY, GOOD_ENTRY);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    hello                                              | line: "hello" (expected: a JSON object)
                    5                                                  | line: "5" (expected: a JSON object)
                    []                                                 | line: "[]" (expected: a JSON object)
                    {} {}                                              | line: "{} {}" (expected: a JSON object)
                    {"type":"observed"                                 | line: "{"type":"observed"" (expected: a JSON object)
                    {"value":NaN}                                      | line: "{"value":NaN}" (expected: a JSON object)
                    {"type":"observed",}                               | line: "{"type":"observed",}" (expected: a JSON object)
                    password=hunter2                                   | line: "password=***" (expected: a JSON object)
                    {}                                                 | type: missing (expected: one of observed, alerted, happened, attested, phased)
                    {"type":null}                                      | type: missing (expected: one of observed, alerted, happened, attested, phased)
                    {"type":"seen"}                                    | type: "seen" (expected: one of observed, alerted, happened, attested, phased)
                    {"type":{"a":1}}                                   | type: an object (expected: one of observed, alerted, happened, attested, phased)
                    {"type":"observed","check":"api","reason":"MET"}   | at: missing (expected: a time)
                    {"type":"alerted","at":"2026-03-01T08:00:00Z"}     | alert: missing (expected: an object)
                    {"type":"happened","at":"2026-03-01T08:00:00Z","incident":{"id":1.5}} | id: 1.5 (expected: a whole number)
                    {"type":"attested","at":"2026-03-01T08:00:00Z","attestation":[]} | attestation: an array (expected: an object)
                    {"type":"phased","at":"2026-03-01T08:00:00Z","phase":"a","event":"PAUSED"} | event: "PAUSED" (expected: one of BEGAN, EXTENDED, ENDED)
                    """)
    void what_is_no_entry_is_told_and_skipped(String line, String sentence) throws IOException {
        assertSkipped(line, sentence);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    "at":"yesterday"            | at: "yesterday" (expected: a time such as 2026-03-01T08:00:00Z or 2026-03-01T09:00:00+01:00)
                    "at":"2026-02-29T08:00:00Z" | at: "2026-02-29T08:00:00Z" (expected: a time such as 2026-03-01T08:00:00Z or 2026-03-01T09:00:00+01:00)
                    "at":"2026-03-01T25:00:00Z" | at: "2026-03-01T25:00:00Z" (expected: a time such as 2026-03-01T08:00:00Z or 2026-03-01T09:00:00+01:00)
                    "at":"2026-03-01T08:00:00"  | at: "2026-03-01T08:00:00" (expected: a time such as 2026-03-01T08:00:00Z or 2026-03-01T09:00:00+01:00)
                    "at":1772352000             | at: 1772352000 (expected: a time)
                    "at":"token=abc123def"      | at: "token=***" (expected: a time such as 2026-03-01T08:00:00Z or 2026-03-01T09:00:00+01:00)
                    "check":5                   | check: 5 (expected: a text)
                    "check":true                | check: true (expected: a text)
                    "check":""                  | check: "" (expected: 1 to 100 printable characters)
                    "check":"a\\nGO"             | check: "a GO" (expected: 1 to 100 printable characters)
                    "reason":"FINE"             | reason: "FINE" (expected: one such as MET, TARGET_MISSED, LEVEL_PENDING, LEVEL_REACHED, RECOVERING, WAITING)
                    "text":[1]                  | text: an array (expected: a text)
                    "tookSeconds":"1s"          | tookSeconds: "1s" (expected: a number of seconds)
                    "tookSeconds":1e999999999   | tookSeconds: "1e999999999" (expected: a number of seconds)
                    "tookSeconds":-1            | took: -1 s (expected: zero or more)
                    "measurements":{}           | measurements: an object (expected: an array)
                    "measurements":[1]          | measurements: 1 (expected: objects with metric, value and unit)
                    "measurements":[{"value":1,"unit":"count"}] | metric: missing (expected: the name of a metric)
                    "measurements":[{"metric":"a b","value":1,"unit":"count"}] | metric: "a b" (expected: a letter or underscore, then letters, digits, underscores, dots or hyphens, 100 characters at most)
                    "measurements":[{"metric":"a","unit":"count"}] | value: missing (expected: a number)
                    "measurements":[{"metric":"a","value":"1","unit":"count"}] | value: "1" (expected: a number)
                    "measurements":[{"metric":"a","value":[],"unit":"count"}] | value: an array (expected: a number)
                    "measurements":[{"metric":"a","value":1e999,"unit":"count"}] | value: 1e999 (expected: a number that a double can hold)
                    "measurements":[{"metric":"a","value":1}] | unit: missing (expected: one of seconds, bytes, ratio, count, per_second)
                    "measurements":[{"metric":"a","value":1,"unit":"furlongs"}] | unit: "furlongs" (expected: one of seconds, bytes, ratio, count, per_second)
                    "measurements":[{"metric":"a","value":1,"unit":"count"},{"metric":"a","value":2,"unit":"count"}] | measurements: a twice (expected: each metric once)
                    """)
    void a_member_that_is_wrong_is_told_and_its_line_skipped(String member, String sentence) throws IOException {
        // of two members of one name, the later counts
        assertSkipped(GOOD.substring(0, GOOD.length() - 1) + "," + member + "}", sentence);
    }

    @Test
    void a_file_that_ends_in_the_middle_of_a_line_is_said_to_be_cut_off() throws IOException {
        Read read = Read.jsonLines(directory, GOOD + "\n" + GOOD.substring(0, 40));
        assertThat(read.entries()).containsExactly(GOOD_ENTRY);
        assertThat(read.faults())
                .containsExactly(
                        "history.jsonl:2: line: \"{\"type\":\"observed\",\"at\":\"2026-03-01T08:0\" (expected: a whole line; it is cut off)");
    }

    @Test
    void a_file_may_be_cut_off_anywhere_and_no_entry_is_made_up() throws IOException {
        String text = GOOD.replace("api", "höher 🛬") + "\n" + GOOD + "\n";
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        List<Entry> all = Read.jsonLines(directory, bytes).entries();
        assertThat(all).hasSize(2);
        for (int length = 0; length < bytes.length; length++) {
            Read read = Read.jsonLines(directory, java.util.Arrays.copyOf(bytes, length));
            assertThat(read.entries())
                    .as("of %s bytes", length)
                    .isEqualTo(all.subList(0, read.entries().size()));
            assertThat(read.faults()).as("of %s bytes", length).hasSizeLessThan(2);
        }
    }

    @Test
    void the_last_line_needs_no_line_break_when_it_is_whole() throws IOException {
        assertThat(Read.jsonLines(directory, GOOD + "\n" + GOOD))
                .isEqualTo(new Read(List.of(GOOD_ENTRY, GOOD_ENTRY), List.of()));
    }

    @Test
    void blank_lines_carriage_returns_and_a_byte_order_mark_do_no_harm() throws IOException {
        assertThat(Read.jsonLines(directory, "\ufeff" + GOOD + "\r\n\r\n \t\n" + GOOD + "\r\n"))
                .isEqualTo(new Read(List.of(GOOD_ENTRY, GOOD_ENTRY), List.of()));
        assertThat(Read.jsonLines(directory, "")).isEqualTo(new Read(List.of(), List.of()));
    }

    @Test
    void members_that_are_not_known_are_ignored() throws IOException {
        String more =
                GOOD.replace("{", "{\"more\":{\"deep\":" + "[".repeat(200) + "]".repeat(200) + "},\"host\":[1,{}],");
        assertThat(Read.jsonLines(directory, more + "\n")).isEqualTo(new Read(List.of(GOOD_ENTRY), List.of()));
    }

    @Test
    void members_may_come_in_any_order_and_times_with_an_offset() throws IOException {
        String other =
                "{\"reason\":\"MET\",\"check\":\"api\",\"at\":\"2026-03-01T09:00:00+01:00\",\"type\":\"observed\"}";
        assertThat(Read.jsonLines(directory, other + "\n")).isEqualTo(new Read(List.of(GOOD_ENTRY), List.of()));
    }

    @Test
    void a_figure_that_is_null_is_not_a_number() throws IOException {
        String line = GOOD.replace(
                "}", ",\"measurements\":[{\"metric\":\"a\",\"value\":null,\"unit\":\"ratio\",\"more\":[]}]}");
        Entry.Observed read = (Entry.Observed)
                Read.jsonLines(directory, line + "\n").entries().get(0);
        assertThat(read.measurements()).containsExactly(Measurement.of("a", Double.NaN, Unit.RATIO));
    }

    @Test
    void a_line_that_is_too_long_is_skipped_without_being_held() throws IOException {
        StringBuilder text = new StringBuilder(GOOD).append("\n{\"more\":\"");
        text.append("x".repeat(5 * Lines.LONGEST)).append("\"}\n").append(GOOD).append('\n');
        text.append("y ".repeat(3 * Lines.LONGEST));
        Read read = Read.jsonLines(directory, text.toString());
        assertThat(read.entries()).containsExactly(GOOD_ENTRY, GOOD_ENTRY);
        assertThat(read.faults())
                .hasSize(2)
                .allMatch(fault -> fault.endsWith("…\" (expected: at most 1048576 bytes)"))
                .allMatch(fault -> fault.length() < 250);
        assertThat(read.faults().get(0)).startsWith("history.jsonl:2: line: \"{\"more\":\"xxx");
        assertThat(read.faults().get(1)).startsWith("history.jsonl:4: line: \"y y y");
    }

    @Test
    void a_line_may_be_as_long_as_that() throws IOException {
        String frame = GOOD.replace("}", ",\"text\":\"\"}");
        String text = "x".repeat(Lines.LONGEST - frame.length());
        Read read = Read.jsonLines(directory, frame.replace("\"\"", "\"" + text + "\"") + "\n" + GOOD + "\n");
        assertThat(read.faults()).isEmpty();
        assertThat(((Entry.Observed) read.entries().get(0)).text()).isEqualTo(text);
    }

    @Test
    void bytes_that_are_no_text_are_told_and_skipped() throws IOException {
        byte[] bad = (GOOD.replace("api", "a?i") + "\n" + GOOD + "\n").getBytes(StandardCharsets.UTF_8);
        bad[new String(bad, StandardCharsets.UTF_8).indexOf('?')] = (byte) 0xc3;
        Read read = Read.jsonLines(directory, bad);
        assertThat(read.entries()).containsExactly(GOOD_ENTRY);
        assertThat(read.faults()).hasSize(1).allMatch(fault -> fault.startsWith("history.jsonl:1: line: "));
        assertThat(read.faults().get(0)).endsWith("(expected: UTF-8)");
    }

    @Test
    void a_fault_is_one_line_without_secrets() throws IOException {
        Read read =
                Read.jsonLines(directory, "at jdbc:postgresql://db/shop?user=a&password=hunter2 \u001b[2J\u2028 GO\n");
        assertThat(read.faults()).hasSize(1);
        assertThat(read.faults().get(0)).doesNotContain("hunter2", "\u001b", "\u2028", "\n");
    }

    @Test
    void whatever_bytes_are_in_a_file_it_is_read_to_its_end() throws IOException {
        byte[] good = (GOOD + "\n").getBytes(StandardCharsets.UTF_8);
        for (long seed = 1; seed <= 300; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            byte[] bytes = new byte[2 * good.length];
            System.arraycopy(good, 0, bytes, 0, good.length);
            System.arraycopy(good, 0, bytes, good.length, good.length);
            for (int i = random.nextInt(1, 5); i > 0; i--) {
                bytes[random.nextInt(good.length - 1)] = (byte) random.nextInt(256);
            }
            Read read = Read.jsonLines(directory, bytes);
            assertThat(read.entries()).as("seed %s", seed).endsWith(GOOD_ENTRY);
        }
    }

    @Test
    void a_file_is_read_anew_each_time_and_must_be_there() throws IOException {
        Path file = directory.resolve("later.jsonl");
        Recording recording = Recording.jsonLines(file);
        assertThatThrownBy(() -> Read.of(recording)).isInstanceOf(NoSuchFileException.class);
        Files.writeString(file, GOOD + "\n");
        assertThat(Read.of(recording)).isEqualTo(Read.of(recording));
    }
}
