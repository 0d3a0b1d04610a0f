package dev.postflight.verify.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.postflight.api.Finding;
import dev.postflight.api.Measurement;
import dev.postflight.api.Severity;
import dev.postflight.api.Unit;
import dev.postflight.api.Verdict;
import dev.postflight.verify.decide.Sample;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonReportTest {

    private static JsonNode parsed(Verdict verdict) throws IOException {
        return new ObjectMapper().readTree(JsonReport.render(verdict));
    }

    private static JsonNode parsed(Sample sample) throws IOException {
        return parsed(Verdicts.of(Duration.ZERO, sample)).at("/findings/0");
    }

    private static List<String> names(JsonNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(text -> texts.add(text.textValue()));
        return texts;
    }

    static Stream<Verdict> verdicts() {
        return Stream.of(Verdicts.go(), Verdicts.hold(), Verdicts.noGo());
    }

    @Nested
    class Rendered {

        @ParameterizedTest
        @MethodSource("dev.postflight.verify.report.JsonReportTest#verdicts")
        void the_verdict_is_there_with_all_its_fields(Verdict verdict) throws IOException {
            JsonNode json = parsed(verdict);
            assertThat(names(json))
                    .containsExactly(
                            "plan",
                            "phase",
                            "decision",
                            "health",
                            "score",
                            "reasons",
                            "missing",
                            "at",
                            "tookSeconds",
                            "findings",
                            "criteria",
                            "endsAt",
                            "earliestGo",
                            "alerts",
                            "notes");
            assertThat(json.get("plan").textValue()).isEqualTo("orders");
            assertThat(json.get("phase").textValue()).isEqualTo("startup");
            assertThat(json.get("decision").textValue())
                    .isEqualTo(verdict.decision().name());
            assertThat(json.get("health").textValue())
                    .isEqualTo(verdict.health().name());
            assertThat(json.at("/score/earned").doubleValue())
                    .isEqualTo(verdict.score().earnedHalves() / 2.0);
            assertThat(json.at("/score/total").doubleValue())
                    .isEqualTo(verdict.score().totalHalves() / 2.0);
            assertThat(json.at("/score/ratio").doubleValue())
                    .isEqualTo(verdict.score().ratio());
            assertThat(texts(json.get("reasons"))).isEqualTo(verdict.reasons());
            assertThat(texts(json.get("missing"))).isEqualTo(verdict.missing());
            assertThat(json.get("at").textValue()).isEqualTo("2026-03-01T08:01:00.250Z");
            assertThat(json.get("tookSeconds").doubleValue())
                    .isEqualTo(verdict.took().toMillis() / 1e3);
            assertThat(json.get("findings")).hasSameSizeAs(verdict.findings());
        }

        @ParameterizedTest
        @MethodSource("dev.postflight.verify.report.JsonReportTest#verdicts")
        void each_finding_is_there_with_all_its_fields(Verdict verdict) throws IOException {
            JsonNode findings = parsed(verdict).get("findings");
            for (int i = 0; i < verdict.findings().size(); i++) {
                assertSame(findings.get(i), verdict.findings().get(i));
            }
        }

        private void assertSame(JsonNode json, Finding finding) {
            Severity severity = finding.severity();
            assertThat(names(json))
                    .hasSize(Finding.class.getRecordComponents().length + 1); // an explanation is two texts
            assertThat(json.get("check").textValue()).isEqualTo(finding.check());
            assertThat(json.get("component").textValue()).isEqualTo(finding.component());
            assertThat(json.get("critical").booleanValue()).isEqualTo(finding.critical());
            assertThat(json.get("weight").intValue()).isEqualTo(finding.weight());
            assertThat(json.get("outcome").textValue())
                    .isEqualTo(finding.outcome().name());
            assertThat(json.get("reason").textValue())
                    .isEqualTo(finding.reason().name());
            assertThat(json.get("severity").textValue()).isEqualTo(severity == null ? null : severity.name());
            assertThat(json.get("ignored").booleanValue()).isEqualTo(finding.ignored());
            assertThat(json.get("wanted").textValue()).isEqualTo(finding.wanted());
            assertThat(json.get("seen").textValue()).isEqualTo(finding.seen());
            assertThat(json.get("cause").textValue()).isEqualTo(finding.cause());
            assertThat(json.get("at").textValue()).isEqualTo(finding.at().toString());
            assertThat(json.get("since").textValue()).isEqualTo(finding.since().toString());
            assertThat(json.get("tookSeconds").doubleValue())
                    .isEqualTo(finding.took().toNanos() / 1e9);
            assertThat(json.get("attempts").intValue()).isEqualTo(finding.attempts());
            assertThat(json.get("failures").intValue()).isEqualTo(finding.failures());
            assertThat(json.get("conclusive").booleanValue()).isEqualTo(finding.conclusive());
            assertThat(json.get("measurements")).hasSameSizeAs(finding.measurements());
        }

        @Test
        void figures_are_in_base_units_and_none_is_null() throws IOException {
            JsonNode measurements = parsed(Sample.pass("db")
                            .measurements(
                                    Measurement.of("latency", 0.0034, Unit.SECONDS),
                                    Measurement.of("rate", 1e-7, Unit.PER_SECOND),
                                    Measurement.of("nan", Double.NaN, Unit.RATIO),
                                    Measurement.of("up", Double.POSITIVE_INFINITY, Unit.BYTES),
                                    Measurement.of("down", Double.NEGATIVE_INFINITY, Unit.COUNT)))
                    .get("measurements");
            assertThat(measurements).hasToString("""
                    [{"metric":"latency","value":0.0034,"unit":"seconds"},\
                    {"metric":"rate","value":1.0E-7,"unit":"per_second"},\
                    {"metric":"nan","value":null,"unit":"ratio"},\
                    {"metric":"up","value":null,"unit":"bytes"},\
                    {"metric":"down","value":null,"unit":"count"}]""");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "say \"hi\"",
                    "back\\slash",
                    "two\nlines\r\n",
                    "tab\tbell\u0007null\u0000",
                    "größe 日本語 🚀",
                    "\u2028\u2029",
                    "</script>",
                    ""
                })
        void any_text_reads_back_as_the_same(String text) throws IOException {
            assertThat(parsed(Sample.fail("db").cause(text)).get("cause").textValue())
                    .isEqualTo(text);
            assertThat(parsed(Sample.pass("x" + text)).get("check").textValue()).isEqualTo("x" + text);
        }

        @Test
        void nothing_found_is_an_empty_list() throws IOException {
            JsonNode json = parsed(Verdicts.of(Duration.ZERO));
            assertThat(json.get("findings")).isEmpty();
            assertThat(json.at("/score/ratio").doubleValue()).isZero();
        }

        @Test
        void it_is_indented_and_ends_with_a_line_feed() {
            assertThat(JsonReport.render(Verdicts.go()))
                    .startsWith("{\n  \"plan\" : \"orders\",\n")
                    .endsWith("}\n");
        }
    }

    @Nested
    class Written {

        @TempDir
        Path folder = Path.of(".");

        private List<String> files() throws IOException {
            try (Stream<Path> files = Files.list(folder)) {
                return files.map(file -> file.getFileName().toString()).sorted().toList();
            }
        }

        @Test
        void a_file_is_what_is_rendered() throws IOException {
            Path file = folder.resolve("report.json");
            JsonReport.write(Verdicts.noGo(), file);
            assertThat(file).content(StandardCharsets.UTF_8).isEqualTo(JsonReport.render(Verdicts.noGo()));
            assertThat(files()).containsExactly("report.json");
        }

        @Test
        void an_older_one_is_replaced() throws IOException {
            Path file = folder.resolve("report.json");
            Files.writeString(file, "x".repeat(100_000));
            JsonReport.write(Verdicts.go(), file);
            assertThat(file).content(StandardCharsets.UTF_8).isEqualTo(JsonReport.render(Verdicts.go()));
            assertThat(files()).containsExactly("report.json");
        }

        @Test
        void who_has_the_older_one_open_reads_it_to_its_end() throws IOException {
            Path file = folder.resolve("report.json");
            Files.writeString(file, "old");
            try (var reader = Files.newBufferedReader(file)) {
                JsonReport.write(Verdicts.go(), file);
                assertThat(reader.readLine()).isEqualTo("old");
            }
        }

        @Test
        void half_a_character_does_not_keep_the_rest_from_being_written() throws IOException {
            Path file = folder.resolve("report.json");
            JsonReport.write(Verdicts.of(Duration.ZERO, Sample.pass("half \ud83d")), file);
            assertThat(new ObjectMapper()
                            .readTree(file.toFile())
                            .at("/findings/0/check")
                            .textValue())
                    .isEqualTo("half ?");
        }

        @Test
        void without_its_folder_it_cannot_be_written() throws IOException {
            assertThatThrownBy(() -> JsonReport.write(Verdicts.go(), folder.resolve("gone/report.json")))
                    .isInstanceOf(NoSuchFileException.class);
            assertThat(files()).isEmpty();
        }

        @Test
        void a_folder_in_its_place_stays_and_no_draft_is_left() throws IOException {
            Path empty = Files.createDirectory(folder.resolve("empty"));
            Path full = Files.createDirectory(folder.resolve("full"));
            Files.writeString(full.resolve("kept"), "kept");
            for (Path target : List.of(empty, full)) {
                assertThatThrownBy(() -> JsonReport.write(Verdicts.go(), target))
                        .isInstanceOf(IOException.class);
                assertThat(target).isDirectory();
            }
            assertThat(full.resolve("kept")).hasContent("kept");
            assertThat(files()).containsExactly("empty", "full");
        }

        @Test
        void a_file_without_a_folder_in_its_name_is_written_to_the_working_directory() throws IOException {
            Path file = Path.of("")
                    .toAbsolutePath()
                    .relativize(folder.toAbsolutePath())
                    .resolve("report.json");
            JsonReport.write(Verdicts.go(), file);
            assertThat(files()).containsExactly("report.json");
        }
    }
}
