package dev.postflight.verify.engine;

import dev.postflight.api.Verdict;
import dev.postflight.verify.report.TextReport;

/**
 * A verdict was required to be GO and is not. The message is the whole report.
 *
 * @since 0.1
 */
public final class NotGoException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Verdict verdict;

    private NotGoException(Verdict verdict) {
        super(verdict.plan() + " is not ready\n" + TextReport.plain().render(verdict));
        this.verdict = verdict;
    }

    /** Apart from the verifier, so that this class is loaded only when it is needed. */
    static void throwUnlessGo(Verdict verdict) {
        if (!verdict.isGo()) {
            throw new NotGoException(verdict);
        }
    }

    /**
     * The verdict that was not GO.
     *
     * @return the verdict
     */
    public Verdict verdict() {
        return verdict;
    }
}
