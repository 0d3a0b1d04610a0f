package dev.postflight.http;

import dev.postflight.api.Measurement;
import dev.postflight.api.Unit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Asks for the value of an expression now, by a form, so that it may be long.
 *
 * @param path where queries are answered
 * @param partial whether an answer with warnings will do
 */
record MonitorQuery(MonitorServer server, String path, boolean partial) {

    /** So much of the time is Prometheus told: the rest is for the way. */
    private static final double PART = 0.95;

    private static final Duration LONGEST = Duration.ofDays(1);

    /**
     * What came back.
     *
     * @param warnings how many warnings and notes came with it
     * @param notes what was said about the question, for people
     */
    record Reply(List<MonitorSeries> series, int warnings, String notes) {

        List<Measurement> measurements(MonitorFigure figure) throws MonitorException {
            try {
                List<Measurement> measurements = new ArrayList<>(figure.of(series));
                measurements.add(Measurement.of(MonitorFigure.SERIES, series.size(), Unit.COUNT));
                measurements.add(Measurement.of(MonitorFigure.WARNINGS, warnings, Unit.COUNT));
                return measurements;
            } catch (MonitorException e) {
                throw noted(e, notes);
            }
        }
    }

    Reply ask(Exchange exchange, Duration timeout, String expression) throws MonitorException, InterruptedException {
        Duration told = timeout.compareTo(LONGEST) < 0 ? timeout : LONGEST;
        long millis = Math.max(1, (long) (told.toMillis() * PART));
        String form = Form.encoded("query", expression, "timeout", millis + "ms");
        return read(server.post(exchange, path, form));
    }

    Reply read(MonitorAnswer answer) throws MonitorException {
        MonitorData data = MonitorData.of(answer);
        if (!partial) {
            data.refuseDoubt(answer);
        }
        String notes = answer.hidden(MonitorData.shown(data.notes()));
        try {
            List<MonitorSeries> series = MonitorSeries.of(answer, data.data());
            return new Reply(series, data.warnings().size() + data.notes().size(), notes);
        } catch (MonitorException e) {
            throw noted(e, notes);
        }
    }

    private static MonitorException noted(MonitorException fault, String notes) {
        return notes.isEmpty() ? fault : MonitorException.of(fault.text() + "; it notes: " + notes);
    }
}
