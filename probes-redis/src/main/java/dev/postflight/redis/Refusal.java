package dev.postflight.redis;

import org.jspecify.annotations.Nullable;

/**
 * What Redis says instead of an answer.
 *
 * @param down whether it is Redis that is not well; else it only does not speak with us
 * @param text why, for people
 */
record Refusal(boolean down, String text) {

    private static final int MOST_CAUSES = 5;

    /** Reads an error of Redis, without the hyphen before it; {@code null} when it is none of those that are known. */
    static @Nullable Refusal known(@Nullable String error, String command) {
        if (error == null) {
            return null;
        }
        int space = error.indexOf(' ');
        return switch (space < 0 ? error : error.substring(0, space)) {
            case "LOADING" -> new Refusal(true, "it is loading its data into memory (LOADING)");
            case "MASTERDOWN" ->
                new Refusal(true, "it has lost its primary and must not answer from stale data (MASTERDOWN)");
            case "MISCONF" -> new Refusal(true, "it cannot save its data to disk and refuses to write (MISCONF)");
            case "BUSY" -> new Refusal(true, "a script keeps it busy (BUSY)");
            case "CLUSTERDOWN" -> new Refusal(true, "its cluster is down (CLUSTERDOWN)");
            case "NOAUTH" -> new Refusal(false, "it wants a password (NOAUTH)");
            case "WRONGPASS" -> new Refusal(false, "it does not accept user and password (WRONGPASS)");
            case "NOPERM" -> new Refusal(false, "its user may not do " + command + " (NOPERM)");
            case "DENIED" -> new Refusal(false, "it is in protected mode and answers its own machine alone (DENIED)");
            case "ERR" -> ofCommonError(error);
            default -> null;
        };
    }

    private static @Nullable Refusal ofCommonError(String error) {
        if (error.startsWith("ERR max number of clients")) {
            return new Refusal(true, "it takes no more clients (max number of clients reached)");
        }
        if (error.startsWith("ERR invalid password")) {
            return new Refusal(false, "it does not accept the password");
        }
        if (error.startsWith("ERR DB index is out of range")) {
            return new Refusal(false, "it has no database of this number");
        }
        if (error.contains("without any password configured") || error.contains("no password is set")) {
            return new Refusal(false, "it has no password, but was given one");
        }
        return null;
    }

    /** What a client has made an exception of; {@code null} when none of its messages is an error that is known. */
    static @Nullable Refusal known(Throwable thrown, String command) {
        Throwable cause = thrown;
        for (int i = 0; i < MOST_CAUSES && cause != null; i++) {
            Refusal refusal = known(cause.getMessage(), command);
            if (refusal != null) {
                return refusal;
            }
            cause = cause.getCause();
        }
        return null;
    }
}
