package dev.postflight.redis;

import dev.postflight.api.Unit;
import java.time.Duration;
import java.util.Map;

/** Where answers of a Redis come from. */
interface Source {

    /** The seconds until there was a connection. */
    String CONNECT = "connect";

    /** The seconds from PING to PONG. */
    String PING = "ping";

    /** The seconds that INFO took. */
    String INFO = "info";

    /** The number of entries of the slow log. */
    String SLOWLOG = "slowlog";

    /**
     * Asks.
     *
     * @throws NoAnswerException when there was no answer, or none that could be understood
     * @throws Exception what a client throws
     */
    Answers ask(Duration timeout) throws Exception;

    /** What it measures itself. */
    Map<String, Unit> metrics();
}
