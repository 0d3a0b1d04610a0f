package dev.postflight.verify.track;

import dev.postflight.api.Alert;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Alerts by their ids: those that may still change, and the last of those that are over. Guarded by the {@link AlertBook}. */
final class AlertRegister {

    private static final int MOST_CLOSED = 10_000;

    private final Map<Long, LiveAlert> live = new TreeMap<>();
    private final Deque<LiveAlert> closed = new ArrayDeque<>();
    private long ids;

    LiveAlert open(LevelTrack track, Instant at, String seen) {
        LiveAlert alert = new LiveAlert(++ids, track, at, seen);
        track.alert = alert;
        live.put(alert.id, alert);
        return alert;
    }

    void close(LiveAlert alert) {
        alert.track.alert = null;
        live.remove(alert.id);
        closed.addLast(alert);
        if (closed.size() > MOST_CLOSED) {
            closed.removeFirst();
        }
    }

    /** Those that are not over, as of now. */
    List<LiveAlert> live() {
        return live.isEmpty() ? List.of() : List.copyOf(live.values());
    }

    LiveAlert find(long id) {
        LiveAlert alert = live.get(id);
        if (alert != null) {
            return alert;
        }
        for (LiveAlert each : closed) {
            if (each.id == id) {
                return each;
            }
        }
        throw new IllegalArgumentException("alert: #" + id + " (expected: an alert that there was)");
    }

    List<Alert> current(long now) {
        if (live.isEmpty()) {
            return List.of();
        }
        List<Alert> alerts = new ArrayList<>(live.size());
        live.values().forEach(alert -> alerts.add(alert.snapshot(now)));
        return alerts;
    }

    List<Alert> all(long now) {
        Map<Long, Alert> alerts = new TreeMap<>();
        closed.forEach(alert -> alerts.put(alert.id, alert.snapshot(now)));
        live.values().forEach(alert -> alerts.put(alert.id, alert.snapshot(now)));
        return List.copyOf(alerts.values());
    }
}
