package dev.postflight.verify.history;

import static java.util.Objects.requireNonNull;

import dev.postflight.api.Alert;
import dev.postflight.api.Attestation;
import dev.postflight.api.Decision;
import dev.postflight.api.Incident;
import dev.postflight.api.Measurement;
import dev.postflight.api.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * One thing that a {@link History} keeps. Immutable; safe for use by any number of threads.
 *
 * @since 0.1
 */
public sealed interface Entry {

    /**
     * When it was, by the clock of the wall.
     *
     * @return the time
     */
    Instant at();

    /**
     * A check was run.
     *
     * @param at when its answer came
     * @param check the name of the check
     * @param reason {@link Reason#MET} for up, {@link Reason#DOWN} for down; anything else says why there was no answer
     * @param text what the probe said of it; empty when there is nothing to say
     * @param measurements what was measured; no name twice
     * @param took how long the answer took
     */
    record Observed(Instant at, String check, Reason reason, String text, List<Measurement> measurements, Duration took)
            implements Entry {

        private static final int FEW = 16;

        /**
         * Copies the measurements.
         *
         * @throws IllegalArgumentException if a metric is there twice, or the time that it took is negative
         */
        public Observed {
            requireNonNull(at, "at");
            requireNonNull(check, "check");
            requireNonNull(reason, "reason");
            requireNonNull(text, "text");
            requireNonNull(took, "took");
            measurements = List.copyOf(measurements);
            if (took.isNegative()) {
                throw new IllegalArgumentException("took: " + Decimals.text(took) + " s (expected: zero or more)");
            }
            checkDistinct(measurements);
        }

        /** A set would cost more than the few of them do. */
        private static void checkDistinct(List<Measurement> measurements) {
            int count = measurements.size();
            Set<String> seen = count > FEW ? new HashSet<>() : Set.of();
            for (int i = 0; i < count; i++) {
                String metric = measurements.get(i).metric();
                if (count > FEW ? !seen.add(metric) : isAmongFirst(i, measurements, metric)) {
                    throw new IllegalArgumentException(
                            "measurements: " + metric + " twice (expected: each metric once)");
                }
            }
        }

        private static boolean isAmongFirst(int count, List<Measurement> measurements, String metric) {
            for (int i = 0; i < count; i++) {
                if (measurements.get(i).metric().equals(metric)) {
                    return true;
                }
            }
            return false;
        }
    }

    /**
     * An alert changed.
     *
     * @param at when
     * @param alert what it was like from then on
     */
    record Alerted(Instant at, Alert alert) implements Entry {
        /** Refuses null. */
        public Alerted {
            requireNonNull(at, "at");
            requireNonNull(alert, "alert");
        }
    }

    /**
     * An incident changed.
     *
     * @param at when
     * @param incident what it was like from then on
     */
    record Happened(Instant at, Incident incident) implements Entry {
        /** Refuses null. */
        public Happened {
            requireNonNull(at, "at");
            requireNonNull(incident, "incident");
        }
    }

    /**
     * A person said that something was done.
     *
     * @param at when it became known
     * @param attestation what was said
     */
    record Attested(Instant at, Attestation attestation) implements Entry {
        /** Refuses null. */
        public Attested {
            requireNonNull(at, "at");
            requireNonNull(attestation, "attestation");
        }
    }

    /**
     * A phase began, was extended or ended.
     *
     * @param at when
     * @param phase the name of the phase
     * @param event which of these
     * @param decision what the verdict was
     * @param text why, for people; may be empty
     */
    record Phased(Instant at, String phase, Event event, Decision decision, String text) implements Entry {

        /** What became of a phase. */
        public enum Event {
            /** Its first check became due. */
            BEGAN,
            /** It was to end, and goes on. */
            EXTENDED,
            /** It is over. */
            ENDED
        }

        /** Refuses null. */
        public Phased {
            requireNonNull(at, "at");
            requireNonNull(phase, "phase");
            requireNonNull(event, "event");
            requireNonNull(decision, "decision");
            requireNonNull(text, "text");
        }
    }
}
