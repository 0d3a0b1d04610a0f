package dev.postflight.http;

/** A monitoring system gave no answer that can be understood. The message says why, and is redacted where it is shown. */
final class MonitorException extends Exception {

    private static final long serialVersionUID = 1;

    private final boolean late;

    private MonitorException(String message, boolean late) {
        // several threads may be told of the same one
        super(message, null, false, false);
        this.late = late;
    }

    static MonitorException of(String message) {
        return new MonitorException(message, false);
    }

    static MonitorException late(String message) {
        return new MonitorException(message, true);
    }

    /** Whether it was only the time that ran out, so that somebody with more of it may have an answer. */
    boolean isLate() {
        return late;
    }

    String text() {
        return String.valueOf(getMessage());
    }
}
