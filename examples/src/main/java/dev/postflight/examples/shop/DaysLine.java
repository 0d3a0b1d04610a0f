package dev.postflight.examples.shop;

import dev.postflight.api.Severity;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.TextStyle;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * One thing that happened in the days after a deployment.
 *
 * @param at when
 * @param kind what kind of thing
 * @param colour of its kind, as ANSI has it
 * @param text what, in one line
 */
record DaysLine(Instant at, Kind kind, String colour, String text) {

    private static final Pattern INSTANT = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ");
    /** It stays in one line with its unit. */
    private static final Pattern NUMBER = Pattern.compile("(\\d) (?=(ms|s|min|h|d|%)\\b|%)");

    private static final int INDENT = 34;
    private static final int WIDTH = 110 - INDENT;

    /** In the order in which they are shown when they happen at once. */
    enum Kind {
        HAPPENS("shop", "2"),
        FIRES("fires", "31"),
        FLAPPING("flapping", "33"),
        UNACKNOWLEDGED("unacknowledged", "33"),
        OVERDUE("overdue", "33"),
        ESCALATED("escalated", "33"),
        RESOLVED("resolved", "32"),
        MUTED("muted", "2"),
        ACKNOWLEDGED("acknowledged", "36"),
        INCIDENT("incident", "35"),
        ATTESTED("attested", "36"),
        MAINTENANCE("maintenance", "34"),
        GO("GO", "1;32"),
        HOLD("HOLD", "1;33"),
        NO_GO("NO_GO", "1;31"),
        SO_FAR("so far", "2"),
        PHASE("phase", "1");

        private final String label;
        private final String colour;

        Kind(String label, String colour) {
            this.label = label;
            this.colour = colour;
        }
    }

    /** Times in the text are shown like those of the lines. */
    DaysLine {
        text = INSTANT.matcher(text)
                .replaceAll(found -> time(Instant.parse(found.group())).replace("  ", " "));
    }

    static DaysLine of(Instant at, Kind kind, String text) {
        return new DaysLine(at, kind, kind.colour, text);
    }

    /** What is not grave is not red. */
    static DaysLine fires(Instant at, Severity severity, String text) {
        boolean grave = severity.compareTo(Severity.HIGH) >= 0;
        return new DaysLine(at, Kind.FIRES, grave ? Kind.FIRES.colour : Kind.OVERDUE.colour, text);
    }

    /** The line, and further ones below its text if that is long. */
    String render(boolean colours) {
        boolean whole = kind == Kind.HAPPENS || kind == Kind.SO_FAR || kind == Kind.MUTED;
        String label = String.format(Locale.ROOT, "%-14s", kind.label);
        String text = wrapped();
        return String.format(Locale.ROOT, "%-18s", time(at))
                + (whole ? paint(colours, label + "  " + text) : paint(colours, label) + "  " + text);
    }

    private String paint(boolean colours, String shown) {
        return colours ? "\u001b[" + colour + "m" + shown + "\u001b[0m" : shown;
    }

    private String wrapped() {
        StringBuilder out = new StringBuilder();
        int used = 0;
        for (String word : NUMBER.matcher(text).replaceAll("$1\u00a0").split(" ", -1)) {
            if (used > 0 && used + 1 + word.length() > WIDTH) {
                out.append('\n').append(" ".repeat(INDENT));
                used = 0;
            } else if (used > 0) {
                out.append(' ');
                used++;
            }
            out.append(word);
            used += word.length();
        }
        return out.toString().replace('\u00a0', ' ');
    }

    /** For example {@code day  6 Sat 14:20}; the first day is that of the deployment. */
    static String time(Instant at) {
        ZonedDateTime time = at.atZone(ZoneOffset.UTC);
        long day = Duration.between(DaysWorld.DEPLOYED, at).toDays() + 1;
        String weekday = time.getDayOfWeek().getDisplayName(TextStyle.SHORT, Locale.ROOT);
        return String.format(Locale.ROOT, "day %2d %.3s %02d:%02d", day, weekday, time.getHour(), time.getMinute());
    }
}
