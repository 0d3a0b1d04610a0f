package dev.postflight.verify.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postflight.api.AlertPolicy;
import dev.postflight.api.Check;
import dev.postflight.api.Maintenance;
import dev.postflight.api.Measurement;
import dev.postflight.api.ProbeResult;
import dev.postflight.api.Severity;
import dev.postflight.api.Unit;
import dev.postflight.api.VerificationPhase;
import dev.postflight.api.VerificationPlan;
import dev.postflight.verify.history.Entry;
import dev.postflight.verify.report.Course;
import dev.postflight.verify.report.CourseReport;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The same input gives the same course, the same entries and the same report, to the byte. */
class ByteForByteTest {

    private static final Instant FROM = Instant.parse("2026-03-02T08:00:00Z");
    private static final Duration DAY = Duration.ofDays(1);
    private static final int SEEDS = 4;

    private static Check check(int number) {
        Check check = Check.of("check " + number, timeout -> ProbeResult.up())
                .component("component " + number % 3)
                .threshold("latency: target < 200ms, HIGH > 500ms for 5m, CRITICAL > 2s for 10m")
                .recoverAfter(1 + number % 3);
        return number == 4 ? check.dependsOn("check 0") : check;
    }

    private static VerificationPlan plan() {
        VerificationPhase first =
                VerificationPhase.named("first").lasting(DAY.multipliedBy(3)).extendedBy(DAY);
        VerificationPhase second = VerificationPhase.named("second");
        for (int i = 0; i < 8; i++) {
            first = first.every(Duration.ofMinutes(1 + 2L * i)).check(check(i));
            second = second.every(Duration.ofMinutes(10)).check(check(i));
        }
        return VerificationPlan.named("shop")
                .phase(first.exit("availability: >= 50%", "incidents.critical: <= 100", "resolution: < 72h")
                        .attested("audit", "lead"))
                .phase(second.daily(LocalTime.of(2, 0), ZoneOffset.UTC)
                        .check(Check.of("reset", timeout -> ProbeResult.up())))
                .alerts(AlertPolicy.of(Severity.HIGH)
                        .channels("chat", "sms")
                        .acknowledgeWithin(Duration.ofMinutes(15))
                        .escalate(Duration.ofMinutes(15), "lead"))
                .maintenance(Maintenance.weekly(
                                "backup", DayOfWeek.WEDNESDAY, LocalTime.of(2, 0), Duration.ofHours(2), ZoneOffset.UTC)
                        .announced(Duration.ofHours(8)))
                .build();
    }

    /** Each run begins with a random of its own, and asks it in the order in which the probes are run. */
    private static Simulation simulation(long seed, List<Entry> entries) {
        SplittableRandom random = new SplittableRandom(seed);
        boolean[] bad = new boolean[8];
        return Simulation.of(plan())
                .from(FROM)
                .lasting(DAY.multipliedBy(6))
                .entries(entries::add)
                .at(DAY, watch -> watch.attest("audit", "lead", "Ana", "fine"))
                .at(DAY.plusHours(1), watch -> watch.silence("check 2", Duration.ofHours(3), "Ana", "is being mended"))
                .clock(DAY.multipliedBy(2), clock -> clock.sleep(Duration.ofHours(1)))
                .clock(DAY.multipliedBy(4), clock -> clock.set(Duration.ofMinutes(-30)))
                .script((check, at) -> {
                    if (check.name().equals("reset")) {
                        return ProbeResult.up();
                    }
                    int number = check.name().charAt(check.name().length() - 1) - '0';
                    bad[number] ^= random.nextInt(100) == 0;
                    return switch (bad[number] ? random.nextInt(6) : 6) {
                        case 0 -> ProbeResult.down("refused");
                        case 1 -> ProbeResult.silent("no route");
                        case 2, 3 -> ProbeResult.up(Measurement.of("latency", 3, Unit.SECONDS));
                        default ->
                            ProbeResult.up(Measurement.of("latency", 0.1 + random.nextDouble() / 10, Unit.SECONDS));
                    };
                });
    }

    @Test
    void the_same_simulation_gives_the_same_course_and_the_same_bytes() {
        for (long seed = 0; seed < SEEDS; seed++) {
            List<Entry> firstEntries = new ArrayList<>();
            List<Entry> againEntries = new ArrayList<>();
            Course first = simulation(seed, firstEntries).run();
            Course again = simulation(seed, againEntries).run();
            assertThat(first.alerts()).as("seed %d", seed).isNotEmpty();
            assertThat(first.incidents()).as("seed %d", seed).isNotEmpty();
            assertThat(againEntries).as("seed %d", seed).isEqualTo(firstEntries);
            assertThat(again).as("seed %d", seed).isEqualTo(first);
            assertThat(CourseReport.json(again)).as("seed %d", seed).isEqualTo(CourseReport.json(first));
            assertThat(CourseReport.text(again)).as("seed %d", seed).isEqualTo(CourseReport.text(first));
        }
    }

    @Test
    void one_simulation_run_twice_gives_the_same() {
        Simulation simulation = Simulation.of(plan())
                .from(FROM)
                .lasting(DAY.multipliedBy(2))
                .script((check, at) -> at.getEpochSecond() / 3600 % 5 == 0
                        ? ProbeResult.down("every fifth hour")
                        : ProbeResult.up(Measurement.of("latency", 0.1, Unit.SECONDS)));
        Course first = simulation.run();
        assertThat(simulation.run()).isEqualTo(first);
        assertThat(first.incidents()).isNotEmpty();
    }

    @Test
    void another_input_gives_another_report() {
        String one = CourseReport.json(simulation(1, new ArrayList<>()).run());
        assertThat(CourseReport.json(simulation(2, new ArrayList<>()).run())).isNotEqualTo(one);
    }
}
