package dev.postflight.jdbc;

import java.sql.SQLException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Counters and settings of MySQL and MariaDB, by their names. */
final class StatusVariables {

    private final Map<String, String> values;

    private StatusVariables(Map<String, String> values) {
        this.values = values;
    }

    static StatusVariables status(Loan loan, String... names) throws SQLException {
        return read(loan, "status", names);
    }

    static StatusVariables settings(Loan loan, String... names) throws SQLException {
        return read(loan, "variables", names);
    }

    private static StatusVariables read(Loan loan, String kind, String... names) throws SQLException {
        String sql = "show global " + kind + " where variable_name in ('" + String.join("', '", names) + "')";
        Map<String, String> values = loan.query(sql, names.length + 1, rows -> {
            Map<String, String> read = new HashMap<>();
            while (rows.next()) {
                read.put(rows.getString(1).toLowerCase(Locale.ROOT), rows.getString(2));
            }
            return read;
        });
        return new StatusVariables(values);
    }

    /**
     * A number.
     *
     * @throws SQLException if the server does not know it, or it is something else
     */
    double number(String name) throws SQLException {
        String value = values.get(name.toLowerCase(Locale.ROOT));
        Double number = value == null ? null : read(value);
        if (number == null) {
            throw new SQLException(Words.sentence(name, Words.quoted(value), "a number"));
        }
        return number;
    }

    private static @Nullable Double read(String value) {
        try {
            return Double.valueOf(value);
        } catch (NumberFormatException e) {
            return null;
        }
    }
}
