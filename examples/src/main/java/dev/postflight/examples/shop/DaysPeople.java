package dev.postflight.examples.shop;

import dev.postflight.api.Alert;
import dev.postflight.api.Incident;
import dev.postflight.verify.engine.Simulation;
import dev.postflight.verify.engine.Watch;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/** What people do in the days after a deployment: they take care of what fires, say why it did, and sign. */
final class DaysPeople {

    private DaysPeople() {}

    static void in(Simulation days) {
        at(days, 6, 14, 27, watch -> acknowledge(watch, "Ana"));
        at(days, 6, 16, 30, DaysPeople::describe);
        at(days, 12, 15, 0, watch -> watch.attest(DaysPlan.AUDIT, DaysPlan.SECURITY, "Siti", "no findings"));
        at(days, 19, 11, 0, watch -> watch.attest(DaysPlan.RUNBOOKS, DaysPlan.OPERATIONS, "Budi", "all nine of them"));
        at(days, 20, 11, 20, watch -> acknowledge(watch, "Budi"));
        at(days, 23, 16, 0, watch -> watch.attest(DaysPlan.TRAINING, DaysPlan.OPERATIONS, "Budi", "two sessions"));
        at(days, 26, 9, 30, watch -> watch.attest(DaysPlan.SIGN_OFF, DaysPlan.DEVOPS, "Ana", "keep an eye on indexes"));
        at(days, 28, 14, 0, watch -> watch.attest(DaysPlan.SIGN_OFF, DaysPlan.CTO, "Dewi", "well done"));
    }

    private static void at(Simulation days, int day, int hour, int minute, Consumer<Watch> what) {
        days.at(Duration.between(DaysWorld.DEPLOYED, DaysWorld.after(day, hour, minute)), what);
    }

    private static void acknowledge(Watch watch, String who) {
        for (Alert alert : watch.alerts()) {
            if (alert.isFiring() && alert.muted() == null) {
                watch.acknowledge(alert.id(), who);
            }
        }
    }

    private static void describe(Watch watch) {
        List<Incident> incidents = watch.incidents();
        if (!incidents.isEmpty()) {
            watch.describe(
                    incidents.get(incidents.size() - 1).id(),
                    "no orders for 40 min",
                    "the log of the database filled its disk",
                    "old logs deleted, disk twice as large, and watched",
                    "Ana");
        }
    }
}
