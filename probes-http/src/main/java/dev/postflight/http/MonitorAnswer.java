package dev.postflight.http;

import dev.postflight.api.Unit;
import java.util.Locale;

/** What a monitoring system answered. */
final class MonitorAnswer {

    private static final int LONGEST_WORD = 200;

    private final Answer answer;
    private final Secrets secrets;
    private final long maxBody;

    /**
     * @param secrets what an answer may repeat and no text may show
     * @param maxBody how much of the body was allowed
     */
    MonitorAnswer(Answer answer, Secrets secrets, long maxBody) {
        this.answer = answer;
        this.secrets = secrets;
        this.maxBody = maxBody;
    }

    int status() {
        return answer.status();
    }

    boolean isOk() {
        return answer.status() == 200;
    }

    double seconds() {
        return answer.seconds();
    }

    /** The body, once it is known to be whole and to be readable. */
    String text() throws MonitorException {
        String fault = answer.fault();
        if (fault != null) {
            throw MonitorException.of(fault + " (status " + status() + ")");
        }
        if (!answer.isWhole()) {
            throw MonitorException.of(
                    "body larger than " + Unit.BYTES.format((double) maxBody) + " (maxBody), not read further");
        }
        return answer.text();
    }

    JsonTree json() throws MonitorException {
        String text = text();
        if (answer.status() / 100 == 3) {
            throw MonitorException.of(statusAndBody());
        }
        try {
            return JsonTree.parse(text);
        } catch (Json.NotJsonException e) {
            String why = isOk() ? ", and the body is not JSON: " + e.brief() : "";
            throw MonitorException.of("status " + status() + why + ",\n" + excerpt());
        }
    }

    /** JSON of another kind than what was asked for. Of an answer that is no success, the status says more. */
    MonitorException strange(String what) {
        return answer.status() / 100 == 4
                ? MonitorException.of(statusAndBody())
                : MonitorException.of(what + " (status " + status() + "),\n" + excerpt());
    }

    /** A body that is a word or a sentence: not nothing, and no page or document that somebody has put in its place. */
    boolean isPlainWord() throws MonitorException {
        String text = text().strip().toLowerCase(Locale.ROOT);
        return !text.isEmpty() && text.length() <= LONGEST_WORD && "<{[".indexOf(text.charAt(0)) < 0;
    }

    String statusAndBody() {
        String to = answer.location().isEmpty() ? "" : " to " + Texts.cut(hidden(answer.location()));
        return "status " + status() + to + ",\n" + excerpt();
    }

    /** A text without what was sent to prove who asks. */
    String hidden(String text) {
        return secrets.hidden(text);
    }

    private String excerpt() {
        return Texts.excerpt(hidden(answer.text()));
    }
}
