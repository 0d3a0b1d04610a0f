package dev.postflight.verify.engine;

import dev.postflight.api.Availability;
import dev.postflight.api.Notice;
import dev.postflight.api.Verdict;
import dev.postflight.verify.history.Entry;
import java.time.Instant;

/** Where all goes that a watch finds out. Called by one thread at a time, and returns at once. */
interface WatchEvents {

    /** People are to be told. */
    void notice(Notice notice);

    /** Something to be kept. */
    void entry(Entry entry);

    /** Whether observations are kept, too. */
    boolean wantsObservations();

    /** A check was observed. */
    default void observed() {}

    /** A phase begins. */
    default void began(String phase, Instant at) {}

    /** A verdict that is more than progress. */
    default void verdict(Verdict verdict) {}

    /** A phase is over. */
    default void ended(Verdict verdict, Availability availability) {}

    /** What is wrong with keeping it all; empty for nothing. */
    default String complaint() {
        return "";
    }
}
