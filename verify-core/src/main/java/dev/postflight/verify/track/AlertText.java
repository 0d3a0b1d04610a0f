package dev.postflight.verify.track;

import dev.postflight.api.Alert;
import dev.postflight.api.Notice;
import dev.postflight.api.Unit;

/** What people are told of an alert, in one line. */
final class AlertText {

    private AlertText() {}

    static String of(Notice.Kind kind, Alert alert) {
        String name = alert.severity() + " " + alert.check();
        String lasted = Unit.SECONDS.format(alert.lasted().toNanos() / 1e9);
        return "#" + alert.id() + " " + name
                + switch (kind) {
                    case FIRING -> ": " + alert.seen();
                    case RESOLVED -> " is resolved after " + lasted;
                    case FLAPPING -> " is flapping: " + alert.flapping() + " changes in the last 20 observations";
                    case UNACKNOWLEDGED -> " was not acknowledged in time";
                    case OVERDUE -> " was not resolved in time";
                    case ESCALATED -> " fires since " + lasted + ": " + alert.seen();
                    case MAINTENANCE, PHASE -> "";
                };
    }
}
