package dev.postflight.verify.meter;

import dev.postflight.api.Probe;
import dev.postflight.api.ProbeResult;
import dev.postflight.api.SilenceRule;
import dev.postflight.api.Unit;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** A probe that reads figures of the machine, in a sheet, and says what is amiss. Safe for use by any number of threads. */
final class MachineProbe implements Probe {

    /** Reads the figures. */
    interface Source {

        /**
         * Writes down what is told.
         *
         * @param sheet in which nothing is known yet
         * @return why there is nothing to be told, or what is wrong; empty when all is well
         */
        Verdict read(FigureSheet sheet);

        /** Why a figure may be absent; empty when there is nothing to say. */
        default String absence(String metric) {
            return "";
        }
    }

    /** What comes of a reading. */
    record Verdict(boolean silent, String text) {

        static final Verdict WELL = new Verdict(false, "");

        static Verdict silent(String text) {
            return new Verdict(true, text);
        }

        static Verdict down(String text) {
            return new Verdict(false, text);
        }
    }

    private final String name;

    // guarded by this
    private final FigureSheet sheet;
    private final Source source;

    private MachineProbe(String name, Map<String, Unit> metrics, Source source) {
        this.name = name;
        sheet = new FigureSheet(metrics);
        this.source = source;
    }

    /**
     * What is read.
     *
     * @param name what it is about, for those who read that it is silent
     * @param metrics pairs of a name and a unit
     */
    static MachineProbe of(String name, Source source, Object... metrics) {
        Map<String, Unit> all = new LinkedHashMap<>();
        for (int i = 0; i < metrics.length; i += 2) {
            all.put((String) metrics[i], (Unit) metrics[i + 1]);
        }
        return new MachineProbe(name, all, source);
    }

    @Override
    public synchronized ProbeResult run(Duration timeout) {
        sheet.clear();
        Verdict verdict = source.read(sheet);
        if (verdict.silent()) {
            return ProbeResult.silent(name + ": " + verdict.text());
        }
        if (!verdict.text().isEmpty()) {
            return new ProbeResult.Down(verdict.text(), sheet.list());
        }
        return sheet.isEmpty() ? ProbeResult.silent(name + ": " + nothing(metrics())) : sheet.up();
    }

    static String nothing(Map<String, Unit> metrics) {
        return "this platform tells none of " + String.join(", ", metrics.keySet());
    }

    @Override
    public Map<String, Unit> metrics() {
        return sheet.metrics();
    }

    @Override
    public String absence(String metric) {
        return source.absence(metric);
    }

    @Override
    public SilenceRule silence() {
        return SilenceRule.HOLD;
    }
}
