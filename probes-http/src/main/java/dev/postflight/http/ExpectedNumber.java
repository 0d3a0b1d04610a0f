package dev.postflight.http;

import dev.postflight.api.Unit;
import java.util.List;
import java.util.OptionalDouble;

/**
 * What a number of a JSON body must be.
 *
 * @param pointer where it is
 * @param rule what it must be
 */
record ExpectedNumber(String pointer, NumberRule rule) implements Expectation {

    static ExpectedNumber of(String pointer, String limit) {
        return new ExpectedNumber(JsonPointers.checked(pointer), NumberRule.parse("limit", limit, Unit.COUNT));
    }

    @Override
    public void judge(Seen seen, List<String> unmet) {
        Json document = seen.json();
        if (document == null) {
            String why = seen.whyNotJson();
            if (why != null) {
                unmet.add(why);
            }
            return;
        }
        OptionalDouble number = document.number(pointer);
        if (number.isEmpty()) {
            unmet.add(ExpectedJson.sentence(pointer, document.at(pointer), "a number " + rule));
        } else if (!rule.allows(number.getAsDouble())) {
            unmet.add(ExpectedJson.sentence(pointer, document.at(pointer), rule.toString()));
        }
    }

    @Override
    public String wanted() {
        return ExpectedJson.place(pointer) + ' ' + rule;
    }
}
