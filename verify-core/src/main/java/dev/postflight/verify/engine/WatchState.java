package dev.postflight.verify.engine;

import dev.postflight.api.Alert;
import dev.postflight.api.Attestation;
import dev.postflight.api.Availability;
import dev.postflight.api.Decision;
import dev.postflight.api.Explanation;
import dev.postflight.api.Incident;
import dev.postflight.api.Maintenance;
import dev.postflight.api.Notice;
import dev.postflight.api.Outcome;
import dev.postflight.api.Outlook;
import dev.postflight.api.Reason;
import dev.postflight.api.Severity;
import dev.postflight.api.Verdict;
import dev.postflight.api.VerificationPhase;
import dev.postflight.api.VerificationPlan;
import dev.postflight.verify.decide.Judgement;
import dev.postflight.verify.evaluate.Judged.Standing;
import dev.postflight.verify.history.Entry;
import dev.postflight.verify.observe.Mailbox;
import dev.postflight.verify.observe.Observation;
import dev.postflight.verify.time.Time;
import dev.postflight.verify.track.AlertBook;
import dev.postflight.verify.track.AlertEvents;
import dev.postflight.verify.track.CheckAlerts;
import dev.postflight.verify.track.IncidentBook;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * All that is known of a plan that is watched over. Guarded by itself: the thread that drives a phase and those of people come
 * one at a time.
 */
final class WatchState implements AlertEvents {

    /** What becomes of a phase. */
    enum Course {
        GOES_ON,
        IS_OVER,
        STOPS
    }

    private final WatchEvents events;
    private final Time time;
    private final AlertBook alerts = new AlertBook(this);
    private final IncidentBook incidents;
    private Calendar calendar;
    private final Map<Attestation.Wanted, Attestation> attestations = new LinkedHashMap<>();

    private VerificationPlan plan;
    private @Nullable PhaseWatch phase;
    private @Nullable Mailbox driver;
    private List<CheckAlerts> watched = List.of();
    private long now;
    private Instant at = Instant.EPOCH;
    private PhaseEnd end = new PhaseEnd();

    WatchState(VerificationPlan plan, Time time, WatchEvents events) {
        this.plan = plan;
        this.time = time;
        this.events = events;
        incidents = new IncidentBook(plan.sameIncidentWithin());
        calendar = new Calendar(plan);
    }

    AlertBook alerts() {
        return alerts;
    }

    IncidentBook incidents() {
        return incidents;
    }

    List<Attestation> attestations() {
        return List.copyOf(attestations.values());
    }

    VerificationPlan plan() {
        return plan;
    }

    long now() {
        return now;
    }

    Instant at() {
        return at;
    }

    Availability availability(@Nullable String of) {
        return phase == null ? Availability.NONE : phase.availability(of);
    }

    /** For people, who come at any time. */
    void look() {
        now = time.nanos();
        at = time.instant();
        alerts.look(now, at);
    }

    // what the thread that drives a phase says

    synchronized void begin(Roster roster, Moment moment, Mailbox mailbox) {
        look(moment);
        plan = roster.plan();
        driver = mailbox;
        end = new PhaseEnd();
        PhaseWatch next = new PhaseWatch(roster, now, at, incidents, calendar.windows(), attestations);
        alerts.turn(watched, next.alerts());
        watched = next.alerts();
        phase = next;
        calendar.begin(at);
        maintain(now);
        events.began(roster.phase().name(), at);
        tell("the phase " + roster.phase().name() + " begins");
        keep(new Entry.Phased(at, roster.phase().name(), Entry.Phased.Event.BEGAN, Decision.HOLD, ""));
    }

    synchronized void change(Roster roster) {
        plan = roster.plan();
        calendar = new Calendar(plan);
        calendar.begin(at);
        PhaseWatch present = phase;
        if (present != null && present.phase().name().equals(roster.phase().name())) {
            present.change(roster, calendar.windows());
            alerts.turn(watched, present.alerts());
            watched = present.alerts();
        }
        maintain(now);
    }

    synchronized void end(Verdict verdict) {
        PhaseWatch present = phase;
        if (present != null) {
            String text = end.overridden();
            events.ended(verdict, present.availability(null));
            tell("the phase " + present.phase().name() + " ends: " + verdict.decision()
                    + (text.isEmpty() ? "" : ", " + text));
            keep(new Entry.Phased(at, present.phase().name(), Entry.Phased.Event.ENDED, verdict.decision(), text));
        }
        driver = null;
    }

    private void look(Moment moment) {
        now = moment.now();
        at = moment.at();
        alerts.look(now, at);
        if (phase != null) {
            phase.look(now, at);
        }
    }

    /** Lets time go on. */
    synchronized void advance(Moment moment) {
        long before = now;
        look(moment);
        Calendar.Change change = calendar.poll(now, at);
        while (change != null) {
            if (change.announced() != null) {
                tell(Notice.Kind.MAINTENANCE, change.announced());
            } else {
                maintain(now - change.now() > now - before ? before : change.now());
            }
            change = calendar.poll(now, at);
        }
        alerts.advance();
    }

    private void maintain(long when) {
        Maintenance window = calendar.current();
        if (phase != null) {
            phase.maintenance(window != null, when);
        }
        alerts.maintenance(window == null ? null : window.name());
    }

    /** When there is something to do if nothing is observed; not later than a time that is given. */
    synchronized long next(long latest) {
        return alerts.next(calendar.next(now, at, latest));
    }

    /**
     * Takes in an observation. Returns the severity of the gravest alert of the check that fires.
     *
     * @param gap whether nobody looked for too long before
     * @param conclusive whether a failure is one: it may take several in a row
     */
    synchronized @Nullable Severity observed(
            CheckRun run, Observation seen, Judgement judgement, boolean gap, boolean conclusive, Moment moment) {
        look(moment);
        PhaseWatch present = phase;
        if (present == null) {
            return null;
        }
        boolean failed = judgement.outcome() == Outcome.FAIL;
        present.observed(run, seen, judgement.outcome());
        boolean judged =
                seen.answered() && judgement.outcome() != Outcome.PENDING; // what is waited for is not judged yet
        Standing failure = Standing.UNKNOWN;
        if (failed && (!seen.answered() || seen.reason() == Reason.DOWN)) {
            failure = conclusive ? Standing.REACHED : Standing.PENDING;
        } else if (judged) {
            failure = Standing.GOOD;
        }
        CheckAlerts mine = run.alerts(plan);
        alerts.observe(mine, failure, judged, gap, judgement.explanation());
        events.observed();
        if (events.wantsObservations()) {
            Duration took = Duration.ofNanos(Math.max(0, seen.tookNanos()));
            keep(new Entry.Observed(at, run.check.name(), seen.reason(), seen.text(), seen.measurements(), took));
        }
        return mine.severity();
    }

    private void keep(Entry entry) {
        events.entry(entry);
    }

    /** A check cannot run, because of another one. */
    synchronized void blocked(CheckRun run, Moment moment) {
        look(moment);
        if (phase != null) {
            phase.blocked(run);
        }
    }

    /** What is wanted for the end of the phase, and what else there is to say. */
    synchronized Outlook outlook(Roster roster) {
        PhaseWatch present = phase;
        if (present == null) {
            return Outlook.NONE;
        }
        List<Outlook.Item> items = present.items();
        if (present.isExtensionOver() && end.isExtended()) {
            items.add(new Outlook.Item(
                    "GO within the extension",
                    Outlook.State.IMPOSSIBLE,
                    Explanation.of("not GO", "the phase was extended and is over"),
                    null));
        }
        return new Outlook(items, present.ends(), present.earliestGo(items), alerts.current(), notes(roster));
    }

    private List<String> notes(Roster roster) {
        List<String> notes = new ArrayList<>(calendar.notes(at));
        long missed = 0;
        for (CheckRun run : roster.checks()) {
            missed += run.due.missed();
        }
        if (missed > 0) {
            notes.add(missed == 1 ? "1 run was missed" : missed + " runs were missed");
        }
        String complaint = events.complaint();
        if (!complaint.isEmpty()) {
            notes.add(complaint);
        }
        return notes;
    }

    /** What people must say before a phase that is not watched over is GO. */
    synchronized Outlook attestations(Roster roster) {
        List<Outlook.Item> items = PhaseWatch.attestations(roster.phase(), attestations);
        return items.isEmpty() ? Outlook.NONE : new Outlook(items, null, null, List.of(), List.of());
    }

    synchronized void decided(Verdict verdict) {
        end.decided(verdict);
        events.verdict(verdict);
    }

    /** Whether the phase may be over, so that it takes a verdict to say so. */
    synchronized boolean mayBeOver() {
        return phase != null && PhaseEnd.mayBe(phase);
    }

    /** What becomes of the phase, as its verdict is now. */
    synchronized Course course(Verdict verdict) {
        PhaseWatch present = phase;
        if (present == null) {
            return Course.GOES_ON;
        }
        Course course = end.course(present, verdict, calendar.current() != null);
        String text = course == Course.GOES_ON ? end.extend(present, verdict) : null;
        if (text != null) {
            tell(text);
            keep(new Entry.Phased(at, present.phase().name(), Entry.Phased.Event.EXTENDED, verdict.decision(), text));
        }
        return course;
    }

    /** When the phase may be over; not later than a time that is given. */
    synchronized long nextEnd(long latest) {
        return phase == null ? latest : PhaseEnd.next(phase, now, latest);
    }

    // what people say

    void attest(Attestation attestation) {
        Attestation.Wanted wanted = new Attestation.Wanted(attestation.item(), attestation.role());
        Set<String> known = new TreeSet<>();
        boolean asked = false;
        for (VerificationPhase each : plan.phases()) {
            asked |= each.attestations().contains(wanted);
            each.attestations().forEach(one -> known.add(one.toString()));
        }
        if (!asked) {
            throw new IllegalArgumentException(
                    "attest: " + wanted + " (expected: what a phase asks for: " + known + ")");
        }
        Attestation before = attestations.get(wanted);
        if (before != null) {
            throw new IllegalArgumentException(
                    "attest: " + wanted + " twice (expected: each once; it was by " + before.who() + ")");
        }
        attestations.put(wanted, attestation);
        keep(new Entry.Attested(at, attestation));
        wake();
    }

    void advance() {
        end.advance(phase);
        wake();
    }

    void override(String who) {
        end.override(phase, who);
        wake();
    }

    private void wake() {
        if (driver != null) {
            driver.wake();
        }
    }

    void incidentNote(long alert, String text) {
        for (Incident incident : incidents.all(now)) {
            if (incident.alerts().contains(alert)) {
                happened(incidents.note(incident.id(), text, now, at));
            }
        }
    }

    void happened(Incident incident) {
        keep(new Entry.Happened(at, incident));
    }

    // what alerts say

    @Override
    public void changed(Alert alert, Instant when) {
        keep(new Entry.Alerted(when, alert));
    }

    @Override
    public long fired(Alert alert, long parent, long when, Instant instant) {
        Incident incident = incidents.fired(alert, parent, when, instant);
        happened(incident);
        return incident.id();
    }

    @Override
    public void resolved(Alert alert, long when, Instant instant) {
        Incident incident = incidents.resolved(alert, when, instant);
        if (incident != null) {
            happened(incident);
        }
    }

    @Override
    public void notice(Notice notice) {
        events.notice(notice);
    }

    private void tell(String text) {
        tell(Notice.Kind.PHASE, text);
    }

    private void tell(Notice.Kind kind, String text) {
        events.notice(new Notice(kind, at, List.copyOf(channels()), text, null));
    }

    /** What is of no alert is told everywhere. */
    private Set<String> channels() {
        Set<String> channels = new LinkedHashSet<>();
        plan.alerts().forEach(policy -> channels.addAll(policy.channels()));
        return channels;
    }
}
