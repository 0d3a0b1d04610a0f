package dev.postflight.verify.observe;

import dev.postflight.verify.time.Time;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.TimeUnit;

/**
 * Spares a thing that does not answer: after ten runs without an answer, none is started for ten seconds, then one to try.
 * That a thing says that it is down is an answer.
 */
final class Breaker {

    private static final int RUNS = 10;
    private static final Duration PAUSE = Duration.ofSeconds(10);

    private final CircuitBreaker breaker;
    private volatile String lastFailure = "";

    Breaker(Time time) {
        breaker = CircuitBreaker.of(
                "postflight",
                CircuitBreakerConfig.custom()
                        .slidingWindow(RUNS, RUNS, SlidingWindowType.COUNT_BASED)
                        .failureRateThreshold(100)
                        .waitDurationInOpenState(PAUSE)
                        .permittedNumberOfCallsInHalfOpenState(1)
                        .clock(new ElapsedClock(time))
                        .currentTimestampFunction(clock -> time.nanos(), TimeUnit.NANOSECONDS)
                        .build());
    }

    boolean isOpen() {
        return breaker.getState() != CircuitBreaker.State.CLOSED;
    }

    boolean permits() {
        return breaker.tryAcquirePermission();
    }

    void record(Observation observation) {
        if (observation.answered()) {
            breaker.onSuccess(observation.tookNanos(), TimeUnit.NANOSECONDS);
        } else {
            lastFailure = observation.text();
            breaker.onError(observation.tookNanos(), TimeUnit.NANOSECONDS, new NoAnswer());
        }
    }

    String explanation() {
        return "not asked for " + Texts.duration(PAUSE) + " after " + RUNS + " runs without an answer; the last: "
                + lastFailure;
    }

    private static final class NoAnswer extends Exception {
        private static final long serialVersionUID = 1L;

        NoAnswer() {
            super("no answer", null, false, false);
        }
    }

    /** A clock that nobody can set. */
    private static final class ElapsedClock extends Clock {

        private final Time time;
        private final long start;

        ElapsedClock(Time time) {
            this.time = time;
            start = time.nanos();
        }

        @Override
        public Instant instant() {
            return Instant.EPOCH.plusNanos(time.nanos() - start);
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
