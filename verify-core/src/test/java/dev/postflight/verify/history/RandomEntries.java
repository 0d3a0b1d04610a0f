package dev.postflight.verify.history;

import dev.postflight.api.Alert;
import dev.postflight.api.Attestation;
import dev.postflight.api.Decision;
import dev.postflight.api.Incident;
import dev.postflight.api.Measurement;
import dev.postflight.api.Reason;
import dev.postflight.api.Severity;
import dev.postflight.api.Unit;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Entries of all kinds with any values. */
final class RandomEntries {

    private static final String[] LETTERS = {
        "a", "Z", "0", " ", "\"", "\\", "/", "\n", "\r", "\t", "\u0000", "\u001b", "ö", "Ω", "漢", "ש", "🛬", "\u2028",
        "\ufeff", "\ud83d", "\ude00", "{", "}", "[", "]", ",", ":"
    };
    private static final String[] PRINTABLE = {"a", "Z", "0", " ", "\"", "\\", "/", "ö", "Ω", "漢", "🛬", "{", ",", ":"};

    private final SplittableRandom random;

    RandomEntries(long seed) {
        random = new SplittableRandom(seed);
    }

    Entry next() {
        return switch (random.nextInt(6)) {
            case 0 -> new Entry.Alerted(time(), alert());
            case 1 -> new Entry.Happened(time(), incident());
            case 2 -> new Entry.Attested(time(), new Attestation(name(), name(), name(), time(), text()));
            case 3 ->
                new Entry.Phased(time(), name(), one(Entry.Phased.Event.values()), one(Decision.values()), text());
            default ->
                new Entry.Observed(
                        time(),
                        name(),
                        one(Reason.values()),
                        text(),
                        measurements(),
                        duration().abs());
        };
    }

    private Alert alert() {
        return new Alert(
                number(),
                name(),
                text(),
                one(Severity.values()),
                text(),
                one(Alert.State.values()),
                time(),
                maybe(this::time),
                maybe(this::time),
                duration(),
                text(),
                maybe(this::text),
                number(),
                number(),
                maybe(this::text),
                random.nextInt(),
                random.nextBoolean(),
                random.nextInt(),
                maybe(random::nextBoolean));
    }

    private Incident incident() {
        List<Long> alerts = new ArrayList<>();
        List<Incident.Entry> timeline = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            alerts.add(number());
            timeline.add(new Incident.Entry(time(), text()));
        }
        return new Incident(
                number(),
                text(),
                one(Severity.values()),
                text(),
                time(),
                maybe(this::time),
                duration(),
                alerts,
                text(),
                text(),
                text(),
                timeline);
    }

    private List<Measurement> measurements() {
        List<Measurement> measurements = new ArrayList<>();
        int count = random.nextInt(20) == 0 ? 40 : random.nextInt(4);
        for (int i = 0; i < count; i++) {
            measurements.add(Measurement.of("m" + i + ".a_b-" + random.nextInt(3), figure(), one(Unit.values())));
        }
        return measurements;
    }

    private double figure() {
        return switch (random.nextInt(4)) {
            case 0 -> Double.longBitsToDouble(random.nextLong());
            case 1 -> random.nextInt(-1000, 1000);
            case 2 -> random.nextInt(-1_000_000, 1_000_000) / 1000.0;
            default -> random.nextDouble();
        };
    }

    private long number() {
        return random.nextBoolean() ? random.nextInt(10) : random.nextLong();
    }

    private Instant time() {
        return switch (random.nextInt(4)) {
            case 0 ->
                Instant.ofEpochSecond(random.nextLong(-31_557_014_167_219_200L, 31_556_889_864_403_199L), nanos());
            case 1 -> Instant.ofEpochSecond(random.nextLong(4_000_000_000L), nanos());
            default -> Instant.ofEpochSecond(random.nextLong(4_000_000_000L));
        };
    }

    private int nanos() {
        return switch (random.nextInt(3)) {
            case 0 -> random.nextInt(1000) * 1_000_000;
            case 1 -> random.nextInt(1_000_000) * 1000;
            default -> random.nextInt(1_000_000_000);
        };
    }

    private Duration duration() {
        return switch (random.nextInt(4)) {
            case 0 -> Duration.ZERO;
            case 1 -> Duration.ofNanos(random.nextLong());
            case 2 -> Duration.ofSeconds(random.nextLong() >> 1, nanos());
            default -> Duration.ofMillis(random.nextInt(5000));
        };
    }

    private String name() {
        StringBuilder name = new StringBuilder("n");
        for (int i = random.nextInt(20); i > 0; i--) {
            name.append(PRINTABLE[random.nextInt(PRINTABLE.length)]);
        }
        return name.toString();
    }

    private String text() {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(8) == 0 ? random.nextInt(1000) : random.nextInt(20); i > 0; i--) {
            text.append(LETTERS[random.nextInt(LETTERS.length)]);
        }
        return text.toString();
    }

    private <T> T one(T[] values) {
        return values[random.nextInt(values.length)];
    }

    private <T> @Nullable T maybe(Supplier<T> value) {
        return random.nextBoolean() ? value.get() : null;
    }
}
