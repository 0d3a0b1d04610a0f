package dev.postflight.verify.evaluate;

import dev.postflight.api.Arithmetic;
import dev.postflight.api.Figure;
import dev.postflight.api.Measurement;
import dev.postflight.api.Reason;
import dev.postflight.api.Unit;
import java.util.ArrayList;
import java.util.List;

/** Two figures and what is done with them. */
final class CombinedReading extends Reading {

    private final Reading left;
    private final Arithmetic operation;
    private final Reading right;

    CombinedReading(Figure.Combined figure, Reading left, Reading right) {
        super(figure);
        this.left = left;
        operation = figure.operation();
        this.right = right;
    }

    @Override
    void update(List<Measurement> answer, long now) {
        left.update(answer, now);
        right.update(answer, now);
        double observed = Math.min(left.observed(), right.observed());
        Unit first = left.unit();
        Unit second = right.unit();
        if (first == null || second == null) {
            unknown(first == null ? left.why() : right.why(), observed);
            return;
        }
        Unit unit = operation.unit(first, second);
        if (unit == null) {
            unknown(Reason.WRONG_UNIT, observed);
        } else {
            known(operation.apply(left.value(), right.value()), unit, observed);
        }
    }

    @Override
    public List<Reading> terms() {
        List<Reading> terms = new ArrayList<>(left.terms());
        terms.addAll(right.terms());
        return terms;
    }
}
