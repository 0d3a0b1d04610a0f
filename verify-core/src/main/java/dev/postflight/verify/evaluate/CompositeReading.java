package dev.postflight.verify.evaluate;

import dev.postflight.api.Composite;
import dev.postflight.api.Measurement;
import dev.postflight.api.Reason;
import dev.postflight.api.Unit;
import java.util.ArrayList;
import java.util.List;

/**
 * Several conditions: 1 when they hold and 0 when they do not. What hangs on a condition that is not known is not known: the
 * logic of three values of Kleene (Introduction to Metamathematics, 1952).
 */
final class CompositeReading extends Reading {

    private final boolean any;
    private final Judged[] elements;

    CompositeReading(Composite composite, Judged[] elements) {
        super(composite);
        any = composite.quantifier() == Composite.Quantifier.ANY;
        this.elements = elements;
    }

    /** All of them are looked at, as each has a holding time of its own. */
    @Override
    void update(List<Measurement> answer, long now) {
        boolean decided = false;
        Reason why = null;
        for (Judged element : elements) {
            element.update(answer, now);
            Reason reason = element.evaluation().reason();
            boolean holds = reason == Reason.LEVEL_REACHED;
            if (holds || reason == Reason.MET || reason == Reason.LEVEL_PENDING) {
                decided |= holds == any;
            } else if (why == null) {
                why = reason;
            }
        }
        if (decided || why == null) {
            known(decided == any ? 1 : 0, Unit.COUNT, 1);
        } else {
            unknown(why, 1);
        }
    }

    /** Goes on with the holding times of another one of an equal composite. */
    void continues(CompositeReading before) {
        for (int i = 0; i < elements.length; i++) {
            elements[i].continues(before.elements[i]);
        }
    }

    @Override
    void forgetPending() {
        for (Judged element : elements) {
            element.forgetPending();
        }
    }

    @Override
    public List<Reading> terms() {
        List<Reading> terms = new ArrayList<>();
        for (Judged element : elements) {
            terms.addAll(element.reading().terms());
        }
        return terms;
    }
}
