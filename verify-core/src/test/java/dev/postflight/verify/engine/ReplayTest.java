package dev.postflight.verify.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.postflight.api.Alert;
import dev.postflight.api.Attestation;
import dev.postflight.api.Check;
import dev.postflight.api.Decision;
import dev.postflight.api.Measurement;
import dev.postflight.api.Outlook;
import dev.postflight.api.ProbeResult;
import dev.postflight.api.Reason;
import dev.postflight.api.Unit;
import dev.postflight.api.VerificationPhase;
import dev.postflight.api.VerificationPlan;
import dev.postflight.verify.history.Entry;
import dev.postflight.verify.history.History;
import dev.postflight.verify.history.JsonLines;
import dev.postflight.verify.history.MemoryHistory;
import dev.postflight.verify.history.Recording;
import dev.postflight.verify.report.Comparison;
import dev.postflight.verify.report.Course;
import dev.postflight.verify.report.CourseReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was recorded through the same plan and through others (S1.5). */
class ReplayTest {

    private static final Instant BEGIN = Instant.parse("2026-03-02T08:00:00Z");
    private static final Duration DAY = Duration.ofDays(1);
    private static final Instant END = BEGIN.plus(DAY);

    private static VerificationPlan plan(String threshold, String... criteria) {
        return VerificationPlan.named("shop")
                .phase(VerificationPhase.named("startup")
                        .check(Check.of("start", timeout -> ProbeResult.silent("not asked"))))
                .phase(VerificationPhase.named("watch")
                        .lasting(Duration.ofHours(12))
                        .every(Duration.ofMinutes(5))
                        .check(Check.of("api", timeout -> ProbeResult.silent("not asked"))
                                .threshold(threshold))
                        .check(Check.of("database", timeout -> ProbeResult.silent("not asked"))
                                .critical())
                        .exit(criteria))
                .phase(VerificationPhase.named("routine")
                        .every(Duration.ofMinutes(5))
                        .check(Check.of("api", timeout -> ProbeResult.silent("not asked"))
                                .threshold(threshold)))
                .build();
    }

    private static Instant minute(long minute) {
        return BEGIN.plus(Duration.ofMinutes(minute));
    }

    /** Slow from the second hour to the third, and the database is down for half an hour in the fifth. */
    private static ProbeResult world(String check, Instant at) {
        long minute = Duration.between(BEGIN, at).toMinutes();
        if (check.equals("database")) {
            return minute >= 300 && minute < 330 ? ProbeResult.down("connection refused") : ProbeResult.up();
        }
        double latency = minute >= 120 && minute < 180 ? 0.4 : 0.1;
        return ProbeResult.up(Measurement.of("latency", latency, Unit.SECONDS));
    }

    private static Course simulated(VerificationPlan plan, List<Entry> into) {
        return Simulation.of(plan)
                .from(BEGIN)
                .lasting(DAY)
                .script((check, at) -> check.name().equals("start") ? ProbeResult.up() : world(check.name(), at))
                .entries(into::add)
                .run();
    }

    private static Entry.Observed up(long minute, String check, double latency) {
        return new Entry.Observed(
                minute(minute),
                check,
                Reason.MET,
                "",
                List.of(Measurement.of("latency", latency, Unit.SECONDS)),
                Duration.ofMillis(3));
    }

    private static Recording recording(List<? extends Entry> entries) {
        return (reader, faults) -> entries.forEach(reader);
    }

    private static Course replay(List<? extends Entry> entries, VerificationPlan plan) throws IOException {
        return Replay.of(recording(entries)).from(BEGIN).run(plan, END);
    }

    private static List<String> shown(List<Alert> alerts) {
        return alerts.stream().map(Alert::toString).toList();
    }

    @Nested
    class Through_the_same_plan {

        @Test
        void a_recording_gives_the_alerts_incidents_and_phases_that_there_were() throws IOException {
            VerificationPlan plan = plan("latency: HIGH > 300ms for 10m", "availability: >= 90%", "resolution: < 2h");
            List<Entry> entries = new ArrayList<>();
            Course was = simulated(plan, entries);
            Course again = replay(entries, plan);
            assertThat(was.alerts()).hasSize(2);
            assertThat(again.alerts()).isEqualTo(was.alerts());
            assertThat(again.incidents()).isEqualTo(was.incidents());
            assertThat(again.faults()).isEmpty();
            Course.Phase watch = again.phases().get(0);
            assertThat(watch).isEqualTo(was.phases().get(0));
            assertThat(watch.decision()).isEqualTo(Decision.GO);
            assertThat(again.firstGo("watch")).isEqualTo(was.firstGo("watch"));
            Comparison comparison = Comparison.of(was, again);
            assertThat(comparison.gained()).isEmpty();
            assertThat(comparison.lost()).isEmpty();
            assertThat(comparison.later("watch")).isZero();
        }

        @Test
        void it_is_the_same_from_a_history_from_json_lines_and_from_csv(@TempDir Path folder) throws Exception {
            VerificationPlan plan = plan("latency: HIGH > 300ms for 10m");
            List<Entry> entries = new ArrayList<>();
            simulated(plan, entries);
            MemoryHistory history = History.inMemory();
            history.add(entries);
            Path json = folder.resolve("history.jsonl");
            JsonLines.write(Recording.of(history), json);
            Path csv = folder.resolve("history.csv");
            Files.writeString(csv, csv(entries));
            Course expected = replay(entries, plan);
            for (Recording recording :
                    List.of(Recording.of(history), Recording.jsonLines(json), Recording.csv(csv, plan))) {
                Course course = Replay.of(recording).from(BEGIN).run(plan, END);
                assertThat(course.faults()).isEmpty();
                assertThat(course.observations()).isEqualTo(expected.observations());
                assertThat(course.phases()).isEqualTo(expected.phases());
                assertThat(course.alerts()).hasSameSizeAs(expected.alerts());
                assertThat(CourseReport.json(course)).hasSizeGreaterThan(1_000);
            }
            String report = CourseReport.json(expected);
            assertThat(CourseReport.json(replay(entries, plan))).isEqualTo(report);
        }

        private static String csv(List<Entry> entries) {
            StringBuilder text = new StringBuilder("time,check,metric,value\n");
            for (Entry entry : entries) {
                if (entry instanceof Entry.Observed observed) {
                    String begin = observed.at() + "," + observed.check() + ",";
                    text.append(begin)
                            .append("up,")
                            .append(observed.reason() == Reason.MET ? 1 : 0)
                            .append('\n');
                    for (Measurement measurement : observed.measurements()) {
                        text.append(begin)
                                .append(measurement.metric())
                                .append(',')
                                .append(measurement.value())
                                .append('\n');
                    }
                }
            }
            return text.toString();
        }
    }

    @Nested
    class Through_another_plan {

        @Test
        void tighter_limits_gain_alerts_and_put_off_the_first_go() throws IOException {
            List<Entry> entries = new ArrayList<>();
            simulated(plan("latency: HIGH > 500ms for 10m"), entries);
            Course was = replay(entries, plan("latency: HIGH > 500ms for 10m"));
            Course would = replay(entries, plan("latency: HIGH > 300ms for 10m"));
            Comparison comparison = Comparison.of(was, would);
            assertThat(shown(comparison.gained()))
                    .containsExactly("#1 HIGH api RESOLVED: latency 100 ms (latency: HIGH > 300ms for 10m)");
            assertThat(comparison.lost()).isEmpty();
            Comparison back = Comparison.of(would, was);
            assertThat(back.lost()).isEqualTo(comparison.gained());
            assertThat(comparison.text())
                    .contains("Alerts gained: 1", "2026-03-02 10:10Z  HIGH", "watch, first GO")
                    .doesNotContain("Alerts lost");
        }

        @Test
        void a_gate_that_fails_would_have_stopped_the_plan() throws IOException {
            List<Entry> entries = new ArrayList<>();
            simulated(plan("latency: HIGH > 500ms"), entries);
            Course would = replay(entries, plan("latency: HIGH > 500ms", "availability: >= 99%"));
            assertThat(would.phases()).hasSize(1);
            assertThat(would.phases().get(0).decision()).isEqualTo(Decision.NO_GO);
            assertThat(would.firstGo("watch")).isNull();
        }

        @Test
        void what_the_plan_needs_and_the_recording_lacks_is_silence() throws IOException {
            List<Entry> entries = new ArrayList<>();
            for (int minute = 0; minute < 720; minute += 5) {
                entries.add(up(minute, "api", 0.1));
            }
            Course course = replay(entries, plan("latency: HIGH > 500ms", "availability: >= 99%"));
            Course.Phase watch = course.phases().get(0);
            assertThat(watch.ended()).isNull();
            assertThat(watch.decision()).isNotEqualTo(Decision.GO);
            assertThat(watch.availability().up()).isZero(); // the database is the critical check
            assertThat(watch.items()).extracting(Outlook.Item::state).containsExactly(Outlook.State.MISSING);
        }

        @Test
        void a_metric_that_the_recording_lacks_is_no_data() throws IOException {
            List<Entry> entries = new ArrayList<>();
            simulated(plan("latency: HIGH > 500ms"), entries);
            Course course = replay(entries, plan("errors: = 0"));
            assertThat(course.phases().get(0).decision()).isEqualTo(Decision.HOLD);
            assertThat(course.decisions().get(0).reasons()).contains("api is UNKNOWN: errors was not measured");
        }
    }

    @Nested
    class With_bad_input {

        private final VerificationPlan plan = plan("latency: HIGH > 300ms");

        private List<String> faults(Entry... entries) throws IOException {
            return replay(List.of(entries), plan).faults();
        }

        @Test
        void an_observation_out_of_order_is_left_out_and_told() throws IOException {
            assertThat(faults(up(10, "api", 0.1), up(5, "api", 9)))
                    .containsExactly("at: 2026-03-02T08:05:00Z of api (expected: in the order of time, not before"
                            + " 2026-03-02T08:10:00Z)");
        }

        @Test
        void an_observation_that_is_there_twice_is_used_once() throws IOException {
            Course course = replay(List.of(up(5, "api", 0.1), up(5, "database", 0.1), up(5, "api", 9)), plan);
            assertThat(course.faults())
                    .containsExactly("at: 2026-03-02T08:05:00Z of api twice (expected: each observation once)");
            assertThat(course.observations()).isEqualTo(2);
            assertThat(course.alerts()).isEmpty();
        }

        @Test
        void an_observation_from_the_future_is_left_out_and_told() throws IOException {
            assertThat(faults(up(5, "api", 0.1), up(60 * 24 * 365, "api", 9)))
                    .containsExactly(
                            "at: 2027-03-02T08:00:00Z of api (expected: not from the future, after " + END + ")");
        }

        @Test
        void a_check_that_the_plan_does_not_have_is_told_once() throws IOException {
            assertThat(faults(up(5, "cache", 0.1), up(10, "cache", 0.1), up(10, "api", 0.1)))
                    .containsExactly("check: cache (expected: a check of the plan)");
        }

        @Test
        void a_file_that_was_cut_off_in_the_middle_of_a_line_is_read_up_to_there(@TempDir Path folder)
                throws IOException {
            Path file = folder.resolve("history.jsonl");
            JsonLines.write(recording(List.of(up(0, "api", 0.1), up(5, "api", 0.1))), file);
            String text = Files.readString(file);
            Files.writeString(file, text.substring(0, text.length() - 20));
            Course course = Replay.of(Recording.jsonLines(file)).from(BEGIN).run(plan, END);
            assertThat(course.observations()).isEqualTo(1);
            assertThat(course.faulty()).isEqualTo(1);
            assertThat(course.faults().get(0)).startsWith("history.jsonl:2: ").contains("cut off");
        }

        @Test
        void an_attestation_that_nobody_asked_for_is_told() throws IOException {
            Attestation attestation = new Attestation("audit", "lead", "Ana", minute(5), "");
            assertThat(faults(up(0, "api", 0.1), new Entry.Attested(minute(5), attestation)))
                    .containsExactly("attest: audit by lead (expected: what a phase asks for: [])");
        }

        @Test
        void a_plan_without_a_cadence_is_refused() {
            VerificationPlan once = VerificationPlan.named("shop")
                    .phase(VerificationPhase.named("startup").check(Check.of("start", timeout -> ProbeResult.up())))
                    .build();
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> replay(List.of(), once))
                    .withMessage("plan: shop (expected: a phase with a cadence, as others are not watched over)");
        }

        @Test
        void nothing_at_all_is_never_go() throws IOException {
            Course course = replay(List.of(), plan);
            assertThat(course.observations()).isZero();
            assertThat(course.phases()).extracting(Course.Phase::decision).doesNotContain(Decision.GO);
        }
    }
}
