package dev.postflight.contracts;

import dev.postflight.api.Alert;
import dev.postflight.api.Attestation;
import dev.postflight.api.Decision;
import dev.postflight.api.Incident;
import dev.postflight.api.Measurement;
import dev.postflight.api.Reason;
import dev.postflight.api.Severity;
import dev.postflight.api.Unit;
import dev.postflight.verify.history.Entry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Entries of all kinds, with all that may stand in them. */
final class SampleEntries {

    static final Instant START = Instant.parse("2026-03-01T08:00:00Z");

    static final String UNUSUAL =
            "\"quotes\", back\\slash, tab\t, line\r\nbreaks, 'ö', Ω, 漢字, שלום, 🛬, e\u0301, {}[]%_;--";

    private SampleEntries() {}

    static Entry.Observed up(int second) {
        return observed(START.plusSeconds(second), "");
    }

    static Entry.Observed observed(Instant at, String text) {
        return new Entry.Observed(
                at,
                "api",
                Reason.MET,
                text,
                List.of(Measurement.of("p95", 0.612, Unit.SECONDS), Measurement.of("error_rate", 0.05, Unit.RATIO)),
                Duration.ofNanos(12_345_678));
    }

    static List<Entry> sequence(int from, int count) {
        List<Entry> entries = new ArrayList<>();
        for (int i = from; i < from + count; i++) {
            entries.add(up(i));
        }
        return entries;
    }

    static List<Entry> ofAllKinds() {
        List<Entry> entries = new ArrayList<>();
        for (Reason reason : Reason.values()) {
            entries.add(new Entry.Observed(START, "api", reason, "why", List.of(), Duration.ZERO));
        }
        entries.add(observed(START, "nothing to say"));
        entries.add(new Entry.Alerted(START, pending()));
        entries.add(new Entry.Alerted(START, resolved()));
        entries.add(new Entry.Happened(START, open()));
        entries.add(new Entry.Happened(START, closed()));
        entries.add(new Entry.Attested(
                START.plusSeconds(2), new Attestation("security audit", "CISO", "Ada", START, "see ticket 17")));
        entries.add(new Entry.Attested(START, new Attestation("runbooks", "operations", "Grace", START, "")));
        for (Entry.Phased.Event event : Entry.Phased.Event.values()) {
            for (Decision decision : Decision.values()) {
                entries.add(new Entry.Phased(START, "critical watch", event, decision, "why"));
            }
        }
        return entries;
    }

    private static Alert pending() {
        return new Alert(
                1,
                "api",
                "shop",
                Severity.LOW,
                "p95: LOW > 200ms for 10m",
                Alert.State.PENDING,
                START,
                null,
                null,
                Duration.ZERO,
                "p95 612 ms",
                null,
                0,
                0,
                null,
                0,
                false,
                0,
                null);
    }

    private static Alert resolved() {
        return new Alert(
                Long.MAX_VALUE,
                "database",
                "database",
                Severity.CRITICAL,
                "up",
                Alert.State.RESOLVED,
                START,
                START.plusNanos(1),
                START.plusSeconds(3_600),
                Duration.ofSeconds(3_599, 999_999_999),
                "connection refused",
                "maintenance",
                3,
                4,
                "Ada",
                2,
                true,
                7,
                false);
    }

    private static Incident open() {
        return new Incident(
                1,
                "shop",
                Severity.HIGH,
                "p95 2.4 s",
                START,
                null,
                Duration.ofMinutes(5),
                List.of(),
                "",
                "",
                "",
                List.of());
    }

    private static Incident closed() {
        return new Incident(
                2,
                "database",
                Severity.CRITICAL,
                "connection refused",
                START,
                START.plusSeconds(720),
                Duration.ofMinutes(12),
                List.of(1L, 2L, Long.MAX_VALUE),
                "no orders for 12 min",
                "the pool was exhausted",
                "a larger pool",
                List.of(
                        new Incident.Entry(START, "opened"),
                        new Incident.Entry(START.plusSeconds(60), "acknowledged by Ada")));
    }
}
