package dev.postflight.verify.engine;

import dev.postflight.api.Finding;
import dev.postflight.api.Notice;
import dev.postflight.api.Outcome;
import dev.postflight.api.Reason;
import dev.postflight.api.Verdict;
import dev.postflight.verify.time.Time;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Who wants to hear of changes, and what each has heard. Safe for any number of threads. */
final class Listeners {

    private final List<Teller<Finding>> ofFindings = new ArrayList<>();
    private final List<Teller<Verdict>> ofVerdicts = new ArrayList<>();
    private final List<Teller<Notice>> ofNotices = new ArrayList<>();

    // guarded by this
    private final Map<String, Finding> last = new HashMap<>();
    private final List<Finding> changed = new ArrayList<>();
    private @Nullable Verdict lastVerdict;

    Listeners(
            String plan,
            List<Consumer<? super Finding>> findings,
            List<Consumer<? super Verdict>> verdicts,
            List<Consumer<? super Notice>> notices) {
        for (Consumer<? super Finding> listener : findings) {
            ofFindings.add(new Teller<>("postflight-" + plan + "-on-finding-" + (ofFindings.size() + 1), listener));
        }
        for (Consumer<? super Verdict> listener : verdicts) {
            ofVerdicts.add(new Teller<>("postflight-" + plan + "-on-verdict-" + (ofVerdicts.size() + 1), listener));
        }
        for (Consumer<? super Notice> listener : notices) {
            ofNotices.add(new Teller<>("postflight-" + plan + "-on-notice-" + (ofNotices.size() + 1), listener));
        }
    }

    /** Something that people are to be told. */
    void noticed(Notice notice) {
        for (Teller<Notice> teller : ofNotices) {
            teller.tell(notice);
        }
    }

    /** A finding that will be in the next verdict. */
    void found(Finding finding) {
        if (!ofFindings.isEmpty()) {
            note(finding);
        }
    }

    private synchronized void note(Finding finding) {
        Finding before = last.put(finding.check(), finding);
        if (before == null || !isSame(before, finding)) {
            changed.add(finding);
        }
    }

    /** What was found is published now. */
    synchronized void published(Verdict verdict) {
        if (ofFindings.isEmpty()) {
            return;
        }
        for (Finding finding : verdict.findings()) {
            if (finding.outcome() == Outcome.SKIPPED || finding.reason() == Reason.STALE) {
                note(finding); // not from a run of its own
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
        boolean changes = lastVerdict == null || !isSame(lastVerdict, verdict);
        lastVerdict = verdict;
        if (changes) {
            ofVerdicts.forEach(teller -> teller.tell(verdict));
        }
    }

    /** All that makes a verdict another one. */
    private static boolean isSame(Verdict one, Verdict other) {
        boolean same = one.decision() == other.decision()
                && one.phase().equals(other.phase())
                && one.findings().size() == other.findings().size();
        for (int i = 0; same && i < one.findings().size(); i++) {
            Finding finding = other.findings().get(i);
            same = finding.check().equals(one.findings().get(i).check())
                    && isSame(one.findings().get(i), finding);
        }
        return same;
    }

    private static boolean isSame(Finding one, Finding other) {
        return one.outcome() == other.outcome() && one.reason() == other.reason() && one.severity() == other.severity();
    }

    /** Forgets the checks that are not among these. */
    synchronized void retain(Set<String> names) {
        last.keySet().retainAll(names);
    }

    /** Ends all of them; what they have not heard yet they may hear for some time, all together. */
    void close(Time time, long nanos) {
        long end = time.nanos() + nanos;
        List<Teller<?>> all = new ArrayList<>(ofFindings);
        all.addAll(ofVerdicts);
        all.addAll(ofNotices);
        for (Teller<?> teller : all) {
            teller.end();
        }
        for (Teller<?> teller : all) {
            teller.awaitEnd(end - time.nanos());
        }
    }
}
