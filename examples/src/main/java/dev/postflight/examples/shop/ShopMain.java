package dev.postflight.examples.shop;

import dev.postflight.api.Decision;
import dev.postflight.api.Verdict;
import dev.postflight.verify.engine.Verifier;
import dev.postflight.verify.report.JsonReport;
import dev.postflight.verify.report.TextReport;
import java.io.IOException;
import java.io.PrintStream;

/**
 * Starts the shop, lets it verify itself, prints the verdict and writes it as JSON. Or goes through the days after a deployment in
 * virtual time, and starts nothing.
 */
public final class ShopMain {

    private static final int WRONG_USAGE = 64;
    private static final int NO_START = 70;

    private ShopMain() {}

    /**
     * The main job.
     *
     * @param arguments see {@code --help}
     */
    public static void main(String... arguments) {
        System.exit(run(System.out, System.err, arguments));
    }

    static int run(PrintStream out, PrintStream err, String... arguments) {
        Options options;
        try {
            options = Options.parse(arguments);
        } catch (IllegalArgumentException e) {
            err.println(e.getMessage());
            err.println(Options.USAGE);
            return WRONG_USAGE;
        }
        if (options == null) {
            out.println(Options.USAGE);
            return 0;
        }
        return options.days() > 0 ? days(options, out, err) : shop(options, out, err);
    }

    private static int days(Options options, PrintStream out, PrintStream err) {
        Pace pace = options.pace();
        if (pace == null) {
            pace = Terminal.isThere() ? Pace.READABLE : Pace.MAX;
        }
        try {
            boolean colours = Terminal.takesColours(System.getenv());
            return exitCode(new Days(options.days()).show(out, pace, colours, options.report()));
        } catch (IOException e) {
            err.println("the report could not be written: " + e);
            return NO_START;
        }
    }

    private static int shop(Options options, PrintStream out, PrintStream err) {
        err.println("Starting the shop: PostgreSQL, migrations, web server, customers"
                + (options.fault() == Fault.NONE ? "" : "; then breaking: " + options.fault()));
        try (Shop shop = Shop.start(options.fault())) {
            return exitCode(verify(shop, options, out, err).decision());
        } catch (IOException | RuntimeException e) {
            err.println("the shop did not start, or its report could not be written: " + e);
            return NO_START;
        }
    }

    private static Verdict verify(Shop shop, Options options, PrintStream out, PrintStream err) throws IOException {
        try (Verifier verifier = Verifier.builder(ShopPlan.of(shop, options.within()))
                .metrics(shop.registry())
                .build()) {
            Verdict verdict = Progress.shown(verifier, err, Terminal.isThere());
            boolean colours = Terminal.takesColours(System.getenv());
            out.println();
            out.print((colours ? TextReport.coloured() : TextReport.plain()).render(verdict));
            JsonReport.write(verdict, options.report());
            out.println("\nWritten to " + options.report());
            return verdict;
        }
    }

    private static int exitCode(Decision decision) {
        return switch (decision) {
            case GO -> 0;
            case NO_GO -> 1;
            case HOLD -> 2;
        };
    }
}
