package dev.postflight.jdbc;

/** What came back makes no sense; the message is the sentence for people. No failure of the program, so without a trace. */
final class Unreadable extends Exception {

    private static final long serialVersionUID = 1L;

    Unreadable(String sentence) {
        super(sentence, null, false, false);
    }

    Unreadable(String name, String value, String rule) {
        this(Words.sentence(name, value, rule));
    }

    String sentence() {
        return String.valueOf(getMessage());
    }
}
