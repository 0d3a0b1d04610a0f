package dev.postflight.adapters;

import dev.postflight.api.Finding;
import dev.postflight.api.Outcome;
import dev.postflight.api.Severity;
import dev.postflight.api.Verdict;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What is told of a verdict to other health libraries: all of it, or one check. Every method that takes a setting returns a new
 * one and leaves this one as it is.
 *
 * <pre>{@code
 * VerdictHealth.of(verifier::latest)                     // the verdict as a whole
 * VerdictHealth.of(verifier::latest).check("database")   // one check
 * }</pre>
 *
 * <ul>
 *   <li>A verdict is told by its {@linkplain Verdict#health() health}, not by what is still missing for the end of its phase.
 *   <li>Only what is verified is healthy. A check that has not run yet, was skipped, could not be told or was not observed for
 *       longer than its cadence allows is undecided, and so is one that the present phase does not have. No verdict, and
 *       one that cannot be had, is undecided.
 *   <li>Without {@link #withDetails()} nothing is told but the decision or the outcome. Endpoints of some libraries show
 *       details to everybody.
 * </ul>
 *
 * <p>Immutable. It is asked by the threads of the other library, any number of them.
 *
 * @since 0.1
 */
public final class VerdictHealth {

    private static final int MOST_SENTENCES = 20;

    private final Supplier<? extends @Nullable Verdict> latest;
    private final @Nullable String check;
    private final boolean details;

    private VerdictHealth(Supplier<? extends @Nullable Verdict> latest, @Nullable String check, boolean details) {
        this.latest = latest;
        this.check = check;
        this.details = details;
    }

    /** What is to be told of. */
    enum State {
        VERIFIED,
        UNDECIDED,
        FAILED
    }

    /**
     * What is told at one moment.
     *
     * @param state what it comes to
     * @param message in one line
     * @param details texts by name
     */
    record Standing(State state, String message, Map<String, Object> details) {}

    /**
     * The verdict as a whole.
     *
     * @param latest gives the latest verdict, as {@code verifier::latest} does
     * @return what is told, without details
     * @throws IllegalArgumentException if there is none
     */
    public static VerdictHealth of(Supplier<? extends @Nullable Verdict> latest) {
        return new VerdictHealth(HealthProbe.present("latest", latest, "what gives the latest verdict"), null, false);
    }

    /**
     * One check of the verdict.
     *
     * @param name the name of the check
     * @return what is told of it
     * @throws IllegalArgumentException if the name is blank
     */
    public VerdictHealth check(String name) {
        HealthProbe.present("check", name == null || name.isBlank() ? null : name, "the name of a check");
        return new VerdictHealth(latest, name, details);
    }

    /**
     * Also tells reasons, what was wanted, what was seen and causes. Secrets are redacted before they come here, but names and
     * causes say much about an application.
     *
     * @return what is told, with details
     */
    public VerdictHealth withDetails() {
        return new VerdictHealth(latest, check, true);
    }

    /** Never throws: some libraries answer nothing at all when one of their checks does. */
    Standing standing() {
        Verdict verdict;
        try {
            verdict = latest.get();
        } catch (Throwable e) {
            return undecided("no verdict: " + e.getClass().getSimpleName());
        }
        if (verdict == null) {
            return undecided("no verdict");
        }
        if (check == null) {
            return ofVerdict(verdict);
        }
        Finding finding = verdict.finding(check);
        return finding == null ? undecided("no such check in this phase") : ofFinding(finding);
    }

    private static Standing undecided(String message) {
        return new Standing(State.UNDECIDED, message, Map.of("reason", message));
    }

    private Standing ofVerdict(Verdict verdict) {
        State state = switch (verdict.health()) {
            case GO -> State.VERIFIED;
            case HOLD -> State.UNDECIDED;
            case NO_GO -> State.FAILED;
        };
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("decision", verdict.health().name());
        if (details) {
            told.put("plan", verdict.plan());
            told.put("phase", verdict.phase());
            told.put("score", verdict.score().toString());
            told.put("reasons", sentences(verdict.reasons()));
            told.put("missing", sentences(verdict.missing()));
            told.put("at", verdict.at().toString());
        }
        String message = verdict.health().name();
        return new Standing(state, details ? message + ": " + sentences(verdict.reasons()) : message, Map.copyOf(told));
    }

    private Standing ofFinding(Finding finding) {
        State state = finding.outcome().passing()
                ? State.VERIFIED
                : finding.outcome() == Outcome.FAIL ? State.FAILED : State.UNDECIDED;
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("outcome", finding.outcome().name());
        if (details) {
            Severity severity = finding.severity();
            told.put("reason", finding.reason().name());
            told.put("severity", severity == null ? "" : severity.name());
            told.put("wanted", finding.wanted());
            told.put("seen", finding.seen());
            told.put("cause", finding.cause());
            told.put("at", finding.at().toString());
            told.put("since", finding.since().toString());
        }
        return new Standing(
                state, details ? finding.toString() : finding.outcome().name(), Map.copyOf(told));
    }

    /** As many as somebody would read. */
    private static String sentences(List<String> sentences) {
        String first = String.join("; ", sentences.subList(0, Math.min(sentences.size(), MOST_SENTENCES)));
        return sentences.size() <= MOST_SENTENCES
                ? first
                : first + "; and " + (sentences.size() - MOST_SENTENCES) + " more";
    }

    /** What is told of, for people. */
    @Override
    public String toString() {
        return check == null ? "the verdict" : "check " + check;
    }
}
