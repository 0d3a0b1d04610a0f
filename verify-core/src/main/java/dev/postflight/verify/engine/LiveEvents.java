package dev.postflight.verify.engine;

import dev.postflight.api.Notice;
import dev.postflight.verify.history.Entry;

/** To the listeners and the history of a verifier. */
final class LiveEvents implements WatchEvents {

    private final Listeners listeners;
    private final HistoryWriter history;

    LiveEvents(Listeners listeners, HistoryWriter history) {
        this.listeners = listeners;
        this.history = history;
    }

    @Override
    public void notice(Notice notice) {
        listeners.noticed(notice);
    }

    @Override
    public void entry(Entry entry) {
        history.add(entry);
    }

    @Override
    public boolean wantsObservations() {
        return true;
    }

    @Override
    public String complaint() {
        return history.complaint();
    }
}
