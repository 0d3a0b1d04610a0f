package dev.postflight.examples.shop;

import dev.postflight.api.Check;
import dev.postflight.api.Measurement;
import dev.postflight.api.ProbeResult;
import dev.postflight.api.Unit;
import dev.postflight.verify.engine.Script;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.SplittableRandom;

/** A shop that is not there: busy by day, busier at weekends, and not always well. The same at every run. */
final class DaysWorld implements Script {

    /** A Monday. */
    static final Instant DEPLOYED = Instant.parse("2026-03-02T00:00:00Z");

    /** A time in which something is not as it should be. */
    private record Spell(Instant begin, Instant end) {
        static Spell of(int day, int hour, int minute, Duration lasting) {
            Instant begin = after(day, hour, minute);
            return new Spell(begin, begin.plus(lasting));
        }

        boolean has(Instant at) {
            return !at.isBefore(begin) && at.isBefore(end);
        }
    }

    /**
     * Something that happened.
     *
     * @param at when
     * @param text what
     */
    record Happening(Instant at, String text) {}

    private static final Spell FILLING = Spell.of(6, 14, 2, Duration.ofMinutes(50));
    private static final Spell DOWN = Spell.of(6, 14, 12, Duration.ofMinutes(40));
    private static final Spell NO_INDEX = Spell.of(10, 7, 0, Duration.ofHours(10));
    private static final Spell UPDATE = Spell.of(14, 2, 10, Duration.ofMinutes(40));
    private static final Spell NO_ANSWER = Spell.of(20, 10, 0, Duration.ofHours(3));

    private static final long SEED = 0x5409;

    static Instant after(int day, int hour, int minute) {
        return DEPLOYED.plus(Duration.ofDays(day - 1L).plusHours(hour).plusMinutes(minute));
    }

    /** What the checks do not know, in the order of time. */
    static List<Happening> happenings() {
        return List.of(
                new Happening(DEPLOYED, "version 1.5 of the shop is deployed"),
                new Happening(FILLING.begin, "the disk of the database fills up: it gets slow"),
                new Happening(DOWN.begin, "the database server stops"),
                new Happening(DOWN.end, "the database server is back"),
                new Happening(
                        NO_INDEX.begin, "version 1.5.1 forgets an index: orders take longer, but below the alarm"),
                new Happening(NO_INDEX.end, "version 1.5.2 brings the index back"),
                new Happening(UPDATE.begin, "the database server is stopped for an update"),
                new Happening(UPDATE.end, "the database server is back"),
                new Happening(NO_ANSWER.begin, "the payment provider's figures cannot be had"),
                new Happening(NO_ANSWER.end, "the payment provider's figures are there again"));
    }

    @Override
    public ProbeResult answer(Check check, Instant at) {
        double noise = new SplittableRandom(
                        SEED ^ at.getEpochSecond() * 31 ^ check.name().hashCode())
                .nextDouble();
        double load = load(at);
        return switch (check.name()) {
            case "health" -> ProbeResult.up();
            case "database" -> database(at, noise);
            case "order page" -> up("latency", latency(at, load, noise), Unit.SECONDS);
            case "order errors" -> up("error_rate", FILLING.has(at) ? 0.03 : 0.0008 * noise * load, Unit.RATIO);
            case "payments" ->
                NO_ANSWER.has(at)
                        ? ProbeResult.silent("connection timed out")
                        : up("ratio", 1 - 0.004 * noise, Unit.RATIO);
            case "machine" ->
                ProbeResult.up(
                        Measurement.of("cpu", 0.15 + 0.35 * load + 0.05 * noise, Unit.RATIO),
                        Measurement.of("memory", 0.45 + 0.05 * noise, Unit.RATIO),
                        Measurement.of("disk", 0.4 + 0.05 * noise, Unit.RATIO));
            case "catalogue" -> up("products", 240, Unit.COUNT);
            default -> ProbeResult.silent("nobody knows of " + check.name());
        };
    }

    private static ProbeResult database(Instant at, double noise) {
        return DOWN.has(at) || UPDATE.has(at)
                ? ProbeResult.down("connection refused")
                : up("validation", FILLING.has(at) ? 1.2 + noise : 0.001 + 0.002 * noise, Unit.SECONDS);
    }

    private static double latency(Instant at, double load, double noise) {
        double usual = 0.05 + 0.05 * load + 0.03 * noise;
        return FILLING.has(at) ? usual + 0.8 : NO_INDEX.has(at) ? usual + 0.1 : usual;
    }

    private static ProbeResult up(String metric, double value, Unit unit) {
        return ProbeResult.up(Measurement.of(metric, value, unit));
    }

    /** 0 at four in the morning, 0.8 in the afternoon, and 1 at weekends. */
    private static double load(Instant at) {
        ZonedDateTime time = at.atZone(ZoneOffset.UTC);
        double hour = time.getHour() + time.getMinute() / 60.0;
        boolean weekend = time.getDayOfWeek().compareTo(DayOfWeek.SATURDAY) >= 0;
        return (weekend ? 1 : 0.8) * (0.5 - 0.5 * Math.cos((hour - 4) / 24 * 2 * Math.PI));
    }
}
