package dev.postflight.verify.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import dev.postflight.api.Check;
import dev.postflight.api.Finding;
import dev.postflight.api.InvalidPlanException;
import dev.postflight.api.Probe;
import dev.postflight.api.ProbeResult;
import dev.postflight.api.Reason;
import dev.postflight.api.SilenceRule;
import dev.postflight.api.Unit;
import dev.postflight.api.Verdict;
import dev.postflight.api.VerificationPhase;
import dev.postflight.api.VerificationPlan;
import dev.postflight.verify.readiness.Readiness;
import dev.postflight.verify.readiness.ReadyServer;
import dev.postflight.verify.report.JsonReport;
import dev.postflight.verify.report.TextReport;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** R7: whatever probes say, and wherever they say it, no secret and no control character comes out of any door. */
@Timeout(120)
class SecretLeakTest {

    static final List<String> TEXTS = SecretCorpus.TEXTS;

    /** All but the line feeds of the reports themselves. */
    private static final Pattern STEERING = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}&&[^\\n]]");

    private static final Pattern COLOUR = Pattern.compile("\u001b\\[[0-9;]+m");

    @RegisterExtension
    final CapturedLog log = new CapturedLog(Level.TRACE);

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

    @ParameterizedTest
    @FieldSource("TEXTS")
    void secrets_of_a_run_come_out_nowhere(String text) throws Exception {
        Check[] checks = Arrays.stream(everywhere(text)).map(Check::critical).toArray(Check[]::new);
        try (Verifier verifier = verifier(Bench.once(checks))) {
            NotGoException refusal = catchThrowableOfType(NotGoException.class, verifier::requireGo);
            Verdict verdict = refusal.verdict();

            assertThat(verdict.findings())
                    .hasSize(checks.length)
                    .allSatisfy(finding -> assertThat(finding.outcome().passing())
                            .as(finding.check())
                            .isFalse());
            assertClean(texts(verdict));
            assertClean(texts(verifier.latest()));
            assertClean(List.of(String.valueOf(refusal.getMessage()), refusal.toString(), stackTrace(refusal)));
            assertOneLineEach(logged());
            assertOneLineEach(metered(registry));
            assertClean(overHttp(verifier));
        }
    }

    @ParameterizedTest
    @FieldSource("TEXTS")
    void secrets_of_what_is_tried_again_come_out_nowhere(String text) {
        VerificationPhase phase = VerificationPhase.named("startup").within(Duration.ofSeconds(20));
        try (Verifier verifier = verifier(Bench.plan(phase, everywhere(text)))) {
            Verdict verdict = verifier.verify();
            assertThat(verdict.findings()).anyMatch(finding -> finding.reason() == Reason.CIRCUIT_OPEN);
            assertClean(texts(verdict));
        }
        assertOneLineEach(logged());
    }

    @ParameterizedTest
    @FieldSource("TEXTS")
    void secrets_of_a_schedule_come_out_nowhere(String text) {
        try (Verifier verifier = verifier(Mode.SCHEDULED.plan(everywhere(text)))) {
            assertClean(texts(Mode.SCHEDULED.run(verifier)));
        }
        assertOneLineEach(logged());
    }

    private static Check[] everywhere(String text) {
        return Arrays.stream(SecretPlace.values())
                .map(place -> Check.of(place.name(), place.probe(text)))
                .toArray(Check[]::new);
    }

    @ParameterizedTest
    @FieldSource("TEXTS")
    void secrets_of_probes_that_are_refused_come_out_nowhere(String text) {
        for (Probe probe : List.of(failingInMetrics(text), failingInSilence(text), withMetric(text))) {
            InvalidPlanException refusal = catchThrowableOfType(
                    InvalidPlanException.class,
                    () -> Bench.once(Check.of("api", probe).threshold("p95: target < 1s")));

            assertThat(refusal.faults()).isNotEmpty();
            assertOneLineEach(refusal.faults());
            assertClean(List.of(String.valueOf(refusal.getMessage()), stackTrace(refusal)));
        }
    }

    @ParameterizedTest
    @FieldSource("TEXTS")
    void secrets_in_the_place_of_names_and_thresholds_come_out_nowhere(String text) {
        Probe up = timeout -> ProbeResult.up();
        String tooLong = text + " " + "x".repeat(100);
        VerificationPlan.Builder plan = VerificationPlan.named(tooLong)
                .phase(VerificationPhase.named(tooLong)
                        .check(Check.of(tooLong, up))
                        .check(Check.of("a", up)
                                .component(tooLong)
                                .dependsOn(tooLong)
                                .threshold(text)));
        InvalidPlanException refusal = catchThrowableOfType(InvalidPlanException.class, plan::build);

        assertOneLineEach(refusal.faults());
        assertClean(List.of(String.valueOf(refusal.getMessage()), stackTrace(refusal)));
    }

    private Verifier verifier(VerificationPlan plan) {
        VirtualTime time = new VirtualTime();
        return Verifier.builder(plan)
                .metrics(registry)
                .time(time)
                .workers(time.counting(Threads.PLATFORM.open()))
                .build();
    }

    private static List<String> texts(Verdict verdict) {
        List<String> texts = new ArrayList<>();
        texts.add(JsonReport.render(verdict));
        texts.add(TextReport.plain().render(verdict));
        texts.add(TextReport.plain().line(verdict));
        texts.add(TextReport.plain().progress(verdict));
        texts.add(COLOUR.matcher(TextReport.coloured().render(verdict)).replaceAll(""));
        texts.add(verdict.toString());
        texts.addAll(verdict.reasons());
        texts.addAll(verdict.missing());
        for (Finding finding : verdict.findings()) {
            texts.add(finding.toString());
            texts.addAll(List.of(finding.wanted(), finding.seen(), finding.cause()));
            finding.measurements().forEach(measurement -> texts.add(measurement.toString()));
        }
        return texts;
    }

    private List<String> logged() {
        List<String> texts = new ArrayList<>();
        for (ILoggingEvent event : log.events()) {
            texts.add(event.getFormattedMessage());
            if (event.getThrowableProxy() != null) {
                texts.add(ThrowableProxyUtil.asString(event.getThrowableProxy()));
            }
        }
        return texts;
    }

    private static List<String> metered(MeterRegistry registry) {
        List<String> texts = new ArrayList<>();
        for (Meter meter : registry.getMeters()) {
            texts.add(meter.getId() + " " + meter.getId().getDescription());
        }
        return texts;
    }

    private static List<String> overHttp(Verifier verifier) throws Exception {
        List<String> texts = new ArrayList<>();
        for (Readiness readiness : List.of(
                Readiness.kubernetes(verifier), Readiness.springBoot(verifier), Readiness.microProfile(verifier))) {
            try (ReadyServer brief = new ReadyServer(readiness);
                    ReadyServer detailed = new ReadyServer(readiness.withDetails())) {
                texts.add(brief.get().body());
                texts.add(detailed.get().body());
            }
        }
        return texts;
    }

    private static String stackTrace(Throwable thrown) {
        StringWriter text = new StringWriter();
        thrown.printStackTrace(new PrintWriter(text));
        return text.toString().replace("\t", "").replace("\r", "");
    }

    private static void assertClean(List<String> texts) {
        assertThat(texts).isNotEmpty();
        assertThat(texts.stream()
                        .flatMap(text -> Arrays.stream(text.split("\n")))
                        .distinct())
                .filteredOn(line -> line.contains(SecretCorpus.SECRET)
                        || STEERING.matcher(line).find()
                        || line.startsWith(SecretCorpus.FORGED))
                .isEmpty();
    }

    private static void assertOneLineEach(List<String> texts) {
        assertClean(texts);
        assertThat(texts).noneMatch(text -> text.contains("\n"));
    }

    private static Probe failingInMetrics(String text) {
        return new SecretProbe() {
            @Override
            public Map<String, Unit> metrics() {
                throw new IllegalStateException("no metrics", new IllegalStateException(text));
            }
        };
    }

    private static Probe failingInSilence(String text) {
        return new SecretProbe() {
            @Override
            public SilenceRule silence() {
                throw new IllegalStateException(text);
            }
        };
    }

    private static Probe withMetric(String text) {
        return new SecretProbe() {
            @Override
            public Map<String, Unit> metrics() {
                return Map.of(text, Unit.COUNT, "x".repeat(118) + text, Unit.COUNT);
            }
        };
    }

    /** Up, if it were run. */
    private abstract static class SecretProbe implements Probe {
        @Override
        public ProbeResult run(Duration timeout) {
            return ProbeResult.up();
        }
    }
}
