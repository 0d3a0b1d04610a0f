package dev.postflight.verify.history;

import dev.postflight.api.ProbeResult;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Instant;
import java.util.function.Consumer;

/** What a history has of some time. */
record HistoryRecording(History history, Instant from, Instant to) implements Recording {

    @Override
    public void read(Consumer<? super Entry> entries, Consumer<? super String> faults) throws IOException {
        try {
            history.read(from, to, entries);
        } catch (IOException | RuntimeException e) {
            throw e;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while the history was read");
        } catch (Exception e) {
            // without the cause itself: its message may have the password of a database in it
            throw new IOException("history: " + ProbeResult.silent(e).cause() + " (expected: one that can be read)");
        }
    }
}
