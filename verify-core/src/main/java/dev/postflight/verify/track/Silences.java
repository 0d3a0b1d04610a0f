package dev.postflight.verify.track;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Of which checks and components nobody wants to hear, and until when. Guarded by the {@link AlertBook}. */
final class Silences {

    private final Map<String, Silence> byName = new HashMap<>();

    private record Silence(long until, String text) {}

    void add(String name, long until, String text) {
        byName.put(name, new Silence(until, text));
    }

    /** Who wants that, and why; {@code null} when it is not so. */
    @Nullable
    String of(LevelTrack track, long now) {
        if (byName.isEmpty()) {
            return null;
        }
        byName.values().removeIf(silence -> silence.until - now <= 0);
        Silence ofCheck = byName.get(track.check);
        Silence silence = ofCheck == null ? byName.get(track.component) : ofCheck;
        return silence == null ? null : silence.text;
    }
}
