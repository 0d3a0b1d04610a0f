package dev.postflight.verify.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postflight.api.Check;
import dev.postflight.api.Measurement;
import dev.postflight.api.ProbeResult;
import dev.postflight.api.Unit;
import dev.postflight.api.VerificationPhase;
import dev.postflight.api.VerificationPlan;
import dev.postflight.verify.report.Course;
import dev.postflight.verify.report.CourseReport;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What people read of a plan that went on for days. */
class CourseTextTest {

    private static final Instant BEGIN = Instant.parse("2026-03-02T08:00:00Z");

    private static Course course() {
        VerificationPhase day = VerificationPhase.named("day 1")
                .lasting(Duration.ofDays(1))
                .every(Duration.ofMinutes(10))
                .check(Check.of("api", timeout -> ProbeResult.silent("scripted"))
                        .threshold("p95: HIGH > 500ms for 20m"))
                .exit("availability: >= 99%", "incidents: = 0")
                .attested("sign-off", "lead");
        VerificationPlan plan = VerificationPlan.named("shop").phase(day).build();
        return Simulation.of(plan)
                .from(BEGIN)
                .lasting(Duration.ofDays(2))
                .script((check, at) -> {
                    long minute = Duration.between(BEGIN, at).toMinutes();
                    double p95 = minute >= 600 && minute < 660 ? 0.9 : 0.2;
                    return ProbeResult.up(Measurement.of("p95", p95, Unit.SECONDS));
                })
                .at(Duration.ofHours(12), watch -> {
                    watch.mark(1, true, "Ana");
                    watch.describe(1, "slow pages", null, "restarted", "Ana");
                })
                .run();
    }

    @Test
    void phases_incidents_and_alerts_are_told() {
        assertThat(CourseReport.text(course())).isEqualTo("""
                NO_GO  shop   1 d from 2026-03-02 08:00Z   144 observations

                  NO_GO day 1   2026-03-02 08:00Z to 2026-03-03 08:00Z
                        availability 100 % (up 1 d, down 0 s, unobserved 0 s, maintenance 0 s, 0 failures)
                        MET         availability: >= 99%  100 %, down 0 s, unobserved 0 s
                        IMPOSSIBLE  incidents: = 0        1, that cannot be undone
                        MISSING     sign-off by lead      nobody has said so, it takes a person

                1 incident
                  2026-03-02 18:20Z  HIGH      api, resolved after 40 min: api: p95 900 ms
                                        impact      slow pages
                                        resolution  restarted

                1 alert, 1 real and 0 false
                  2026-03-02 18:20Z  HIGH      api, p95: HIGH > 500ms for 20m, for 40 min
                """);
    }

    @Test
    void the_same_course_gives_the_same_bytes() {
        assertThat(CourseReport.json(course())).isEqualTo(CourseReport.json(course()));
        assertThat(CourseReport.text(course(), true)).contains("\u001b[").isEqualTo(CourseReport.text(course(), true));
    }
}
