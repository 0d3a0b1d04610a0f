package dev.postflight.verify.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ch.qos.logback.classic.Level;
import dev.postflight.api.Check;
import dev.postflight.api.Decision;
import dev.postflight.api.Measurement;
import dev.postflight.api.ProbeResult;
import dev.postflight.api.SilenceRule;
import dev.postflight.api.Unit;
import dev.postflight.api.VerificationPlan;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.ConnectException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What is told about a verdict: in an exception, in the log, in meters. */
class TellingTest {

    private static final Check UP = Check.of("cache", timeout -> ProbeResult.up());
    private static final Check DOWN = Check.of("database", timeout -> {
                throw new SQLException(
                        "shop - Connection is not available, request timed out after 2000ms",
                        new ConnectException("Connection to jdbc:postgresql://app:s3cret@db:5432/shop refused"));
            })
            .component("postgres")
            .critical();
    private static final Check SLOW = Check.of(
                    "api", timeout -> ProbeResult.up(Measurement.of("p95", 0.612, Unit.SECONDS)))
            .threshold("p95: target < 200ms, HIGH > 500ms, CRITICAL > 2s for 10m");

    @Nested
    class RequireGo {

        @Test
        void returns_the_verdict_when_it_is_go() {
            try (Bench bench = new Bench(Bench.once(UP))) {
                assertThat(bench.verifier.requireGo().decision()).isEqualTo(Decision.GO);
            }
        }

        @Test
        void throws_the_whole_report_when_it_is_not() {
            try (Bench bench = new Bench(Bench.once(DOWN, UP, SLOW))) {
                NotGoException refusal = catchThrowableOfType(NotGoException.class, bench.verifier::requireGo);
                assertThat(refusal.verdict().decision()).isEqualTo(Decision.NO_GO);
                assertThat(String.valueOf(refusal.getMessage())
                                .replaceAll("\\s+", " ")) // long causes are broken into lines
                        .contains("shop / startup", "NO_GO")
                        .contains("database", "FAIL", "ERROR", "postgres", "critical")
                        .contains("wanted", "up")
                        .contains("seen", "no answer")
                        .contains(
                                "SQLException: shop - Connection is not available, request timed out after 2000ms;"
                                        + " caused by ConnectException: Connection to jdbc:postgresql://***@db:5432/shop refused")
                        .contains("since", "2026-03-01T08:00:00Z")
                        .contains("tried", "once")
                        .contains("api", "p95 612 ms", "HIGH", "> 500ms")
                        .contains("database must pass", "api must not be HIGH")
                        .doesNotContain("s3cret");
            }
        }

        @Test
        void names_how_often_it_was_tried() {
            Check check = Check.of("a", timeout -> ProbeResult.down("starting")).critical();
            try (Bench bench = new Bench(Bench.within(java.time.Duration.ofSeconds(1), check))) {
                assertThatThrownBy(bench.verifier::requireGo)
                        .message()
                        .containsPattern("tried +\\d+ times")
                        .containsPattern("since +2026-03-01T08:00:00Z");
            }
        }
    }

    @Nested
    class The_log {

        @RegisterExtension
        final CapturedLog log = new CapturedLog(Level.INFO);

        private List<String> lines() {
            return log.events().stream()
                    .map(event -> event.getLevel() + " " + event.getFormattedMessage())
                    .toList();
        }

        @Test
        void has_one_line_for_a_verdict() {
            try (Bench bench = new Bench(Bench.once(UP))) {
                bench.verify();
            }
            assertThat(lines()).containsExactly("INFO shop / startup: GO, score 10.00/10 (100.0 %), 1 check");
        }

        @Test
        @SuppressWarnings("NullAway")
        void has_a_warning_for_each_check_that_fails_and_nothing_else() {
            Check ignored = Check.of("ignored", timeout -> null).onSilence(SilenceRule.IGNORE);
            Check warned = Check.of("cpu", timeout -> ProbeResult.up(Measurement.of("usage", 0.9, Unit.RATIO)))
                    .threshold("usage: target < 80%");
            VerificationPlan plan = Bench.once(UP, DOWN, SLOW, UP_AFTER_DOWN, ignored, warned);
            try (Bench bench = new Bench(plan)) {
                bench.verify();
            }
            assertThat(lines())
                    .satisfiesExactly(
                            line -> assertThat(line)
                                    .startsWith("WARN shop / startup: FAIL database: no answer, SQLException: shop")
                                    .doesNotContain("s3cret"),
                            line -> assertThat(line)
                                    .startsWith("WARN shop / startup: WARN api: p95 612 ms, p95 612 ms is HIGH"),
                            line -> assertThat(line).startsWith("WARN shop / startup: SKIPPED later: not run"),
                            line -> assertThat(line).startsWith("INFO shop / startup: NO_GO, score "));
        }

        @Test
        void cannot_be_forged_by_what_a_probe_says() {
            Check forging = Check.of("a", timeout -> ProbeResult.down("x\nINFO all is well\u001b[31m"));
            try (Bench bench = new Bench(Bench.once(forging))) {
                bench.verify();
            }
            assertThat(lines()).hasSize(2).noneMatch(line -> line.contains("\n") || line.contains("\u001b"));
        }
    }

    private static final Check UP_AFTER_DOWN =
            Check.of("later", timeout -> ProbeResult.up()).dependsOn("database");

    @Nested
    class Meters {

        private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

        @RegisterExtension
        final CapturedLog complaints = new CapturedLog("io.micrometer", Level.WARN);

        @Test
        void record_each_check_and_the_verdict_and_go_when_it_is_closed() {
            VerificationPlan plan = Bench.once(UP, DOWN);
            try (Verifier verifier = Verifier.builder(plan).metrics(registry).build()) {
                verifier.verify();
                verifier.verify();
                FunctionTimer passed = registry.get("postflight.check")
                        .tags("plan", "shop", "phase", "startup", "check", "cache", "outcome", "PASS")
                        .functionTimer();
                assertThat(passed.count()).isEqualTo(2);
                assertThat(registry.get("postflight.check")
                                .tags("check", "database", "outcome", "FAIL")
                                .functionTimer()
                                .count())
                        .isEqualTo(2);
                assertThat(decision("NO_GO")).isEqualTo(1);
                assertThat(decision("GO")).isZero();
                assertThat(registry.get("postflight.verdict.score").gauge().value())
                        .isEqualTo(0.5);
                assertThat(registry.get("postflight.probes.abandoned").gauge().value())
                        .isZero();
            }
            assertThat(registry.getMeters()).extracting(Meter::getId).isEmpty();
        }

        @Test
        void show_how_long_probes_ran() {
            VirtualTime time = new VirtualTime();
            Check slow = Check.of("slow", timeout -> {
                time.take(Duration.ofSeconds(2));
                return ProbeResult.up();
            });
            try (Verifier verifier = Verifier.builder(Bench.once(slow))
                    .metrics(registry)
                    .time(time)
                    .sameThread()
                    .build()) {
                verifier.verify();
                verifier.verify();
                FunctionTimer timer = registry.get("postflight.check").functionTimer();
                assertThat(timer.totalTime(TimeUnit.SECONDS)).isEqualTo(4);
                assertThat(timer.mean(TimeUnit.SECONDS)).isEqualTo(2);
            }
        }

        @Test
        void show_the_circuits_of_checks_that_did_not_answer() {
            VirtualTime time = new VirtualTime();
            boolean[] answers = new boolean[1];
            Check shy = Check.of("shy", timeout -> answers[0] ? ProbeResult.up() : ProbeResult.silent("refused"));
            try (Verifier verifier = Verifier.builder(Bench.once(shy, UP))
                    .metrics(registry)
                    .time(time)
                    .sameThread()
                    .build()) {
                verifier.verify();
                Gauge circuit = registry.get("postflight.circuit.open")
                        .tag("check", "shy")
                        .gauge();
                assertThat(circuit.value()).isZero();
                for (int run = 1; run < 10; run++) {
                    verifier.verify();
                }
                assertThat(circuit.value()).isEqualTo(1);
                answers[0] = true;
                time.advance(Duration.ofSeconds(11));
                verifier.verify();
                assertThat(circuit.value()).isZero();
                assertThat(registry.find("postflight.circuit.open").gauges()).hasSize(1);
                assertThat(complaints.events()).isEmpty();
            }
        }

        @Test
        void that_fail_do_not_disturb_the_verdict() {
            registry.config().meterFilter(new MeterFilter() {
                @Override
                public Meter.Id map(Meter.Id id) {
                    throw new IllegalStateException("a broken filter");
                }
            });
            try (Verifier verifier =
                    Verifier.builder(Bench.once(UP)).metrics(registry).build()) {
                assertThat(verifier.verify().decision()).isEqualTo(Decision.GO);
            }
        }

        private double decision(String name) {
            return registry.get("postflight.verdict.decision")
                    .tag("decision", name)
                    .gauge()
                    .value();
        }
    }
}
