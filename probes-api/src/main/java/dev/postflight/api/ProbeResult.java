package dev.postflight.api;

import java.util.List;

/**
 * The answer of a {@link Probe}. Texts are redacted as they enter: user info and query parameters of URLs, passwords,
 * tokens, authorization and cookie headers become {@code ***}; line breaks and control characters are neutralised; what
 * is longer than 1,000 characters is cut.
 *
 * @since 0.1
 */
public sealed interface ProbeResult {

    /**
     * The thing answered and is well.
     *
     * @param measurements what was measured; no name twice
     */
    record Up(List<Measurement> measurements) implements ProbeResult {
        /**
         * Copies the measurements.
         *
         * @throws IllegalArgumentException if a metric is there twice
         */
        public Up {
            measurements = Distinct.metrics(measurements);
        }
    }

    /**
     * The thing answered and is not well.
     *
     * @param reason why, for people; redacted
     * @param measurements what was measured all the same; no name twice
     */
    record Down(String reason, List<Measurement> measurements) implements ProbeResult {
        /**
         * Copies the measurements and redacts the reason.
         *
         * @throws IllegalArgumentException if a metric is there twice
         */
        public Down {
            reason = Redaction.of(reason);
            measurements = Distinct.metrics(measurements);
        }
    }

    /**
     * There was no answer.
     *
     * @param cause why, for people; redacted
     */
    record Silent(String cause) implements ProbeResult {
        /** Redacts the cause. */
        public Silent {
            cause = Redaction.of(cause);
        }
    }

    /**
     * The thing answered and is well.
     *
     * @param measurements what was measured; no name twice
     * @return the result
     * @throws IllegalArgumentException if a metric is there twice
     */
    static Up up(Measurement... measurements) {
        return new Up(List.of(measurements));
    }

    /**
     * The thing answered and is not well.
     *
     * @param reason why, for people
     * @param measurements what was measured all the same; no name twice
     * @return the result
     * @throws IllegalArgumentException if a metric is there twice
     */
    static Down down(String reason, Measurement... measurements) {
        return new Down(reason, List.of(measurements));
    }

    /**
     * There was no answer.
     *
     * @param cause why, for people
     * @return the result
     */
    static Silent silent(String cause) {
        return new Silent(cause);
    }

    /**
     * There was no answer, because of an exception. The text names the type and message of the throwable and of its
     * causes, each once and at most five.
     *
     * @param cause what was thrown
     * @return the result
     */
    static Silent silent(Throwable cause) {
        return new Silent(Redaction.describe(cause));
    }
}
