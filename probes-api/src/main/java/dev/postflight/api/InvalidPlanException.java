package dev.postflight.api;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A plan was not built, because it has faults. The message lists all of them.
 *
 * @since 0.1
 */
public final class InvalidPlanException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    private final transient List<String> faults;

    /**
     * For readers of plans, such as {@link VerificationPlan.Builder}.
     *
     * @param plan the name of the plan
     * @param faults one sentence each, with its place
     */
    public InvalidPlanException(String plan, List<String> faults) {
        super("plan \"" + Faults.visible(plan) + "\" has "
                + (faults.size() == 1 ? "1 fault" : faults.size() + " faults") + ":\n  - "
                + String.join("\n  - ", visible(faults)));
        this.faults = visible(faults);
    }

    /** Each on one line: a fault may quote a text from outside. */
    private static List<String> visible(List<String> faults) {
        List<String> lines = new ArrayList<>(faults.size());
        for (String fault : faults) {
            lines.add(Faults.visible(fault));
        }
        return Collections.unmodifiableList(lines);
    }

    /**
     * All faults.
     *
     * @return one sentence each, with its place
     */
    public List<String> faults() {
        return faults == null ? List.of() : faults;
    }
}
