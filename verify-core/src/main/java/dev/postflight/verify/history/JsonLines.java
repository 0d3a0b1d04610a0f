package dev.postflight.verify.history;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.function.Consumer;

/**
 * Entries as JSON, one object a line, in UTF-8. Times are ISO 8601 in UTC, durations seconds to the nanosecond, figures in
 * base units; a figure that is not finite is {@code "NaN"}, {@code "Infinity"} or {@code "-Infinity"}. What is written is
 * read back equal.
 *
 * @since 0.1
 */
public final class JsonLines {

    /** For one entry there is little to remember. */
    private static final int FEW_NAMES = 16;

    private JsonLines() {}

    /**
     * Writes a recording to a file, whole or not at all: to a neighbouring file first, which then takes its place.
     *
     * @param recording what is written; may come from the file that is written
     * @param file where to; replaced when it is there
     * @throws IOException if the recording cannot be read, any of it, or the file cannot be written
     */
    public static void write(Recording recording, Path file) throws IOException {
        write(recording, file, fault -> {
            throw new UncheckedIOException(new IOException(fault));
        });
    }

    /**
     * Writes what can be read of a recording to a file, whole or not at all: to a neighbouring file first, which then takes
     * its place.
     *
     * @param recording what is written; may come from the file that is written
     * @param file where to; replaced when it is there
     * @param faults is told of what cannot be read and is therefore left out
     * @throws IOException if the recording cannot be read, or the file cannot be written
     */
    public static void write(Recording recording, Path file, Consumer<? super String> faults) throws IOException {
        requireNonNull(recording, "recording");
        requireNonNull(faults, "faults");
        Path draft = file.resolveSibling("." + file.getFileName() + ".tmp");
        try {
            try (Writer out = Files.newBufferedWriter(draft, StandardCharsets.UTF_8);
                    EntryWriter writer = new EntryWriter(out)) {
                recording.read(entry -> writeUnchecked(writer, entry), faults);
            }
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    /**
     * Writes entries, each on a line of its own.
     *
     * @param entries what is written
     * @param out where to; is flushed and stays open
     * @throws IOException if it cannot be written
     */
    public static void write(Iterable<? extends Entry> entries, Writer out) throws IOException {
        try (EntryWriter writer = new EntryWriter(out)) {
            for (Entry entry : entries) {
                writer.write(entry);
                writer.endLine();
            }
        }
    }

    /**
     * An entry as a JSON text.
     *
     * @param entry what is written
     * @return a JSON object without a line break
     */
    public static String render(Entry entry) {
        StringWriter text = new StringWriter();
        try (EntryWriter writer = new EntryWriter(text)) {
            writer.write(entry);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    /**
     * An entry from its JSON text. Members that are not known are ignored.
     *
     * @param text a JSON object
     * @return the entry
     * @throws IllegalArgumentException if it is not the text of an entry; says where not, on one line and without secrets
     */
    public static Entry parse(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        try {
            Entry entry = new EntryReader(new Names(FEW_NAMES)).read(bytes, 0, bytes.length);
            if (entry == null) {
                throw JsonRecording.noObject(text);
            }
            return entry;
        } catch (Unreadable e) {
            throw new IllegalArgumentException(e.sentence());
        }
    }

    private static void writeUnchecked(EntryWriter writer, Entry entry) {
        try {
            writer.write(entry);
            writer.endLine();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
