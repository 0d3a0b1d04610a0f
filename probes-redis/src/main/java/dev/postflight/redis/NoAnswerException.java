package dev.postflight.redis;

import org.jspecify.annotations.Nullable;

/** There was no answer that could be understood. The message says why, to people who know nothing of sockets. */
final class NoAnswerException extends Exception {

    private static final long serialVersionUID = 1;

    NoAnswerException(String message) {
        super(message);
    }

    NoAnswerException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
