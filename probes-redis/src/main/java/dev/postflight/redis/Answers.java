package dev.postflight.redis;

import org.jspecify.annotations.Nullable;

/**
 * What one run has heard. Figures that it has not are no numbers.
 *
 * @param connect seconds until there was a connection
 * @param ping seconds from PING to PONG
 * @param infoTook seconds that INFO took
 * @param slowLog entries of the slow log
 * @param info the answer to INFO
 * @param trouble why Redis refuses to work, for people; without it there is an answer to INFO
 */
record Answers(
        double connect,
        double ping,
        double infoTook,
        double slowLog,
        @Nullable Info info,
        @Nullable String trouble) {}
