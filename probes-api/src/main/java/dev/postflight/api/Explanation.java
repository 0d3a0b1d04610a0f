package dev.postflight.api;

import static java.util.Objects.requireNonNull;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What was seen and what led to it, for people. The texts may be put together only when somebody reads them. Immutable; safe
 * for any number of threads.
 *
 * @since 0.1
 */
public final class Explanation {

    private final @Nullable Supplier<Explanation> later;
    private final @Nullable Texts given;
    private @Nullable Texts made; // a race at most makes them twice

    private Explanation(@Nullable Supplier<Explanation> later, @Nullable Texts given) {
        this.later = later;
        this.given = given;
    }

    /**
     * Texts that are there.
     *
     * @param seen what was seen
     * @param cause what led to it; empty when nothing need be said
     * @return the explanation
     */
    public static Explanation of(String seen, String cause) {
        return new Explanation(null, new Texts(seen, cause));
    }

    /**
     * Texts that are made when they are asked for.
     *
     * @param explanation gives the same texts whenever it is asked, from any thread
     * @return the explanation
     */
    public static Explanation later(Supplier<Explanation> explanation) {
        return new Explanation(requireNonNull(explanation, "explanation"), null);
    }

    /**
     * What was seen.
     *
     * @return with units
     */
    public String seen() {
        return texts().seen;
    }

    /**
     * What led to it.
     *
     * @return empty when nothing need be said
     */
    public String cause() {
        return texts().cause;
    }

    private Texts texts() {
        Texts present = given == null ? made : given;
        if (present == null) {
            Explanation explanation = requireNonNull(later).get();
            present = new Texts(explanation.seen(), explanation.cause());
            made = present;
        }
        return present;
    }

    /**
     * Whether the texts are the same.
     *
     * @param other another explanation
     * @return whether they are
     */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Explanation explanation && texts().equals(explanation.texts());
    }

    @Override
    public int hashCode() {
        return texts().hashCode();
    }

    @Override
    public String toString() {
        return cause().isEmpty() || cause().equals(seen()) ? seen() : seen() + ", " + cause();
    }

    /** Published safely by its final fields. */
    private record Texts(String seen, String cause) {
        Texts {
            requireNonNull(seen, "seen");
            requireNonNull(cause, "cause");
        }
    }
}
