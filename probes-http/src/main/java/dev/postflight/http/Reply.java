package dev.postflight.http;

import dev.postflight.api.Measurement;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * The last answer to a request.
 *
 * @param answer the answer
 * @param from who gave it
 * @param before the seconds of what came before its request: the lookup of the host, if it was timed, and redirects
 * @param dns how long it took to look up the host; {@code null} when it was not asked for
 * @param notFollowed why a redirect was not followed; {@code null} when there was none
 */
record Reply(
        Answer answer,
        URI from,
        double before,
        @Nullable Measurement dns,
        @Nullable String notFollowed) {}
