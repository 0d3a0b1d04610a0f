package dev.postflight.verify.history;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What came of reading a recording. */
record Read(List<Entry> entries, List<String> faults) {

    static Read of(Recording recording) throws IOException {
        List<Entry> entries = new ArrayList<>();
        List<String> faults = new ArrayList<>();
        recording.read(entries::add, faults::add);
        return new Read(entries, faults);
    }

    static Read jsonLines(Path directory, String text) throws IOException {
        return jsonLines(directory, text.getBytes(StandardCharsets.UTF_8));
    }

    static Read jsonLines(Path directory, byte[] bytes) throws IOException {
        return of(Recording.jsonLines(Files.write(directory.resolve("history.jsonl"), bytes)));
    }
}
