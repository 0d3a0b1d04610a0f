package dev.postflight.examples.shop;

import java.io.Console;
import java.io.PrintStream;
import java.util.Map;

/** What the output goes to. */
final class Terminal {

    private Terminal() {}

    /** Whether there is a terminal that takes colours; {@code NO_COLOR} is honoured. */
    static boolean takesColours(Map<String, String> environment) {
        return isThere()
                && environment.getOrDefault("NO_COLOR", "").isEmpty()
                && !environment.getOrDefault("TERM", "dumb").equals("dumb");
    }

    /** From Java 22 on there is a console without a terminal, too, and a method that tells. */
    @SuppressWarnings("SystemConsoleNull") // both ways of telling are needed
    static boolean isThere() {
        Console console = System.console();
        if (console == null) {
            return false;
        }
        try {
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (ReflectiveOperationException e) {
            return true;
        }
    }

    /** Takes back the line that was printed last. */
    static void clearLine(PrintStream out) {
        out.print("\r\u001b[2K");
        out.flush();
    }
}
