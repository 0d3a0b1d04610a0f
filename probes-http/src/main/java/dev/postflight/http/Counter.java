package dev.postflight.http;

import dev.postflight.api.Measurement;
import dev.postflight.api.ProbeResult;
import dev.postflight.api.Unit;
import java.util.OptionalDouble;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Something that is counted, and by how much it is to grow.
 *
 * @param name of its metric
 * @param growth what its growth must be
 * @param supplied tells the number; {@code null} when it is read over HTTP
 * @param source where it is read; {@code null} when it is told
 * @param pointer where in a JSON document; {@code null} when it is no JSON
 * @param series which series; {@code null} when it is no text for Prometheus
 */
record Counter(
        String name,
        NumberRule growth,
        @Nullable DoubleSupplier supplied,
        @Nullable HttpProbe source,
        @Nullable String pointer,
        @Nullable SeriesSum series) {

    private static final String NUMBER = "number";

    Counter {
        // it has the rule for names
        Measurement.of(name, 0, Unit.COUNT);
        if (supplied == null && source == null) {
            throw Texts.fault("counter " + name, null, "what tells the number");
        }
    }

    static NumberRule growth(String text) {
        return NumberRule.parse("growth", text, Unit.COUNT);
    }

    /** What it is now. */
    double read(Exchange exchange) throws NoAnswerException, InterruptedException {
        double number;
        if (supplied != null) {
            try {
                number = supplied.getAsDouble();
            } catch (RuntimeException e) {
                throw NoAnswerException.because("counter " + name + " could not be read: ", e);
            }
        } else if (source != null && pointer != null) {
            number = json(source, pointer, exchange);
        } else {
            number = text(exchange);
        }
        if (!Double.isFinite(number)) {
            throw NoAnswerException.because("counter " + name + " is " + Unit.COUNT.format(number));
        }
        return number;
    }

    private double json(HttpProbe asked, String place, Exchange exchange)
            throws NoAnswerException, InterruptedException {
        ProbeResult result = asked.measureJson(NUMBER, place, Unit.COUNT).run(exchange);
        if (result instanceof ProbeResult.Up up) {
            for (Measurement measurement : up.measurements()) {
                if (measurement.metric().equals(NUMBER)) {
                    return measurement.value();
                }
            }
            throw NoAnswerException.because("counter " + name + ": no number at " + Texts.cut(place));
        }
        throw NoAnswerException.because("counter " + name + ": " + why(result));
    }

    private double text(Exchange exchange) throws NoAnswerException, InterruptedException {
        if (source == null || series == null) {
            throw NoAnswerException.because("counter " + name + " cannot be read");
        }
        Secrets secrets = new Secrets(source.request().headers());
        Reply reply;
        try {
            reply = source.ask(exchange, secrets);
        } catch (NoAnswerException e) {
            throw NoAnswerException.because("counter " + name + ": " + secrets.hidden(String.valueOf(e.getMessage())));
        }
        ProbeResult result = source.judge(secrets, reply, exchange);
        if (!(result instanceof ProbeResult.Up)) {
            throw NoAnswerException.because("counter " + name + ": " + why(result));
        }
        OptionalDouble sum = series.in(reply.answer().text());
        if (sum.isEmpty()) {
            throw NoAnswerException.because("counter " + name + ": no series " + series);
        }
        return sum.getAsDouble();
    }

    private static String why(ProbeResult result) {
        return result instanceof ProbeResult.Down down
                ? down.reason()
                : result instanceof ProbeResult.Silent silent ? silent.cause() : "no answer";
    }
}
