package dev.postflight.benchmarks;

import dev.postflight.api.Measurement;
import dev.postflight.verify.history.Entry;
import dev.postflight.verify.history.JsonLines;
import dev.postflight.verify.history.Recording;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes the thirty days to the files that {@link ThirtyDaysBenchmark} reads. Run: see there. */
public final class ThirtyDaysFiles {

    static final Path JSON_LINES = Path.of(System.getProperty("java.io.tmpdir"), "postflight-thirty-days.jsonl");
    static final Path CSV = Path.of(System.getProperty("java.io.tmpdir"), "postflight-thirty-days.csv");

    private static final int CHECKS = 20;

    private ThirtyDaysFiles() {}

    /**
     * Writes both files.
     *
     * @param arguments none
     */
    public static void main(String... arguments) throws IOException {
        Recording recording =
                (entries, faults) -> ThirtyDays.simulation(ThirtyDays.plan(CHECKS, ThirtyDays.ALL), ThirtyDays.ALL)
                        .entries(entry -> {
                            if (entry instanceof Entry.Observed) {
                                entries.accept(entry);
                            }
                        })
                        .run();
        JsonLines.write(recording, JSON_LINES);
        try (Writer csv = Files.newBufferedWriter(CSV)) {
            csv.write("time,check,metric,value\n");
            recording.read(entry -> write(csv, (Entry.Observed) entry), fault -> {});
        }
        System.out.println(Files.size(JSON_LINES) / 1_000_000 + " MB of JSON lines, " + Files.size(CSV) / 1_000_000
                + " MB of CSV in " + JSON_LINES.getParent());
    }

    private static void write(Writer csv, Entry.Observed observed) {
        try {
            for (Measurement measurement : observed.measurements()) {
                csv.write(observed.at() + "," + observed.check() + "," + measurement.metric() + ","
                        + measurement.value() + "\n");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
