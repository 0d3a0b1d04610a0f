package dev.postflight.verify.decide;

import dev.postflight.api.Clause;
import dev.postflight.api.Composite;
import dev.postflight.api.Figure;
import dev.postflight.api.Unit;
import dev.postflight.verify.evaluate.Judged;
import dev.postflight.verify.evaluate.Reading;
import org.jspecify.annotations.Nullable;

/** Figures and what became of them, for people. */
final class FigureText {

    private FigureText() {}

    /** The figure, or all that a composite is made of. */
    static String shown(Judged judged) {
        Reading reading = judged.reading();
        if (reading.subject() instanceof Composite) {
            StringBuilder text = new StringBuilder();
            for (Reading term : reading.terms()) {
                text.append(text.isEmpty() ? "" : ", ").append(shown(term, 3));
            }
            return text.toString();
        }
        Unit unit = reading.unit();
        return unit == null
                ? shown(reading, 0)
                : shown(reading, judged.threshold().digits(reading.value(), unit, judged.evaluation()));
    }

    private static String shown(Reading reading, int digits) {
        Unit unit = reading.unit();
        String text = unit == null
                ? "no " + reading.subject()
                : reading.subject() + " " + unit.format(reading.value(), digits);
        return reading.isObserved() ? text : text + " (" + Unit.RATIO.format(reading.observed()) + " observed)";
    }

    /** Why it does not pass. */
    static String cause(Judged judged) {
        Clause clause = judged.evaluation().clause();
        String shown = shown(judged);
        return switch (judged.evaluation().reason()) {
            case TARGET_MISSED -> shown + " misses the target" + limit(clause);
            case LEVEL_REACHED -> shown + " is " + judged.evaluation().severity() + limit(judged, clause);
            case LEVEL_PENDING -> shown + " is bad, but not for long enough yet (" + clause + ")";
            case PARTIAL_WINDOW -> shown + ", and it takes half of the window to call it good";
            case NO_BASELINE -> "there is no baseline to compare " + shown + " with";
            case THIN_BASELINE -> "the baseline to compare " + shown + " with comes from too few samples";
            case ZERO_BASELINE -> "the baseline to compare " + shown + " with is zero";
            case WRONG_UNIT ->
                shown + " cannot be compared with " + judged.threshold().threshold();
            default -> unknown(judged.reading(), shown);
        };
    }

    private static String unknown(Reading reading, String shown) {
        if (reading.unit() != null) {
            return shown + ", which is no figure";
        }
        if (!(reading.subject() instanceof Composite)) {
            return reading.subject() + " was not measured";
        }
        StringBuilder missing = new StringBuilder();
        for (Reading term : reading.terms()) {
            if (!Double.isFinite(term.value())) {
                missing.append(missing.isEmpty() ? "" : ", ").append(term.subject());
            }
        }
        return missing + " was not measured, and " + reading.subject() + " hangs on it";
    }

    private static String limit(Judged judged, @Nullable Clause clause) {
        return judged.reading().subject() instanceof Figure
                ? limit(clause)
                : " (" + judged.reading().subject() + ")";
    }

    private static String limit(@Nullable Clause clause) {
        if (clause == null) {
            return "";
        }
        return clause instanceof Clause.Required ? " (required " + clause.limit() + ")" : " (" + clause.limit() + ")";
    }
}
