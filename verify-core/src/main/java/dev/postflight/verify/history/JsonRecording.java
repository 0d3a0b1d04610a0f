package dev.postflight.verify.history;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Consumer;

/** A file of JSON objects, one a line. */
record JsonRecording(Path file) implements Recording {

    private static final String RULE = "a JSON object";

    JsonRecording {
        requireNonNull(file, "file");
    }

    @Override
    public void read(Consumer<? super Entry> entries, Consumer<? super String> faults) throws IOException {
        EntryReader reader = new EntryReader(new Names(Names.MANY));
        String name = Shown.name(file);
        try (Lines lines = new Lines(file)) {
            while (lines.next()) {
                if (lines.isBlank()) {
                    continue;
                }
                Entry entry;
                try {
                    lines.check();
                    entry = reader.read(lines.bytes(), lines.from(), lines.end());
                    if (entry == null) {
                        throw lines.unreadable(RULE);
                    }
                } catch (Unreadable e) {
                    faults.accept(name + ":" + lines.number() + ": " + e.sentence());
                    continue;
                }
                entries.accept(entry);
            }
        }
    }

    static Unreadable noObject(String text) {
        return Unreadable.of("text", Shown.quoted(text), RULE);
    }
}
