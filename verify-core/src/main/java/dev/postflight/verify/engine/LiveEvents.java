package dev.postflight.verify.engine;

import dev.postflight.api.Notice;
import dev.postflight.verify.history.Entry;
import org.jspecify.annotations.Nullable;

/** To the listeners and the history of a verifier. */
final class LiveEvents implements WatchEvents {

    private final Listeners listeners;
    private final @Nullable HistoryWriter history;

    LiveEvents(Listeners listeners, @Nullable HistoryWriter history) {
        this.listeners = listeners;
        this.history = history;
    }

    @Override
    public void notice(Notice notice) {
        listeners.noticed(notice);
    }

    @Override
    public void entry(Entry entry) {
        if (history != null) {
            history.add(entry);
        }
    }

    @Override
    public boolean wantsObservations() {
        return history != null;
    }

    @Override
    public String complaint() {
        return history == null ? "" : history.complaint();
    }
}
