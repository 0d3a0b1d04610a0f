package dev.postflight.examples.shop;

import dev.postflight.api.Quantity;
import dev.postflight.api.Unit;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What the shop was told on its command line.
 *
 * @param fault what to break
 * @param within how long the verification may take
 * @param report where the report goes
 */
record Options(Fault fault, Duration within, Path report) {

    static final String USAGE = """
            Usage: java -jar examples/target/shop.jar [--break=WHAT] [--within=TIME] [--report=FILE]

              --break=WHAT    breaks one thing after the start: %s
              --within=TIME   how long the verification may take (15s)
              --report=FILE   where the verdict is written as JSON (report.json)

            Exit code: 0 for GO, 1 for NO_GO, 2 for HOLD; 64 for a command line that is wrong, 70 if the shop
            does not start.
            """.formatted(Fault.names());

    /** Returns {@code null} when help was asked for. */
    static @Nullable Options parse(String... arguments) {
        Options options = new Options(Fault.NONE, Duration.ofSeconds(15), Path.of("report.json"));
        for (String argument : arguments) {
            int equals = argument.indexOf('=');
            String name = equals < 0 ? argument : argument.substring(0, equals);
            String value = equals < 0 ? "" : argument.substring(equals + 1);
            switch (name) {
                case "--help", "-h" -> {
                    return null;
                }
                case "--break" -> options = new Options(Fault.parse(value), options.within, options.report);
                case "--within" -> options = new Options(options.fault, time(value), options.report);
                case "--report" -> options = new Options(options.fault, options.within, path(value));
                default ->
                    throw new IllegalArgumentException(
                            "option: " + argument + " (expected: --break=…, --within=…, --report=… or --help)");
            }
        }
        return options;
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
