package dev.postflight.http;

import dev.postflight.api.Unit;
import java.util.List;

/**
 * How large the body must be.
 *
 * @param rule on its bytes
 */
record ExpectedSize(NumberRule rule) implements Expectation {

    static ExpectedSize of(String limit) {
        return new ExpectedSize(NumberRule.parse("limit", limit, Unit.BYTES));
    }

    @Override
    public void judge(Seen seen, List<String> unmet) {
        int size = seen.answer().size();
        if (!rule.allows(size)) {
            unmet.add("the body has " + size + " bytes (expected: " + rule + ")");
        }
    }

    @Override
    public String wanted() {
        return "size " + rule;
    }
}
