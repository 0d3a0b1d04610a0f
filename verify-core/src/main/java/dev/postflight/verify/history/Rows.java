package dev.postflight.verify.history;

import dev.postflight.api.Measurement;
import dev.postflight.api.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Makes observations of rows: those of one time and check that follow one another are one. */
final class Rows {

    private static final int TIME = 0;
    private static final int CHECK = 1;
    private static final int METRIC = 2;
    private static final int VALUE = 3;

    private static final String UP = "up";
    private static final String VALUE_RULE = "a number that a double can hold, NaN or nothing";

    private final Units units;
    private final Consumer<? super Entry> entries;
    private final Names names = new Names(Names.MANY);
    private final Times times = new Times();
    private final List<Measurement> measurements = new ArrayList<>();

    private @Nullable Instant at;
    private String check = "";

    /** Whether the thing was up, as a row says: 1, 0, not a number if that could not be read; null until a row does. */
    private @Nullable Double up;

    private boolean isSilent;

    Rows(Units units, Consumer<? super Entry> entries) {
        this.units = units;
        this.entries = entries;
    }

    void add(Row row) throws Unreadable {
        Instant time = times.of("time", row.text(TIME, names));
        String name = row.text(CHECK, names);
        if (!name.equals(check) && !Names.isName(name)) {
            throw Unreadable.of("check", Shown.quoted(name), Names.NAME_RULE);
        }
        boolean isSilence = row.isEmpty(METRIC) && row.isEmpty(VALUE);
        if (!time.equals(at) || !name.equals(check) || isSilence || isSilent) {
            end();
            at = time;
            check = name;
            isSilent = isSilence;
        }
        if (!isSilence) {
            measure(row);
        }
    }

    private void measure(Row row) throws Unreadable {
        String metric = row.text(METRIC, names);
        boolean isUp = metric.equals(UP);
        if (isUp ? up != null : isMeasured(metric)) {
            throw Unreadable.of("metric", metric + " twice", "each metric once in an observation");
        }
        double value = Decimals.of(row.chars(), row.from(VALUE), row.end(VALUE));
        if (isUp) {
            up = value == 0 || value == 1 ? value : Double.NaN;
            if (up.isNaN()) {
                throw Unreadable.of(UP, Shown.quoted(row.text(VALUE)), "1 or 0");
            }
        } else if (Double.isFinite(value)) {
            measurements.add(measurement(metric, value));
        } else if (!isAbsent(row)) {
            throw Unreadable.of("value", Shown.quoted(row.text(VALUE)), VALUE_RULE);
        }
    }

    private static boolean isAbsent(Row row) {
        return row.isEmpty(VALUE) || row.text(VALUE).equalsIgnoreCase("NaN");
    }

    private Measurement measurement(String metric, double value) throws Unreadable {
        try {
            return new Measurement(metric, value, units.of(check, metric));
        } catch (IllegalArgumentException e) {
            throw Unreadable.because(e);
        }
    }

    private boolean isMeasured(String metric) {
        for (int i = 0; i < measurements.size(); i++) {
            if (measurements.get(i).metric().equals(metric)) {
                return true;
            }
        }
        return false;
    }

    /** Gives the observation of the rows so far. */
    void end() {
        Instant time = at;
        if (time != null) {
            entries.accept(observed(time));
            at = null;
            up = null;
            isSilent = false;
            measurements.clear();
        }
    }

    private Entry observed(Instant time) {
        boolean isUnknown = up == null ? measurements.isEmpty() : up.isNaN();
        if (isUnknown) {
            String text = up == null ? "" : "whether it was up could not be read";
            return new Entry.Observed(time, check, Reason.SILENT, text, List.of(), Duration.ZERO);
        }
        Reason reason = up != null && up == 0 ? Reason.DOWN : Reason.MET;
        return new Entry.Observed(time, check, reason, "", measurements, Duration.ZERO);
    }
}
