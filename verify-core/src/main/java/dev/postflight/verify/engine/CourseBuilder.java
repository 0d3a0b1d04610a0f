package dev.postflight.verify.engine;

import dev.postflight.api.Alert;
import dev.postflight.api.Availability;
import dev.postflight.api.Decision;
import dev.postflight.api.Notice;
import dev.postflight.api.Verdict;
import dev.postflight.verify.history.Entry;
import dev.postflight.verify.report.Course;
import dev.postflight.verify.time.Time;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Writes down what a plan comes to. */
final class CourseBuilder implements WatchEvents {

    private static final int MOST_NOTICES = 10_000;
    private static final int MOST_DECISIONS = 10_000;
    private static final int MOST_ALERTS = 100_000;
    private static final int MOST_FAULTS = 100;

    private final String plan;
    private final @Nullable Consumer<? super Entry> entries;
    private final List<Course.Phase> phases = new ArrayList<>();
    private final List<Course.Change> decisions = new ArrayList<>();
    private final List<Notice> notices = new ArrayList<>();
    private final List<String> faults = new ArrayList<>();
    private final TreeMap<Long, Alert> alerts = new TreeMap<>();
    private Instant from = Instant.EPOCH;
    private long faulty;
    private long observations;
    private @Nullable Verdict last;
    private @Nullable Decision decision;

    CourseBuilder(String plan, @Nullable Consumer<? super Entry> entries) {
        this.plan = plan;
        this.entries = entries;
    }

    void from(Instant begin) {
        from = begin;
    }

    @Override
    public void notice(Notice notice) {
        if (notices.size() < MOST_NOTICES) {
            notices.add(notice);
        }
    }

    @Override
    public void entry(Entry entry) {
        if (entry instanceof Entry.Alerted alerted
                && alerted.alert().firedAt() != null
                && (alerts.size() < MOST_ALERTS
                        || alerts.containsKey(alerted.alert().id()))) {
            alerts.put(alerted.alert().id(), alerted.alert());
        }
        if (entries != null) {
            entries.accept(entry);
        }
    }

    @Override
    public boolean wantsObservations() {
        return entries != null;
    }

    @Override
    public void observed() {
        observations++;
    }

    @Override
    public void began(String phase, Instant at) {
        phases.add(new Course.Phase(phase, at, null, Decision.HOLD, Availability.NONE, List.of()));
        last = null;
        decision = null;
    }

    @Override
    public void verdict(Verdict verdict) {
        last = verdict;
        if (decision != verdict.decision() && decisions.size() < MOST_DECISIONS) {
            decision = verdict.decision();
            decisions.add(new Course.Change(verdict.at(), verdict.phase(), verdict.decision(), verdict.reasons()));
        }
    }

    @Override
    public void ended(Verdict verdict, Availability availability) {
        verdict(verdict);
        settle(verdict.at(), verdict, availability);
    }

    private void settle(@Nullable Instant ended, Verdict verdict, Availability availability) {
        Course.Phase phase = phases.remove(phases.size() - 1);
        phases.add(new Course.Phase(
                phase.name(),
                phase.began(),
                ended,
                verdict.decision(),
                availability,
                verdict.outlook().items()));
    }

    void fault(String fault) {
        faulty++;
        if (faults.size() < MOST_FAULTS) {
            faults.add(fault);
        }
    }

    Course build(WatchState watch, Time time) {
        Verdict present = last;
        if (!phases.isEmpty() && phases.get(phases.size() - 1).ended() == null && present != null) {
            settle(null, present, watch.availability(null));
        }
        for (Alert alert : watch.alerts().current()) {
            alerts.computeIfPresent(alert.id(), (id, before) -> alert);
        }
        return new Course(
                plan,
                from,
                time.instant(),
                phases,
                decisions,
                List.copyOf(alerts.values()),
                watch.incidents().all(watch.now()),
                watch.attestations(),
                notices,
                observations,
                faults,
                faulty);
    }
}
