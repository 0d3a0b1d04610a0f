package dev.postflight.verify.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.postflight.api.Alert;
import dev.postflight.api.Attestation;
import dev.postflight.api.Decision;
import dev.postflight.api.Incident;
import dev.postflight.api.Measurement;
import dev.postflight.api.Reason;
import dev.postflight.api.Severity;
import dev.postflight.api.Unit;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is kept of observations, alerts and incidents (S0.2, S1.5): written as one JSON object a line, and read back equal. */
class JsonLinesTest {

    private static final Instant AT = Instant.parse("2026-03-01T08:00:00Z");

    @TempDir
    Path directory;

    private static Entry.Observed observed(Measurement... measurements) {
        return new Entry.Observed(
                AT,
                "api",
                Reason.MET,
                "",
                List.of(measurements),
                Duration.ofMillis(12).plusNanos(1));
    }

    @Test
    void an_observation_has_its_members_in_a_fixed_order() {
        assertThat(JsonLines.render(observed(Measurement.of("p95", 0.612, Unit.SECONDS))))
                .isEqualTo(
                        "{\"type\":\"observed\",\"at\":\"2026-03-01T08:00:00Z\",\"check\":\"api\",\"reason\":\"MET\","
                                + "\"text\":\"\",\"measurements\":[{\"metric\":\"p95\",\"value\":0.612,\"unit\":\"seconds\"}],"
                                + "\"tookSeconds\":0.012000001}");
    }

    @Test
    void an_alert_and_whether_it_was_real_have_their_members_in_a_fixed_order() {
        Alert alert = new Alert(
                3,
                "api",
                "shop",
                Severity.CRITICAL,
                "p95: CRITICAL > 2s",
                Alert.State.FIRING,
                AT,
                AT.plusMillis(5),
                null,
                Duration.ofSeconds(90),
                "p95 2.4 s",
                null,
                0,
                1,
                "Ada",
                2,
                true,
                0,
                false);
        assertThat(JsonLines.render(new Entry.Alerted(AT, alert)))
                .isEqualTo(
                        "{\"type\":\"alerted\",\"at\":\"2026-03-01T08:00:00Z\",\"alert\":{\"id\":3,\"check\":\"api\","
                                + "\"component\":\"shop\",\"severity\":\"CRITICAL\",\"rule\":\"p95: CRITICAL > 2s\","
                                + "\"state\":\"FIRING\",\"since\":\"2026-03-01T08:00:00Z\",\"firedAt\":\"2026-03-01T08:00:00.005Z\","
                                + "\"resolvedAt\":null,\"lastedSeconds\":90,\"seen\":\"p95 2.4 s\",\"muted\":null,\"parent\":0,"
                                + "\"incident\":1,\"acknowledged\":\"Ada\",\"escalations\":2,\"overdue\":true,\"flapping\":0,"
                                + "\"real\":false}}");
    }

    @Test
    void an_incident_has_the_fields_of_an_issue_log() {
        Incident incident = new Incident(
                1,
                "database",
                Severity.HIGH,
                "connection refused",
                AT,
                AT.plusSeconds(720),
                Duration.ofMinutes(12),
                List.of(1L, 2L),
                "no orders",
                "pool exhausted",
                "larger pool",
                List.of(new Incident.Entry(AT, "opened")));
        assertThat(JsonLines.render(new Entry.Happened(AT, incident)))
                .isEqualTo(
                        "{\"type\":\"happened\",\"at\":\"2026-03-01T08:00:00Z\",\"incident\":{\"id\":1,"
                                + "\"component\":\"database\",\"severity\":\"HIGH\",\"description\":\"connection refused\","
                                + "\"openedAt\":\"2026-03-01T08:00:00Z\",\"resolvedAt\":\"2026-03-01T08:12:00Z\","
                                + "\"lastedSeconds\":720,\"alerts\":[1,2],\"impact\":\"no orders\",\"cause\":\"pool exhausted\","
                                + "\"resolution\":\"larger pool\",\"timeline\":[{\"at\":\"2026-03-01T08:00:00Z\",\"text\":\"opened\"}]}}");
    }

    @Test
    void attestations_and_phases_have_their_members_in_a_fixed_order() {
        Attestation attestation = new Attestation("security audit", "CISO", "Ada", AT, "");
        assertThat(JsonLines.render(new Entry.Attested(AT, attestation)))
                .isEqualTo("{\"type\":\"attested\",\"at\":\"2026-03-01T08:00:00Z\",\"attestation\":{"
                        + "\"item\":\"security audit\",\"role\":\"CISO\",\"who\":\"Ada\",\"at\":\"2026-03-01T08:00:00Z\","
                        + "\"note\":\"\"}}");
        assertThat(JsonLines.render(
                        new Entry.Phased(AT, "week 1", Entry.Phased.Event.EXTENDED, Decision.HOLD, "one day more")))
                .isEqualTo("{\"type\":\"phased\",\"at\":\"2026-03-01T08:00:00Z\",\"phase\":\"week 1\","
                        + "\"event\":\"EXTENDED\",\"decision\":\"HOLD\",\"text\":\"one day more\"}");
    }

    @Test
    void any_entries_come_back_equal_from_a_file() throws IOException {
        for (long seed = 1; seed <= 20; seed++) {
            RandomEntries random = new RandomEntries(seed);
            List<Entry> entries = new ArrayList<>();
            for (int i = 0; i < 500; i++) {
                entries.add(random.next());
            }
            Path file = directory.resolve(seed + ".jsonl");
            JsonLines.write((each, faults) -> entries.forEach(each), file);
            Read read = Read.of(Recording.jsonLines(file));
            assertThat(read.faults()).as("seed %s", seed).isEmpty();
            assertThat(read.entries()).as("seed %s", seed).isEqualTo(entries);
        }
    }

    @Test
    void any_entry_comes_back_equal_from_its_text() {
        for (long seed = 1; seed <= 500; seed++) {
            Entry entry = new RandomEntries(seed).next();
            assertThat(JsonLines.parse(JsonLines.render(entry)))
                    .as("seed %s", seed)
                    .isEqualTo(entry);
        }
    }

    @ParameterizedTest
    @ValueSource(
            doubles = {
                0.1,
                0.30000000000000004,
                -0.0,
                1e22,
                123456789012345.6,
                9007199254740992.0,
                123456789012345680.0,
                Double.MIN_VALUE,
                Double.MAX_VALUE,
                2.2250738585072014E-308,
                Double.NaN,
                Double.POSITIVE_INFINITY,
                Double.NEGATIVE_INFINITY
            })
    void a_figure_comes_back_to_the_last_bit(double value) {
        Entry entry = observed(Measurement.of("m", value, Unit.COUNT));
        assertThat(JsonLines.parse(JsonLines.render(entry))).isEqualTo(entry);
    }

    @ParameterizedTest
    @CsvSource({
        "0, PT0S",
        "-0.0, PT0S",
        "0.000000001, PT0.000000001S",
        "0.0000000005, PT0S",
        "0.30000000000000004, PT0.3S",
        "1e-999999999, PT0S",
        "1E3, PT16M40S",
        "9223372036854775807.999999999, PT2562047788015215H30M7.999999999S"
    })
    void seconds_are_read_to_the_nanosecond(String seconds, Duration expected) {
        Entry entry = JsonLines.parse("{\"type\":\"observed\",\"at\":\"2026-03-01T08:00:00Z\",\"check\":\"api\","
                + "\"reason\":\"MET\",\"tookSeconds\":" + seconds + "}");
        assertThat(((Entry.Observed) entry).took()).isEqualTo(expected);
    }

    @Test
    void entries_are_written_a_line_each_and_the_writer_stays_open() throws IOException {
        StringWriter out = new StringWriter();
        JsonLines.write(List.of(observed(), observed()), out);
        String line = JsonLines.render(observed()) + "\n";
        assertThat(out.append("more")).hasToString(line + line + "more");
    }

    @Test
    void what_is_no_text_of_an_entry_is_told() {
        assertThatThrownBy(() -> JsonLines.parse("{\"type\":\"seen\"}"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("type: \"seen\" (expected: one of observed, alerted, happened, attested, phased)");
        assertThatThrownBy(() -> JsonLines.parse("password=hunter2"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("text: \"password=***\" (expected: a JSON object)");
        assertThatThrownBy(() -> JsonLines.parse("")).hasMessage("text: \"\" (expected: a JSON object)");
    }

    @Test
    void a_file_is_written_whole_or_not_at_all() throws IOException {
        Path file = Files.writeString(directory.resolve("history.jsonl"), "what was there\n");
        assertThatThrownBy(() -> JsonLines.write(
                        (entries, faults) -> {
                            entries.accept(observed());
                            throw new IOException("the disk is full");
                        },
                        file))
                .isInstanceOf(IOException.class)
                .hasMessage("the disk is full");
        assertThatThrownBy(() -> JsonLines.write(Recording.jsonLines(file), file))
                .isInstanceOf(IOException.class)
                .hasMessage("history.jsonl:1: line: \"what was there\" (expected: a JSON object)");
        assertThat(file).hasContent("what was there\n");
        assertThat(directory).isDirectoryNotContaining(other -> !other.equals(file));
    }

    @Test
    void what_can_be_read_is_written_where_faults_are_listened_to() throws IOException {
        Path file = directory.resolve("history.jsonl");
        Files.writeString(file, "bad\n" + JsonLines.render(observed()) + "\n");
        List<String> faults = new ArrayList<>();
        JsonLines.write(Recording.jsonLines(file), file, faults::add);
        assertThat(faults).hasSize(1);
        assertThat(file).hasContent(JsonLines.render(observed()) + "\n");
    }
}
