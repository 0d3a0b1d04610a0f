package dev.postflight.verify.decide;

import dev.postflight.api.Clause;
import dev.postflight.api.Composite;
import dev.postflight.api.Explanation;
import dev.postflight.api.Figure;
import dev.postflight.api.Outcome;
import dev.postflight.api.Subject;
import dev.postflight.api.Unit;
import dev.postflight.verify.evaluate.Seen;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Figures and what became of them, for people. */
final class FigureText {

    private FigureText() {}

    /**
     * What all thresholds saw: what does not pass, or else all of it.
     *
     * @param absences why metrics were not measured, where that is known
     */
    static Explanation explanation(Map<String, String> absences, Seen... all) {
        StringBuilder good = new StringBuilder();
        StringBuilder bad = new StringBuilder();
        StringBuilder cause = new StringBuilder();
        for (Seen seen : all) {
            boolean passes = seen.evaluation().outcome() == Outcome.PASS;
            StringBuilder text = passes ? good : bad;
            text.append(text.isEmpty() ? "" : ", ").append(shown(seen));
            if (!passes) {
                cause.append(cause.isEmpty() ? "" : "; ").append(cause(seen, absences));
            }
        }
        return Explanation.of((bad.isEmpty() ? good : bad).toString(), cause.toString());
    }

    /** The figure, or all that a composite is made of. */
    private static String shown(Seen seen) {
        if (seen.subject() instanceof Composite) {
            StringBuilder text = new StringBuilder();
            for (Seen.Term term : seen.terms()) {
                text.append(text.isEmpty() ? "" : ", ").append(shown(term, 3));
            }
            return text.toString();
        }
        Unit unit = seen.unit();
        return shown(seen.whole(), unit == null ? 0 : seen.threshold().digits(seen.value(), unit, seen.evaluation()));
    }

    private static String shown(Seen.Term figure, int digits) {
        Unit unit = figure.unit();
        String text =
                unit == null ? "no " + figure.subject() : figure.subject() + " " + unit.format(figure.value(), digits);
        return figure.isObserved() ? text : text + " (" + Unit.RATIO.format(figure.observed()) + " observed)";
    }

    /** Why it does not pass. */
    private static String cause(Seen seen, Map<String, String> absences) {
        Clause clause = seen.evaluation().clause();
        String shown = shown(seen);
        return switch (seen.evaluation().reason()) {
            case TARGET_MISSED -> shown + " misses the target" + limit(clause);
            case LEVEL_REACHED -> shown + " is " + seen.evaluation().severity() + limit(seen, clause);
            case LEVEL_PENDING -> shown + " is bad, but not for long enough yet (" + clause + ")";
            case PARTIAL_WINDOW -> shown + ", and it takes half of the window to call it good";
            case NO_BASELINE -> "there is no baseline to compare " + shown + " with";
            case THIN_BASELINE -> "the baseline to compare " + shown + " with comes from too few samples";
            case ZERO_BASELINE -> "the baseline to compare " + shown + " with is zero";
            case WRONG_UNIT ->
                shown + " cannot be compared with " + seen.threshold().threshold();
            default -> unknown(seen, shown, absences);
        };
    }

    private static String unknown(Seen seen, String shown, Map<String, String> absences) {
        if (seen.unit() != null) {
            return shown + ", which is no figure";
        }
        if (!(seen.subject() instanceof Composite)) {
            return seen.subject() + " was not measured" + why(seen.subject(), absences);
        }
        StringBuilder missing = new StringBuilder();
        for (Seen.Term term : seen.terms()) {
            if (!Double.isFinite(term.value())) {
                missing.append(missing.isEmpty() ? "" : ", ").append(term.subject());
            }
        }
        return missing + " was not measured, and " + seen.subject() + " hangs on it" + why(seen.subject(), absences);
    }

    private static String why(Subject subject, Map<String, String> absences) {
        StringBuilder why = new StringBuilder();
        for (String metric : metrics(subject)) {
            String absence = absences.get(metric);
            if (absence != null && why.indexOf(absence) < 0) {
                why.append(why.isEmpty() ? ": " : "; ").append(absence);
            }
        }
        return why.toString();
    }

    /** The metrics that a subject hangs on, by name. */
    static List<String> metrics(Subject subject) {
        List<String> names = new ArrayList<>();
        for (Figure term : subject.terms()) {
            if (term instanceof Figure.Metric metric) {
                names.add(metric.name());
            } else if (term instanceof Figure.OverTime figure && figure.metric() != null) {
                names.add(figure.metric());
            }
        }
        return names;
    }

    private static String limit(Seen seen, @Nullable Clause clause) {
        return seen.subject() instanceof Figure ? limit(clause) : " (" + seen.subject() + ")";
    }

    private static String limit(@Nullable Clause clause) {
        if (clause == null) {
            return "";
        }
        return clause instanceof Clause.Required ? " (required " + clause.limit() + ")" : " (" + clause.limit() + ")";
    }
}
