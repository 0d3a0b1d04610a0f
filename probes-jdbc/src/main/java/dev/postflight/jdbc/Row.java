package dev.postflight.jdbc;

import dev.postflight.api.Measurement;
import dev.postflight.api.ProbeResult;
import dev.postflight.api.Unit;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a statement gave, read strictly: whatever is not one row of named figures is no answer. */
final class Row {

    static final String NAME_RULE =
            "a letter or underscore, then letters, digits, underscores, dots or hyphens, 100 characters at most";

    private final ResultSetMetaData columns;
    private final @Nullable Object[] values;

    private Row(ResultSetMetaData columns, @Nullable Object[] values) {
        this.columns = columns;
        this.values = values;
    }

    /** Reads the rows and measures the only one. */
    static ProbeResult measure(ResultSet rows, Map<String, Unit> units) throws SQLException {
        if (!rows.next()) {
            return ProbeResult.silent("the query gave no row (expected: exactly one)");
        }
        ResultSetMetaData columns = rows.getMetaData();
        @Nullable Object[] values = new @Nullable Object[columns.getColumnCount()];
        for (int i = 0; i < values.length; i++) {
            values[i] = rows.getObject(i + 1);
        }
        if (rows.next()) {
            return ProbeResult.silent("the query gave two rows or more (expected: exactly one)");
        }
        return new Row(columns, values).measure(units);
    }

    static boolean isMetric(String name) {
        try {
            Measurement.of(name, 0, Unit.COUNT);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    static String quoted(@Nullable String text) {
        return text == null ? "null" : '"' + text + '"';
    }

    private ProbeResult measure(Map<String, Unit> units) throws SQLException {
        if (values.length == 0) {
            return fault("columns", "none", "one at least");
        }
        List<Measurement> measurements = new ArrayList<>();
        Set<String> metrics = new LinkedHashSet<>();
        for (int column = 1; column <= values.length; column++) {
            String label = columns.getColumnLabel(column);
            if (label == null || !isMetric(label)) {
                return fault("column " + column, quoted(label), "a name for its metric, as in: select 1 as total");
            }
            String metric = label.toLowerCase(Locale.ROOT);
            if (!metrics.add(metric)) {
                return fault("column " + column, quoted(label) + " again", "each name once");
            }
            Object value = values[column - 1];
            if (value != null) {
                Double figure = figure(value);
                if (figure == null) {
                    return fault("column " + quoted(label), columns.getColumnTypeName(column), "a number or a boolean");
                }
                measurements.add(Measurement.of(metric, figure, units.getOrDefault(metric, Unit.COUNT)));
            }
        }
        for (String column : units.keySet()) {
            if (!metrics.contains(column)) {
                return fault("unit of column", quoted(column), "a column of the query: " + metrics);
            }
        }
        return new ProbeResult.Up(measurements);
    }

    private static @Nullable Double figure(Object value) {
        if (value instanceof Boolean holds) {
            return holds ? 1.0 : 0.0;
        }
        return value instanceof Number number ? (Double) number.doubleValue() : null;
    }

    private static ProbeResult fault(String name, @Nullable String value, String rule) {
        return ProbeResult.silent(name + ": " + value + " (expected: " + rule + ")");
    }
}
