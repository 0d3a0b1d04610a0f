package dev.postflight.verify.engine;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import dev.postflight.api.Check;
import dev.postflight.api.ProbeResult;
import dev.postflight.api.VerificationPhase;
import dev.postflight.api.VerificationPlan;
import dev.postflight.verify.time.Time;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** R7: an exception of what is not a probe is told in one line of the log, and that line holds no secret either. */
@Timeout(60)
class SecretLogTest {

    static final List<String> TEXTS = SecretCorpus.TEXTS;

    private static final Pattern STEERING = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}]");

    @RegisterExtension
    final CapturedLog log = new CapturedLog(Level.TRACE);

    private static IllegalStateException failure(String text) {
        IllegalStateException failure = new IllegalStateException(text, new IllegalArgumentException(text));
        failure.addSuppressed(new IllegalStateException(text));
        return failure;
    }

    /** There are lines that begin so, and all that there are, are clean. */
    private void assertToldWithoutSecrets(Level level, String beginning) {
        assertThat(log.events())
                .filteredOn(event -> event.getFormattedMessage().startsWith(beginning))
                .isNotEmpty()
                .allSatisfy(event -> assertThat(event.getLevel()).isEqualTo(level))
                .allSatisfy(event -> assertThat(event.getFormattedMessage()).contains("IllegalStateException"));
        assertThat(log.events()).allSatisfy(event -> {
            assertThat(event.getThrowableProxy())
                    .as("what logs would print whole")
                    .isNull();
            assertThat(event.getFormattedMessage())
                    .doesNotContain(SecretCorpus.SECRET)
                    .doesNotContainPattern(STEERING);
        });
    }

    @ParameterizedTest
    @FieldSource("TEXTS")
    void a_listener_that_throws_gives_no_secret_away(String text) {
        try (Verifier verifier = Verifier.builder(Bench.once(Check.of("a", timeout -> ProbeResult.up())))
                .onVerdict(verdict -> {
                    throw failure(text);
                })
                .onFinding(finding -> {
                    throw failure(text);
                })
                .build()) {
            verifier.verify();
        }
        assertToldWithoutSecrets(Level.WARN, "postflight-shop-on-verdict-1 failed: ");
        assertToldWithoutSecrets(Level.WARN, "postflight-shop-on-finding-1 failed: ");
    }

    @ParameterizedTest
    @FieldSource("TEXTS")
    void a_meter_registry_that_throws_gives_no_secret_away(String text) {
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        registry.config().onMeterAdded(meter -> {
            throw failure(text);
        });
        registry.config().onMeterRemoved(meter -> {
            throw failure(text);
        });
        try (Verifier verifier = Verifier.builder(Bench.once(Check.of("a", timeout -> ProbeResult.up())))
                .metrics(registry)
                .build()) {
            assertThat(verifier.verify().isGo()).isTrue();
        }
        assertToldWithoutSecrets(Level.DEBUG, "a meter registry failed: ");
    }

    @ParameterizedTest
    @FieldSource("TEXTS")
    void a_schedule_that_fails_gives_no_secret_away_and_goes_on(String text) throws Exception {
        VirtualTime time = new VirtualTime();
        FailingClock clock = new FailingClock(time);
        AtomicInteger runs = new AtomicInteger();
        CountDownLatch done = new CountDownLatch(1);
        VerificationPlan plan =
                Bench.plan(VerificationPhase.named("watch").every(Duration.ofMinutes(1)), Check.of("a", timeout -> {
                    int run = runs.incrementAndGet();
                    if (run == 2) {
                        clock.next.set(failure(text));
                    } else if (run == 4) {
                        time.freeze();
                        done.countDown();
                    }
                    return ProbeResult.up();
                }));
        try (Verifier verifier = Verifier.builder(plan)
                .time(clock)
                .workers(time.counting(Threads.PLATFORM.open()))
                .build()) {
            verifier.start();
            done.await();
        }
        assertToldWithoutSecrets(Level.ERROR, "shop: the schedule failed and goes on: ");
    }

    /** Fails once, on the thread that drives the phase. */
    private static final class FailingClock implements Time {

        final AtomicReference<@Nullable RuntimeException> next = new AtomicReference<>();
        private final Time time;

        FailingClock(Time time) {
            this.time = time;
        }

        @Override
        public long nanos() {
            return time.nanos();
        }

        @Override
        public Instant instant() {
            RuntimeException failure = next.getAndSet(null);
            if (failure != null) {
                throw failure;
            }
            return time.instant();
        }

        @Override
        public void park(long nanos) {
            time.park(nanos);
        }

        @Override
        public void unpark(Thread thread) {
            time.unpark(thread);
        }
    }
}
