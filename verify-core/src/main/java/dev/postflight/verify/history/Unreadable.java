package dev.postflight.verify.history;

import java.io.Serial;

/** Something in a file is not what it should be. Says what, in one sentence; costs no stack trace, as there may be many. */
final class Unreadable extends Exception {

    @Serial
    private static final long serialVersionUID = 1;

    private final String sentence;

    private Unreadable(String sentence) {
        super(sentence, null, false, false);
        this.sentence = sentence;
    }

    static Unreadable of(String name, String value, String rule) {
        return new Unreadable(name + ": " + value + " (expected: " + rule + ")");
    }

    /** A sentence of someone else about a value: of a constructor, mostly. */
    static Unreadable because(RuntimeException fault) {
        return new Unreadable(Shown.line(String.valueOf(fault.getMessage())));
    }

    String sentence() {
        return sentence;
    }
}
