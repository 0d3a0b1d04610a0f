package dev.postflight.api;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * A person says that something was done.
 *
 * @param item what was done
 * @param role in which role the person says so
 * @param who the person
 * @param at when
 * @param note what else there is to say; may be empty
 * @since 0.1
 */
public record Attestation(String item, String role, String who, Instant at, String note) {

    private static final int LONGEST_NOTE = 2_000;

    /**
     * What a phase asks people for.
     *
     * @param item what is to be done
     * @param role in which role a person must say that it was
     */
    public record Wanted(String item, String role) {
        /**
         * Checks the texts.
         *
         * @throws IllegalArgumentException if one is not 1 to 100 printable characters
         */
        public Wanted {
            named("item", item);
            named("role", role);
        }

        @Override
        public String toString() {
            return item + " by " + role;
        }
    }

    /**
     * Checks the texts.
     *
     * @throws IllegalArgumentException if item, role or person is not 1 to 100 printable characters, or the note longer than
     *     2,000
     */
    public Attestation {
        named("item", item);
        named("role", role);
        named("who", who);
        requireNonNull(at, "at");
        if (note == null || note.length() > LONGEST_NOTE) {
            throw new IllegalArgumentException(Faults.sentence(
                    "note",
                    note == null ? null : note.length() + " characters",
                    "at most " + LONGEST_NOTE + " characters"));
        }
    }

    private static void named(String setting, String name) {
        if (!Faults.isName(name)) {
            throw new IllegalArgumentException(Faults.sentence(setting, Faults.quoted(name), Faults.NAME_RULE));
        }
    }

    @Override
    public String toString() {
        return item + ", attested by " + who + " as " + role + (note.isEmpty() ? "" : ": " + note);
    }
}
