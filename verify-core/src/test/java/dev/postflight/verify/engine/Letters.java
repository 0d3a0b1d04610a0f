package dev.postflight.verify.engine;

import dev.postflight.api.Check;
import dev.postflight.api.Measurement;
import dev.postflight.api.ProbeResult;
import dev.postflight.api.Unit;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * What probes find, a letter for each step of time: F good, t above the lower limit, T above the higher one, D down, ! no
 * answer. The last letter goes on for ever; a check without letters is good.
 */
final class Letters implements Script {

    /** A Monday. */
    static final Instant BEGIN = Instant.parse("2026-03-02T08:00:00Z");

    /** What t and T are above of. */
    static final String LEVELS = "latency: MEDIUM > 200ms, HIGH > 500ms";

    private final Duration step;
    private final Map<String, String> byCheck = new HashMap<>();

    private Letters(Duration step) {
        this.step = step;
    }

    static Letters every(Duration step) {
        return new Letters(step);
    }

    /** A letter a minute. */
    static Letters of(String check, String letters) {
        return every(Duration.ofMinutes(1)).and(check, letters);
    }

    Letters and(String check, String letters) {
        byCheck.put(check, letters);
        return this;
    }

    static Instant minute(long minutes) {
        return BEGIN.plus(Duration.ofMinutes(minutes));
    }

    @Override
    public ProbeResult answer(Check check, Instant at) {
        String letters = byCheck.getOrDefault(check.name(), "F");
        long index = Duration.between(BEGIN, at).dividedBy(step);
        return switch (letters.charAt((int) Math.min(index, letters.length() - 1))) {
            case 'F' -> latency(0.1);
            case 't' -> latency(0.3);
            case 'T' -> latency(1);
            case 'D' -> ProbeResult.down("connection refused");
            default -> ProbeResult.silent("nobody answers");
        };
    }

    private static ProbeResult latency(double seconds) {
        return ProbeResult.up(Measurement.of("latency", seconds, Unit.SECONDS));
    }
}
