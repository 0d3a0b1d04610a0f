package dev.postflight.http;

/**
 * A text that cannot be read for longer than an exchange lasts: some regular expressions go through it again and again, as
 * good as for ever.
 */
final class BoundedText implements CharSequence {

    private static final int READS_BETWEEN_LOOKS = 1 << 12;

    private final CharSequence text;
    private final Exchange exchange;
    private int reads;

    BoundedText(CharSequence text, Exchange exchange) {
        this.text = text;
        this.exchange = exchange;
    }

    @Override
    public char charAt(int index) {
        reads++;
        if (reads % READS_BETWEEN_LOOKS == 0
                && (exchange.isOver() || Thread.currentThread().isInterrupted())) {
            throw new NotMatchedException("");
        }
        return text.charAt(index);
    }

    @Override
    public int length() {
        return text.length();
    }

    @Override
    public CharSequence subSequence(int start, int end) {
        return new BoundedText(text.subSequence(start, end), exchange);
    }

    @Override
    public String toString() {
        return text.toString();
    }

    /** It is not known whether the text matches. */
    static final class NotMatchedException extends RuntimeException {

        private static final long serialVersionUID = 1;

        NotMatchedException(String message) {
            super(message, null, false, false);
        }
    }
}
