package dev.postflight.verify.engine;

import dev.postflight.api.Finding;
import dev.postflight.api.Outcome;
import dev.postflight.api.Severity;
import dev.postflight.api.Verdict;
import dev.postflight.verify.report.TextReport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where findings and verdicts go: to who asks for the latest, to the meters, to the log. */
final class Publisher {

    private final @Nullable CheckMeters meters;
    private final Listeners listeners;
    private volatile @Nullable Snapshot latest;
    private String lastLogged = "";

    Publisher(@Nullable CheckMeters meters, Listeners listeners) {
        this.meters = meters;
        this.listeners = listeners;
    }

    @Nullable
    Snapshot latest() {
        return latest;
    }

    void observed(Finding finding, long refused) {
        if (meters != null) {
            meters.observed(finding, refused);
        }
        listeners.found(finding);
    }

    /** Not a verdict yet, but how far it has come. */
    void progress(Snapshot snapshot) {
        latest = snapshot;
        listeners.published(snapshot.verdict());
    }

    /** A verdict. One like the last is not told again, unless somebody has asked for it. */
    synchronized void verdict(Snapshot snapshot, boolean askedFor) {
        latest = snapshot;
        Verdict verdict = snapshot.verdict();
        if (meters != null) {
            meters.verdict(verdict);
        }
        String gist = gist(verdict);
        if (askedFor || !gist.equals(lastLogged)) {
            lastLogged = gist;
            log(verdict);
        }
        listeners.decided(verdict);
    }

    private static String gist(Verdict verdict) {
        StringBuilder gist = new StringBuilder(verdict.phase()).append(verdict.decision());
        for (Finding finding : verdict.findings()) {
            if (isFailing(finding)) {
                gist.append('\n').append(finding.check()).append(finding.reason());
            }
        }
        return gist.toString();
    }

    private static void log(Verdict verdict) {
        Logger logger = LoggerFactory.getLogger(Verifier.class);
        if (logger.isWarnEnabled()) {
            for (Finding finding : verdict.findings()) {
                if (isFailing(finding)) {
                    logger.warn("{} / {}: {}", verdict.plan(), verdict.phase(), finding);
                }
            }
        }
        if (logger.isInfoEnabled()) {
            logger.info("{}", TextReport.plain().line(verdict));
        }
    }

    private static boolean isFailing(Finding finding) {
        boolean failing = finding.outcome() != Outcome.PASS && finding.outcome() != Outcome.WARN
                || finding.severity() == Severity.HIGH
                || finding.severity() == Severity.CRITICAL;
        return failing && !finding.ignored();
    }
}
