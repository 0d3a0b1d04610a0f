package dev.postflight.examples.docs;

import dev.postflight.api.Alert;
import dev.postflight.api.Measurement;
import dev.postflight.api.ProbeResult;
import dev.postflight.api.Unit;
import dev.postflight.api.VerificationPlan;
import dev.postflight.verify.engine.Replay;
import dev.postflight.verify.engine.Simulation;
import dev.postflight.verify.engine.Verifier;
import dev.postflight.verify.engine.Watch;
import dev.postflight.verify.history.History;
import dev.postflight.verify.history.Recording;
import dev.postflight.verify.report.Comparison;
import dev.postflight.verify.report.Course;
import dev.postflight.verify.report.CourseReport;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

/** The code of the docs about what goes on for days, word for word. */
final class WatchSnippets {

    void acknowledge(Verifier verifier) {
        Watch watch = verifier.watch();
        for (Alert alert : watch.alerts()) {
            if (alert.isFiring()) {
                watch.acknowledge(alert.id(), "Ana");
            }
        }
    }

    Verifier notices(VerificationPlan plan) {
        Verifier verifier = Verifier.builder(plan)
                .onNotice(notice -> notice.channels().forEach(channel -> send(channel, notice.text())))
                .build();
        return verifier;
    }

    private static void send(String channel, String text) {
        System.out.println(channel + ": " + text);
    }

    void describe(Watch watch) {
        watch.describe(1, "no orders for 40 minutes", "the pool was too small", "doubled the pool", "Ana");
    }

    Verifier history(VerificationPlan plan, History history) {
        Verifier verifier = Verifier.builder(plan).history(history).build();
        return verifier;
    }

    void simulation(VerificationPlan plan, Instant outage) {
        Course course = Simulation.of(plan)
                .from(Instant.parse("2026-03-02T08:00:00Z"))
                .lasting(Duration.ofDays(30))
                .script((check, at) -> check.name().equals("database") && at.isBefore(outage)
                        ? ProbeResult.down("connection refused")
                        : ProbeResult.up(Measurement.of("latency", 0.12, Unit.SECONDS)))
                .at(Duration.ofDays(3), watch -> watch.attest("security audit", "security lead", "Ana", ""))
                .run();
        System.out.print(CourseReport.text(course));
    }

    void replay(VerificationPlan plan, VerificationPlan stricter) throws IOException {
        Recording recording = Recording.jsonLines(Path.of("history.jsonl"));
        Course was = Replay.of(recording).through(plan);
        Course would = Replay.of(recording).through(stricter);
        System.out.print(Comparison.of(was, would).text());
    }
}
