package dev.postflight.benchmarks;

import dev.postflight.api.Finding;
import dev.postflight.api.Outcome;
import dev.postflight.api.Verdict;
import dev.postflight.benchmarks.SoakProbe.Deed;
import io.micrometer.core.instrument.Gauge;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The account of a soak: a table, and whether it adds up. */
final class SoakAccount {

    private static final long LONGEST_CLOSE = TimeUnit.MILLISECONDS.toNanos(2_500);

    private final StringBuilder table = new StringBuilder();
    private final List<String> faults = new ArrayList<>();

    /** Once nothing is started any more, and what waits was given up. */
    void runs(SoakProbe.Field field, SoakRegistry registry, Verdict latest) {
        long started = field.started();
        long ended = field.ended();
        long waiting = field.started(Deed.WAITS);
        long attempts = latest.findings().stream().mapToLong(Finding::attempts).sum();
        long inTime = registry.inTime();
        long gaveUp = registry.counted("postflight.probes.timeouts");
        long late = ended - inTime;
        long neverBegun = attempts - started;
        probes(field);
        told(registry);
        head("runs", "", "");
        row("started by the engine, as its findings say", attempts);
        row("finished in time", inTime);
        row("abandoned: came back too late, the answer was dropped", late);
        row("abandoned: wait for the account", waiting);
        row("abandoned: no thread had got to it in time", neverBegun);
        expect(
                "started = finished + abandoned: " + attempts + " = " + inTime + " + " + gaveUp,
                attempts == inTime + gaveUp);
        expect(
                "abandoned, told and counted by probes: " + gaveUp + " = " + late + " + " + waiting + " + "
                        + neverBegun,
                gaveUp == late + waiting + neverBegun);
        expect(
                "probes that began have ended or wait: " + started + " = " + ended + " + " + waiting,
                started == ended + waiting);
        expect("nothing began that the engine does not know of", neverBegun >= 0);
        expect(
                "nothing that hung was taken for an answer",
                late >= field.started(Deed.HANGS) + field.started(Deed.HANGS_ON));
        expect("no probe was run twice at once", field.twiceAtOnce() == 0);
        passes(field, registry);
        lateAnswers(late, field.started(Deed.HANGS_ON), registry);
    }

    /** What was interrupted and threw was no answer; what hung on gave one. */
    private void lateAnswers(long late, long hungOn, SoakRegistry registry) {
        long answers = registry.counted("postflight.probes.late");
        expect(
                "late answers that the meter counts: " + hungOn + " <= " + answers + " <= " + late,
                hungOn <= answers && answers <= late);
    }

    private void passes(SoakProbe.Field field, SoakRegistry registry) {
        long good = registry.inTime(Outcome.PASS) + registry.inTime(Outcome.WARN);
        long late = registry.timedOut(Outcome.PASS) + registry.timedOut(Outcome.WARN);
        expect("nothing passed that came after its deadline", late == 0);
        expect("nothing passed without a run", registry.spared(Outcome.PASS) + registry.spared(Outcome.WARN) == 0);
        expect("nothing passed unless a probe said so", good <= field.started(Deed.UP) + field.started(Deed.SLOW));
    }

    private void probes(SoakProbe.Field field) {
        head("what the probes did", "started", "ended");
        for (Deed deed : Deed.values()) {
            row(deed.text, field.started(deed), field.ended(deed));
        }
        row("all", field.started(), field.ended());
    }

    private void told(SoakRegistry registry) {
        head("what the engine told", "in time", "timed out", "spared");
        for (Outcome outcome : Outcome.values()) {
            long inTime = registry.inTime(outcome);
            long timedOut = registry.timedOut(outcome);
            long spared = registry.spared(outcome);
            if (inTime + timedOut + spared > 0) {
                row(outcome.name(), inTime, timedOut, spared);
            }
        }
    }

    /** What was told, against the times at which it was due. */
    void schedule(SoakRegistry registry, Verdict latest, int checks, long slots) {
        Map<String, Long> byCheck = registry.byCheck();
        long told = registry.told();
        long attempts = latest.findings().stream().mapToLong(Finding::attempts).sum();
        long most = byCheck.values().stream().mapToLong(count -> count).max().orElse(0);
        long least = byCheck.values().stream().mapToLong(count -> count).min().orElse(0);
        head("schedule", "", "");
        row("times that checks were due", slots * checks);
        row("told: with a run", attempts);
        row("told: skipped, because the circuit was open or it hung on", told - attempts);
        row("passed over, because the probe was running", slots * checks - told);
        row("told of one check, at least", least);
        row("told of one check, at most", most);
        expect("no run was left untold", told >= attempts);
        expect("every check was run: " + byCheck.size(), byCheck.size() == checks && least > 0);
        expect("nothing was caught up in a burst: " + most + " of " + slots, most <= slots);
    }

    void abandoned(int now, SoakRegistry registry, int checks) {
        Gauge gauge = registry.find("postflight.probes.abandoned").gauge();
        long shown = gauge == null ? -1 : (long) gauge.value();
        expect(
                "abandoned now, as the verifier and the meter say: " + now + ", " + shown,
                now == checks && shown == checks);
    }

    void verdicts(SoakReview review, SoakRegistry registry) {
        head("verdicts", "", "");
        row("seen", review.verdicts());
        review.decisions().forEach((decision, count) -> row(decision.name(), count));
        review.reasons().forEach((reason, count) -> row("findings seen: " + reason, count));
        expect(
                "each is what its findings come to" + (review.faults() == 0 ? "" : ": " + review.firstFault()),
                review.faults() == 0);
        Gauge score = registry.find("postflight.verdict.score").gauge();
        expect("the meters show a score", score != null && !Double.isNaN(score.value()));
    }

    void flat(SoakGauge gauge) {
        double[] threads = gauge.threadHalves();
        double[] heap = gauge.heapHalves();
        expect(text("threads are flat: %.1f, then %.1f", threads[0], threads[1]), gauge.isThreadsFlat());
        expect(
                text("heap is flat: %.2f MiB, then %.2f MiB", heap[0] / (1 << 20), heap[1] / (1 << 20)),
                gauge.isHeapFlat());
    }

    void closed(long nanos, int meters) {
        expect(text("closed within 2.5 s: %.3f s", nanos / 1e9), nanos <= LONGEST_CLOSE);
        expect("meters that are left: " + meters, meters == 0);
    }

    void expect(String rule, boolean holds) {
        table.append(text("  %-4s %s%n", holds ? "ok" : "NO", rule));
        if (!holds) {
            faults.add(rule);
        }
    }

    /** Returns whether all adds up. */
    boolean print() {
        System.out.print(table);
        System.out.println();
        System.out.println(faults.isEmpty() ? "It adds up." : "It does not add up: " + String.join("; ", faults) + ".");
        return faults.isEmpty();
    }

    private void head(String title, String... columns) {
        table.append(text("%n%-60s", title));
        for (String column : columns) {
            table.append(text("%12s", column));
        }
        table.append(System.lineSeparator());
    }

    private void row(String title, long... figures) {
        table.append(text("  %-58s", title));
        for (long figure : figures) {
            table.append(text("%,12d", figure));
        }
        table.append(System.lineSeparator());
    }

    private static String text(String format, Object... arguments) {
        return String.format(Locale.ROOT, format, arguments);
    }
}
