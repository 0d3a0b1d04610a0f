package dev.postflight.verify.meter;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * What was counted at the looks of a time window, of which at most seventeen are kept. For one thread at a time.
 *
 * <p>A window reaches back to the youngest look that is as old as it is long, or to the first: it covers at least its length
 * once looks have gone on for so long, and a sixteenth and the time between two looks more at most.
 */
final class Looks {

    private static final int SLICES = 16;

    /** What was counted until then. */
    private record Look(long at, Sums sums) {}

    private final long window;
    private final Deque<Look> looks = new ArrayDeque<>();

    /** Over a window, or since the last look when it has no length. */
    Looks(Duration window) {
        this.window = window.toNanos();
    }

    void begin(long now, Sums sums) {
        looks.clear();
        looks.add(new Look(now, sums.copy()));
    }

    int size() {
        return looks.size();
    }

    void forget() {
        looks.clear();
    }

    /** Whether there has been a look to count from. */
    boolean hasBegun() {
        return !looks.isEmpty();
    }

    /** How long ago that is where the window begins, in seconds. */
    double seconds(long now) {
        Look first = first(now);
        return first == null ? 0 : (now - first.at()) / 1e9;
    }

    /** What was counted within the window, and then forgets what lies before it. */
    @SuppressWarnings("ReferenceEquality") // the very look, as others may be equal to it
    Sums since(long now, Sums sums) {
        Look first = first(now);
        while (first != null && looks.peekFirst() != first) {
            looks.removeFirst();
        }
        Sums since = first == null ? new Sums() : sums.minus(first.sums());
        Look newest = looks.peekLast();
        if (newest == null || now - newest.at() >= window / SLICES) {
            looks.addLast(new Look(now, sums.copy()));
        }
        return since;
    }

    private @Nullable Look first(long now) {
        Look first = looks.peekFirst();
        for (Look look : looks) {
            if (now - look.at() < window) {
                break;
            }
            first = look;
        }
        return first;
    }
}
