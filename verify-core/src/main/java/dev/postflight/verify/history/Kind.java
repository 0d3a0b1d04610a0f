package dev.postflight.verify.history;

import dev.postflight.api.Alert;
import dev.postflight.api.Attestation;
import dev.postflight.api.Decision;
import dev.postflight.api.Incident;
import dev.postflight.api.Measurement;
import dev.postflight.api.Reason;
import dev.postflight.api.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The kinds of entries, by the words for them in a file, and what their members are. */
enum Kind {
    OBSERVED {
        @Override
        Entry read(Members members) throws Unreadable {
            return new Entry.Observed(
                    members.time("at"),
                    members.name("check"),
                    members.one("reason", REASONS),
                    members.textOr("text", ""),
                    measurements(members),
                    members.secondsOrZero("tookSeconds"));
        }
    },
    ALERTED {
        @Override
        Entry read(Members members) throws Unreadable {
            return new Entry.Alerted(members.time("at"), alert(members.object("alert")));
        }
    },
    HAPPENED {
        @Override
        Entry read(Members members) throws Unreadable {
            return new Entry.Happened(members.time("at"), incident(members.object("incident")));
        }
    },
    ATTESTED {
        @Override
        Entry read(Members members) throws Unreadable {
            Members inner = members.object("attestation");
            return new Entry.Attested(
                    members.time("at"),
                    new Attestation(
                            inner.text("item"),
                            inner.text("role"),
                            inner.text("who"),
                            inner.time("at"),
                            inner.textOr("note", "")));
        }
    },
    PHASED {
        @Override
        Entry read(Members members) throws Unreadable {
            return new Entry.Phased(
                    members.time("at"),
                    members.name("phase"),
                    members.one("event", EVENTS),
                    members.one("decision", DECISIONS),
                    members.textOr("text", ""));
        }
    };

    static final String MEASUREMENTS = "measurements";

    private static final Words<Kind> KINDS = Words.lower(Kind.class);
    private static final Words<Reason> REASONS = Words.upper(Reason.class);
    private static final Words<Severity> SEVERITIES = Words.upper(Severity.class);
    private static final Words<Decision> DECISIONS = Words.upper(Decision.class);
    private static final Words<Alert.State> STATES = Words.upper(Alert.State.class);
    private static final Words<Entry.Phased.Event> EVENTS = Words.upper(Entry.Phased.Event.class);

    private static final Set<String> KNOWN = Set.of(
            "type",
            "at",
            "check",
            "reason",
            "text",
            MEASUREMENTS,
            "tookSeconds",
            "alert",
            "incident",
            "attestation",
            "phase",
            "event",
            "decision");

    /** What is read as the measurements of an observation. */
    record Measured(List<Measurement> all) {}

    /** Whether any kind has a member of this name. */
    static boolean isKnown(String name) {
        return KNOWN.contains(name);
    }

    static Entry entry(Members members) throws Unreadable {
        return members.one("type", KINDS).read(members);
    }

    abstract Entry read(Members members) throws Unreadable;

    private static List<Measurement> measurements(Members members) throws Unreadable {
        Object value = members.get(MEASUREMENTS);
        if (value == null) {
            return List.of();
        }
        if (value instanceof Measured measured) {
            return measured.all();
        }
        throw Members.wrong(MEASUREMENTS, value, "an array");
    }

    private static Alert alert(Members members) throws Unreadable {
        return new Alert(
                members.whole("id"),
                members.name("check"),
                members.text("component"),
                members.one("severity", SEVERITIES),
                members.text("rule"),
                members.one("state", STATES),
                members.time("since"),
                members.timeOrNull("firedAt"),
                members.timeOrNull("resolvedAt"),
                members.secondsOrZero("lastedSeconds"),
                members.textOr("seen", ""),
                members.textOrNull("muted"),
                members.wholeOrZero("parent"),
                members.wholeOrZero("incident"),
                members.textOrNull("acknowledged"),
                members.count("escalations"),
                members.isTrue("overdue"),
                members.count("flapping"),
                members.truthOrNull("real"));
    }

    private static Incident incident(Members members) throws Unreadable {
        List<Incident.Entry> timeline = new ArrayList<>();
        for (Members entry : members.objects("timeline")) {
            timeline.add(new Incident.Entry(entry.time("at"), entry.text("text")));
        }
        return new Incident(
                members.whole("id"),
                members.text("component"),
                members.one("severity", SEVERITIES),
                members.textOr("description", ""),
                members.time("openedAt"),
                members.timeOrNull("resolvedAt"),
                members.secondsOrZero("lastedSeconds"),
                members.wholes("alerts"),
                members.textOr("impact", ""),
                members.textOr("cause", ""),
                members.textOr("resolution", ""),
                timeline);
    }
}
