package dev.postflight.verify.engine;

import dev.postflight.api.Decision;
import dev.postflight.api.Finding;
import dev.postflight.api.Outlook;
import dev.postflight.api.Verdict;
import dev.postflight.verify.decide.Decider;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** When it is time for a verdict in one run of a phase, and what it says. Used by the thread that drives the phase. */
final class Telling {

    private static final long BETWEEN_PROGRESS = Duration.ofMillis(100).toNanos();
    private static final long BETWEEN_RECORDED = Duration.ofSeconds(1).toNanos();

    private final Publisher publisher;
    private final Moment moment;
    private final WatchState watch;
    /** Whether observations come one by one from a recording, and not each of them is worth a verdict. */
    private final boolean recorded;

    private final long between;
    private boolean recurring;
    private long startedAt;
    private long nextProgress;
    private boolean news;
    private boolean decided;
    private @Nullable Snapshot published;

    Telling(Publisher publisher, Moment moment, WatchState watch, boolean recorded) {
        this.recorded = recorded;
        between = recorded ? BETWEEN_RECORDED : BETWEEN_PROGRESS;
        this.publisher = publisher;
        this.moment = moment;
        this.watch = watch;
    }

    void begin(boolean onCadence) {
        recurring = onCadence;
        startedAt = moment.now();
        nextProgress = startedAt + between;
        news = true;
        decided = false;
        published = null;
    }

    /** There is something that was not told yet. */
    void news() {
        news = true;
    }

    /**
     * Tells what is known so far: when nothing runs it is a verdict, else progress, told now and then. Returns whether it is
     * the first verdict.
     */
    boolean tell(Roster roster, boolean idle) {
        Snapshot last = published;
        if (!news && (last == null || !last.isStale(moment.now()))) {
            return false;
        }
        boolean due = moment.now() - nextProgress >= 0;
        boolean whole = recurring && (recorded ? due : idle || due && roster.isSeen());
        if (!due && !whole) {
            return false;
        }
        nextProgress = due ? moment.now() + between : nextProgress;
        Verdict soFar = decide(roster);
        Snapshot next = recurring
                ? Snapshot.ageing(roster, soFar, whole, moment.now())
                : Snapshot.lasting(roster, soFar, false);
        published = next;
        if (whole) {
            watch.decided(soFar);
            publisher.verdict(next, false);
        } else {
            publisher.progress(next);
        }
        news = false;
        boolean first = whole && !decided;
        decided |= whole;
        return first;
    }

    /** The end of the run. When it is that of the plan, with NO_GO, nobody looks any more, and what passed grows stale. */
    Verdict conclude(Roster roster) {
        Verdict verdict = decide(roster);
        boolean stops = recurring && verdict.decision() == Decision.NO_GO;
        Snapshot last =
                stops ? Snapshot.ageing(roster, verdict, true, moment.now()) : Snapshot.lasting(roster, verdict, true);
        publisher.verdict(last, !recurring);
        return verdict;
    }

    /** There are other checks, and nobody runs the phase. */
    void changed(Roster roster) {
        publisher.verdict(Snapshot.lasting(roster, decide(roster), true), false);
    }

    /** The verdict before anything was run. */
    static Snapshot pending(Roster roster, Instant at) {
        List<Finding> findings = new ArrayList<>(roster.checks().size());
        for (CheckRun run : roster.checks()) {
            findings.add(run.pending(at));
        }
        Verdict verdict = Decider.decide(roster.plan(), roster.phase().name(), findings, at, Duration.ZERO);
        return Snapshot.lasting(roster, verdict, false);
    }

    /** When it may be time to tell more; not later than a time that is given. */
    long next(long latest) {
        Snapshot last = published;
        long next = latest;
        if (news || last != null && last.isStale(moment.now())) {
            next = nextProgress;
        } else if (last != null && last.ages()) {
            next = last.freshUntil() + 1;
        }
        return Moment.earlier(next, latest);
    }

    /** Before the thread waits until {@link #next}, and after it has. */
    void waits(boolean whether) {
        Snapshot last = published;
        if (last != null) {
            last.guarded(whether && !last.isStale(moment.now()));
        }
    }

    Verdict decide(Roster roster) {
        Instant at = moment.at();
        List<CheckRun> checks = roster.checks();
        Finding[] findings = new Finding[checks.size()];
        for (int i = 0; i < findings.length; i++) {
            CheckRun run = checks.get(i);
            findings[i] = recurring ? run.finding(moment.now(), at) : run.finding();
        }
        Duration took = Duration.ofNanos(moment.now() - startedAt);
        Outlook outlook = Outlook.NONE;
        if (recurring) {
            outlook = watch.outlook(roster);
        } else if (!roster.phase().attestations().isEmpty()) {
            outlook = watch.attestations(roster);
        }
        return Decider.decide(roster.plan(), roster.phase().name(), List.of(findings), outlook, at, took);
    }
}
