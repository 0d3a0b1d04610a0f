package dev.postflight.jdbc;

import dev.postflight.api.Measurement;
import dev.postflight.api.Unit;
import java.util.Collection;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** The one sentence in which a fault is told, and what names may be. */
final class Words {

    static final String METRIC_RULE =
            "a letter or underscore, then letters, digits, underscores, dots or hyphens, 100 characters at most";

    /** So that a name cannot bring a statement of its own along. */
    private static final Pattern TABLE =
            Pattern.compile("[\\p{L}_][\\p{L}\\p{N}_$]{0,127}(\\.[\\p{L}_][\\p{L}\\p{N}_$]{0,127})?");

    private static final int FEW = 5;

    private Words() {}

    static String sentence(String name, String value, String rule) {
        return name + ": " + value + " (expected: " + rule + ")";
    }

    static IllegalArgumentException fault(String name, String value, String rule) {
        return new IllegalArgumentException(sentence(name, value, rule));
    }

    static String quoted(@Nullable String text) {
        return text == null ? "null" : '"' + text + '"';
    }

    /** Some of many, for people. */
    static String few(Collection<String> names) {
        String first = names.stream().limit(FEW).collect(Collectors.joining(", "));
        return names.size() <= FEW ? first : first + " and " + (names.size() - FEW) + " more";
    }

    static boolean isMetric(@Nullable String name) {
        if (name == null) {
            return false;
        }
        try {
            Measurement.of(name, 0, Unit.COUNT);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    static DataSource present(DataSource dataSource) {
        if (dataSource == null) {
            throw fault("dataSource", "null", "a data source");
        }
        return dataSource;
    }

    static String text(String name, String value, String rule) {
        if (value == null || value.isBlank()) {
            throw fault(name, quoted(value), rule);
        }
        return value;
    }

    /** The name of a table or of a column. */
    static String table(String name, String value) {
        if (value == null || !TABLE.matcher(value).matches()) {
            throw fault(
                    name,
                    quoted(value),
                    "a name of letters, digits and underscores, with a schema before a dot or without");
        }
        return value;
    }
}
