package dev.postflight.http;

import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** An answer while it is judged: body and document are read once, and only when somebody asks. */
final class Seen {

    private final Answer answer;
    private final URI from;
    private final Exchange exchange;
    private final InstantSource clock;
    private @Nullable String body;
    private @Nullable Json json;
    private @Nullable String notJson;
    private boolean isSaid;

    Seen(Answer answer, URI from, Exchange exchange, InstantSource clock) {
        this.answer = answer;
        this.from = from;
        this.exchange = exchange;
        this.clock = clock;
    }

    Answer answer() {
        return answer;
    }

    URI from() {
        return from;
    }

    Exchange exchange() {
        return exchange;
    }

    /** By the clock of the wall. */
    Instant now() {
        return clock.instant();
    }

    String body() {
        String text = body;
        if (text == null) {
            text = answer.text();
            body = text;
        }
        return text;
    }

    /** The document; {@code null} when the body is none. */
    @Nullable
    Json json() {
        if (json == null && notJson == null) {
            String text = body();
            if (answer.isMalformed(text)) {
                notJson = "it is not valid " + answer.charset();
                return null;
            }
            try {
                json = Json.parse(text);
            } catch (Json.NotJsonException e) {
                notJson = String.valueOf(e.getMessage());
            }
        }
        return json;
    }

    /** Why there is no document, for the first one who asks; {@code null} for the others, as it is said once. */
    @Nullable
    String whyNotJson() {
        if (isSaid) {
            return null;
        }
        isSaid = true;
        return "the body is not JSON: " + notJson;
    }
}
