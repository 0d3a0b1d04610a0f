package dev.postflight.verify.meter;

import io.micrometer.core.instrument.Meter;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which meters count a certain outcome: by a tag and its values. */
record Outcomes(String tag, Set<String> values) {

    static Outcomes of(@Nullable String tag, String @Nullable ... values) {
        if (tag == null || tag.isBlank()) {
            throw new IllegalArgumentException(
                    "tag: " + (tag == null ? "null" : '"' + tag + '"') + " (expected: the key of a tag)");
        }
        if (values == null || values.length == 0) {
            throw new IllegalArgumentException("values: none (expected: at least one value of the tag " + tag + ")");
        }
        Set<String> distinct = new HashSet<>(Arrays.asList(values));
        if (distinct.contains(null)) {
            throw new IllegalArgumentException("values: null among them (expected: values of the tag " + tag + ")");
        }
        return new Outcomes(tag, Set.copyOf(distinct));
    }

    boolean areToldBy(Meter meter) {
        return meter.getId().getTag(tag) != null;
    }

    boolean areThoseOf(Meter meter) {
        String value = meter.getId().getTag(tag);
        return value != null && values.contains(value);
    }
}
