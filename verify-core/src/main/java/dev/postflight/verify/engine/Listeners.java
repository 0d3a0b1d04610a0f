package dev.postflight.verify.engine;

import dev.postflight.api.Finding;
import dev.postflight.api.Outcome;
import dev.postflight.api.Verdict;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Who wants to hear of changes, and what each has heard. Safe for any number of threads. */
final class Listeners {

    private final List<Teller<Finding>> ofFindings = new ArrayList<>();
    private final List<Teller<Verdict>> ofVerdicts = new ArrayList<>();

    // guarded by this
    private final Map<String, Finding> last = new HashMap<>();
    private final List<Finding> changed = new ArrayList<>();
    private String lastState = "";

    Listeners(String plan, List<Consumer<? super Finding>> findings, List<Consumer<? super Verdict>> verdicts) {
        for (Consumer<? super Finding> listener : findings) {
            ofFindings.add(new Teller<>("postflight-" + plan + "-on-finding-" + (ofFindings.size() + 1), listener));
        }
        for (Consumer<? super Verdict> listener : verdicts) {
            ofVerdicts.add(new Teller<>("postflight-" + plan + "-on-verdict-" + (ofVerdicts.size() + 1), listener));
        }
    }

    /** A finding that will be in the next verdict. */
    synchronized void found(Finding finding) {
        if (ofFindings.isEmpty()) {
            return;
        }
        Finding before = last.put(finding.check(), finding);
        if (before == null
                || before.outcome() != finding.outcome()
                || before.reason() != finding.reason()
                || before.severity() != finding.severity()) {
            changed.add(finding);
        }
    }

    /** What was found is published now. */
    synchronized void published(Verdict verdict) {
        if (ofFindings.isEmpty()) {
            return;
        }
        for (Finding finding : verdict.findings()) {
            if (finding.outcome() == Outcome.SKIPPED) {
                found(finding); // not from a run of its own
            }
        }
        for (Finding finding : changed) {
            ofFindings.forEach(teller -> teller.tell(finding));
        }
        changed.clear();
    }

    /** A verdict that is more than progress. */
    synchronized void decided(Verdict verdict) {
        published(verdict);
        if (ofVerdicts.isEmpty()) {
            return;
        }
        String state = state(verdict);
        if (!state.equals(lastState)) {
            lastState = state;
            ofVerdicts.forEach(teller -> teller.tell(verdict));
        }
    }

    /** All that makes a verdict another one. */
    private static String state(Verdict verdict) {
        StringBuilder state = new StringBuilder(verdict.phase()).append(verdict.decision());
        for (Finding finding : verdict.findings()) {
            state.append('\n')
                    .append(finding.check())
                    .append(finding.outcome())
                    .append(finding.reason())
                    .append(finding.severity());
        }
        return state.toString();
    }

    /** Ends all of them; what they have not heard yet they may hear for some time. */
    void close(long millis) {
        ofFindings.forEach(teller -> teller.close(millis));
        ofVerdicts.forEach(teller -> teller.close(millis));
    }
}
