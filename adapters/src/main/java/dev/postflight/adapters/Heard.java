package dev.postflight.adapters;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a check of another library has said.
 *
 * @param meaning what it comes to here
 * @param status the word that the library has for it
 * @param text what it says to people; {@code null} for nothing
 * @param details names and values beside it
 */
record Heard(Meaning meaning, String status, @Nullable String text, Map<?, ?> details) {

    /** What a word of another library comes to. */
    enum Meaning {
        UP,
        DOWN,
        /** The check itself says that it does not know. */
        UNKNOWN,
        /** A word that the library leaves to its users. */
        OTHER
    }

    /** How a check of another library is asked. */
    @FunctionalInterface
    interface Question {
        /**
         * Asks.
         *
         * @return {@code null} when the check gave none
         */
        @Nullable
        Heard ask() throws Exception;
    }
}
