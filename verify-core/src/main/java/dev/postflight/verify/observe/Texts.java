package dev.postflight.verify.observe;

import dev.postflight.api.ProbeResult;
import dev.postflight.api.Unit;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;

/** Words about things that went wrong. */
final class Texts {

    /** A throwable may be its own cause in the end. */
    private static final int MOST_WRAPPERS = 10;

    private Texts() {}

    static String duration(Duration duration) {
        return Unit.SECONDS.format(duration.toNanos() / 1e9);
    }

    /** Describing what was thrown can fail as well, when memory or stack are short. */
    static String describe(Throwable thrown) {
        try {
            return ProbeResult.silent(unwrapped(thrown)).cause();
        } catch (Throwable again) {
            return "an error that could not be described";
        }
    }

    /** What futures wrap it in says nothing. */
    private static Throwable unwrapped(Throwable thrown) {
        Throwable inner = thrown;
        for (int i = 0; i < MOST_WRAPPERS && isWrapper(inner); i++) {
            Throwable cause = inner.getCause();
            if (cause == null) {
                break;
            }
            inner = cause;
        }
        return inner;
    }

    private static boolean isWrapper(Throwable thrown) {
        return thrown instanceof CompletionException || thrown instanceof ExecutionException;
    }
}
