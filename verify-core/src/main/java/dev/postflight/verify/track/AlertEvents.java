package dev.postflight.verify.track;

import dev.postflight.api.Alert;
import dev.postflight.api.Notice;
import java.time.Instant;

/** Who is told of what becomes of alerts, at once and on the same thread. */
public interface AlertEvents {

    /**
     * An alert is another one than before.
     *
     * @param alert as it is now
     * @param at now
     */
    void changed(Alert alert, Instant at);

    /**
     * An alert fires, and belongs to an incident from now on.
     *
     * @param alert as it is now
     * @param parent the incident of the alert that it is grouped under; 0 for none
     * @param now elapsed time
     * @param at now
     * @return the incident
     */
    long fired(Alert alert, long parent, long now, Instant at);

    /**
     * An alert has fired and is resolved.
     *
     * @param alert as it is now
     * @param now elapsed time
     * @param at now
     */
    void resolved(Alert alert, long now, Instant at);

    /**
     * People are to be told.
     *
     * @param notice what
     */
    void notice(Notice notice);
}
