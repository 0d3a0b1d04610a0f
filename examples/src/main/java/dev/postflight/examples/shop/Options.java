package dev.postflight.examples.shop;

import dev.postflight.api.Quantity;
import dev.postflight.api.Unit;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the shop was told on its command line.
 *
 * @param fault what to break
 * @param within how long the verification may take
 * @param report where the report goes
 * @param days how many days to go through in virtual time; 0 to start the shop
 * @param pace how fast they go by; {@code null} for as fast as a person can follow, if there is one
 */
record Options(
        Fault fault,
        Duration within,
        Path report,
        int days,
        @Nullable Pace pace) {

    static final String USAGE = """
            Usage: java -jar examples/target/shop.jar [--break=WHAT] [--within=TIME] [--report=FILE]
                   java -jar examples/target/shop.jar --days=N [--speed=TIME] [--report=FILE]

              --break=WHAT    breaks one thing after the start: %s
              --within=TIME   how long the verification may take (15s)
              --days=N        starts nothing, but goes through the N days after a deployment in virtual time: 1 to 365
              --speed=TIME    how much of that goes by in a second, such as 1d or 90min; max for no pause at all
                              (a moment for every line in a terminal, else max)
              --report=FILE   where the report is written as JSON (report.json)

            Exit code: 0 for GO, 1 for NO_GO, 2 for HOLD; 64 for a command line that is wrong, 70 if the shop
            does not start.
            """.formatted(Fault.names());

    private static final int MOST_DAYS = 365;

    /** Returns {@code null} when help was asked for. */
    static @Nullable Options parse(String... arguments) {
        Options options = new Options(Fault.NONE, Duration.ofSeconds(15), Path.of("report.json"), 0, null);
        Set<String> given = new HashSet<>();
        for (String argument : arguments) {
            int equals = argument.indexOf('=');
            String name = equals < 0 ? argument : argument.substring(0, equals);
            if (name.equals("--help") || name.equals("-h")) {
                return null;
            }
            options = options.with(name, equals < 0 ? "" : argument.substring(equals + 1), argument);
            given.add(name);
        }
        if (options.days > 0 && (given.contains("--break") || given.contains("--within"))) {
            throw new IllegalArgumentException(
                    "--days: " + options.days + " (expected: neither --break nor --within beside it)");
        }
        if (options.days == 0 && given.contains("--speed")) {
            throw new IllegalArgumentException("--speed: without --days (expected: beside --days)");
        }
        return options;
    }

    private Options with(String name, String value, String argument) {
        return switch (name) {
            case "--break" -> new Options(Fault.parse(value), within, report, days, pace);
            case "--within" -> new Options(fault, time(value), report, days, pace);
            case "--report" -> new Options(fault, within, path(value), days, pace);
            case "--days" -> new Options(fault, within, report, days(value), pace);
            case "--speed" -> new Options(fault, within, report, days, Pace.parse(value));
            default ->
                throw new IllegalArgumentException("option: " + argument
                        + " (expected: --break=…, --within=…, --days=…, --speed=…, --report=… or --help)");
        };
    }

    private static int days(String text) {
        try {
            int days = Integer.parseInt(text);
            if (days >= 1 && days <= MOST_DAYS) {
                return days;
            }
        } catch (NumberFormatException e) {
            // told below
        }
        throw new IllegalArgumentException("--days: " + text + " (expected: 1 to " + MOST_DAYS + ")");
    }

    private static Duration time(String text) {
        Quantity time = Quantity.parse(text);
        if (time.unit() != Unit.SECONDS || time.value() < 0.1 || time.value() > 3600) {
            throw new IllegalArgumentException("--within: " + text + " (expected: 100ms to 1h)");
        }
        return Duration.ofMillis(Math.round(time.value() * 1e3));
    }

    private static Path path(String text) {
        try {
            if (!text.isBlank()) {
                return Path.of(text);
            }
        } catch (InvalidPathException e) {
            // told below
        }
        throw new IllegalArgumentException("--report: \"" + text + "\" (expected: a file)");
    }
}
