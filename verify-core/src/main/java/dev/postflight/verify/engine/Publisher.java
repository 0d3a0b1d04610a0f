package dev.postflight.verify.engine;

import dev.postflight.api.Finding;
import dev.postflight.api.Outcome;
import dev.postflight.api.Severity;
import dev.postflight.api.Verdict;
import dev.postflight.verify.report.TextReport;
import dev.postflight.verify.time.Time;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where findings and verdicts go: to who asks for the latest, to the meters, to the log, to listeners. Safe for any number
 * of threads.
 *
 * <p>Who asks looks at the clock only when nobody else does. While the thread that drives a phase waits for what comes next,
 * it will wake up before anything is stale, and its verdict stands as it is. While that thread is busy, it may be held up by
 * anything, and whoever asks sees to it that what is too old does not pass.
 */
final class Publisher {

    private final Time time;
    private final @Nullable CheckMeters meters;
    private final Listeners listeners;

    private final AtomicReference<@Nullable Snapshot> latest = new AtomicReference<>();

    // guarded by this
    private @Nullable Verdict lastLogged;
    private @Nullable Logger logger; // comes to life with the first verdict

    Publisher(Time time, @Nullable CheckMeters meters, Listeners listeners) {
        this.time = time;
        this.meters = meters;
        this.listeners = listeners;
    }

    /** The latest verdict, as it must be taken now; before there is any, that of a phase that was not run. Waits for nobody. */
    Verdict latest(PhaseRun first) {
        Snapshot present = latest.get();
        return present != null && present.stands() ? present.verdict() : lookedAt(first);
    }

    private Verdict lookedAt(PhaseRun first) {
        Snapshot present = latest.get();
        while (present == null || !present.stands() && present.isStale(time.nanos())) {
            latest.compareAndSet(present, present == null ? first.pending() : present.aged(time));
            present = latest.get();
        }
        return present.verdict();
    }

    /** The last snapshot; none before anything was published. */
    @Nullable
    Snapshot snapshot() {
        return latest.get();
    }

    void observed(Finding finding) {
        listeners.found(finding);
    }

    /** Not a verdict yet, but how far it has come. While a phase is run again, its last verdict stands. */
    synchronized void progress(Snapshot snapshot) {
        Snapshot last = latest.get();
        if (last == null || !last.isVerdictOn(snapshot)) {
            latest.set(snapshot);
            listeners.published(snapshot.verdict());
        }
    }

    /** A verdict. One like the last is not told again, unless somebody has asked for it. */
    synchronized void verdict(Snapshot snapshot, boolean askedFor) {
        latest.set(snapshot);
        Verdict verdict = snapshot.verdict();
        if (meters != null) {
            meters.verdict(verdict);
        }
        if (askedFor || lastLogged == null || !isSameNews(lastLogged, verdict)) {
            lastLogged = verdict;
            try {
                log(verdict);
            } catch (Throwable broken) {
                // a log that fails costs its lines and nothing else
            }
        }
        listeners.decided(verdict);
    }

    /** Whether the decision is the same, and the same checks fail for the same reasons. */
    private static boolean isSameNews(Verdict one, Verdict other) {
        if (one.decision() != other.decision() || !one.phase().equals(other.phase())) {
            return false;
        }
        List<Finding> before = one.findings();
        List<Finding> now = other.findings();
        int i = nextFailing(before, 0);
        int j = nextFailing(now, 0);
        while (i < before.size()
                && j < now.size()
                && before.get(i).reason() == now.get(j).reason()
                && before.get(i).check().equals(now.get(j).check())) {
            i = nextFailing(before, i + 1);
            j = nextFailing(now, j + 1);
        }
        return i == before.size() && j == now.size();
    }

    private static int nextFailing(List<Finding> findings, int from) {
        int i = from;
        while (i < findings.size() && !isFailing(findings.get(i))) {
            i++;
        }
        return i;
    }

    private void log(Verdict verdict) {
        if (logger == null) {
            logger = LoggerFactory.getLogger(Verifier.class);
        }
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
