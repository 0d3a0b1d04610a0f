package dev.postflight.verify.history;

import static java.util.Objects.requireNonNull;

import dev.postflight.api.VerificationPlan;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Consumer;

/** A file of rows: time, check, metric, value. */
final class CsvRecording implements Recording {

    private static final String HEADER = "time,check,metric,value";

    private final Path file;
    private final Units units;

    CsvRecording(Path file, VerificationPlan plan) {
        this.file = requireNonNull(file, "file");
        this.units = new Units(plan);
    }

    @Override
    public void read(Consumer<? super Entry> entries, Consumer<? super String> faults) throws IOException {
        Row row = new Row();
        Rows rows = new Rows(units, entries);
        String name = Shown.name(file);
        try (Lines lines = new Lines(file)) {
            readHeader(lines, row, name);
            while (lines.next()) {
                if (lines.isBlank()) {
                    continue;
                }
                try {
                    lines.check();
                    row.split(lines);
                    rows.add(row);
                } catch (Unreadable e) {
                    faults.accept(place(name, lines) + e.sentence());
                }
            }
        }
        rows.end();
    }

    private static void readHeader(Lines lines, Row row, String name) throws IOException {
        if (!lines.next()) {
            throw new IOException(name + ":1: header: missing (expected: " + HEADER + ")");
        }
        try {
            lines.check();
            row.split(lines);
        } catch (Unreadable e) {
            throw new IOException(place(name, lines) + header(lines).sentence());
        }
        String header = String.join(",", row.text(0), row.text(1), row.text(2), row.text(3));
        if (!header.equals(HEADER)) {
            throw new IOException(place(name, lines) + header(lines).sentence());
        }
    }

    private static Unreadable header(Lines lines) {
        return Unreadable.of("header", lines.shown(), HEADER);
    }

    private static String place(String name, Lines lines) {
        return name + ":" + lines.number() + ": ";
    }
}
