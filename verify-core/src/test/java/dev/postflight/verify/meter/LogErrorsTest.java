package dev.postflight.verify.meter;

import static dev.postflight.verify.meter.Said.figures;
import static dev.postflight.verify.meter.Said.silence;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import dev.postflight.api.Probe;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MockClock;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.logging.LogbackMetrics;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.micrometer.core.instrument.simple.SimpleConfig;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** S4.5: the error count of the log is zero or minimal. */
class LogErrorsTest {

    private final MockClock clock = new MockClock();
    private final MeterRegistry registry = new SimpleMeterRegistry(SimpleConfig.DEFAULT, clock);

    @Test
    void what_logback_logs_is_counted_since_the_last_look() throws Exception {
        LoggerContext context = new LoggerContext();
        Logger logger = context.getLogger("shop");
        logger.setAdditive(false);
        try (LogbackMetrics metrics = new LogbackMetrics(Tags.empty(), context)) {
            metrics.bindTo(registry);
            logger.error("before the probe was made");
            Probe probe = MeterProbes.logErrors(registry);
            logger.error("one");
            logger.error("two");
            logger.warn("three");
            logger.info("four");
            clock.addSeconds(10);
            assertThat(figures(probe))
                    .isEqualTo(Map.of("errors", 3.0, "warnings", 1.0, "new_errors", 2.0, "rate", 0.2));
            clock.addSeconds(10);
            assertThat(figures(probe)).containsEntry("new_errors", 0.0).containsEntry("rate", 0.0);
        } finally {
            context.stop();
        }
    }

    @Test
    void fatal_errors_of_log4j_are_errors() throws Exception {
        registry.counter("log4j2.events", "level", "info").increment(10);
        registry.counter("log4j2.events", "level", "fatal").increment();
        registry.counter("log4j2.events", "level", "error").increment(2);
        assertThat(figures(MeterProbes.logErrors(registry))).containsEntry("errors", 3.0);
    }

    @Test
    void both_together_are_added_up() throws Exception {
        Probe probe = MeterProbes.logErrors(registry);
        registry.counter("log4j2.events", "level", "error").increment(2);
        registry.counter("logback.events", "level", "error").increment(3);
        assertThat(figures(probe)).containsEntry("errors", 5.0).containsEntry("new_errors", 5.0);
    }

    /** What another registry has counted was not logged since the last look. */
    @Test
    void when_another_registry_of_a_composite_is_read_nothing_is_known_to_be_new() throws Exception {
        CompositeMeterRegistry composite = new CompositeMeterRegistry(clock).add(registry);
        composite.counter("logback.events", "level", "error").increment(2);
        Probe probe = MeterProbes.logErrors(composite);
        MeterRegistry other = new SimpleMeterRegistry(SimpleConfig.DEFAULT, clock);
        other.counter("logback.events", "level", "error").increment(500);
        composite.remove(registry);
        composite.add(other);
        clock.addSeconds(10);
        assertThat(figures(probe)).isEqualTo(Map.of("errors", 500.0, "warnings", 0.0));
        other.counter("logback.events", "level", "error").increment(3);
        clock.addSeconds(10);
        assertThat(figures(probe)).containsEntry("new_errors", 3.0).containsEntry("rate", 0.3);
    }

    @Test
    void without_a_meter_for_logs_there_is_silence_that_says_how_to_bind_one() throws Exception {
        assertThat(silence(MeterProbes.logErrors(registry)))
                .isEqualTo("there is no meter logback.events or log4j2.events"
                        + " (expected: new LogbackMetrics().bindTo(registry),"
                        + " or new Log4j2Metrics().bindTo(registry))");
        assertThat(silence(MeterProbes.logErrors(new CompositeMeterRegistry())))
                .isEqualTo("there is no meter logback.events:"
                        + " the composite registry has no registry in it that could keep one");
    }
}
