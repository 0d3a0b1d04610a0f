package dev.postflight.jdbc;

import dev.postflight.api.Measurement;
import dev.postflight.api.ProbeResult;
import dev.postflight.api.Unit;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a replica of MySQL or MariaDB says, a row for each source; the names of the columns changed over the years. */
final class ReplicaStatus {

    private ReplicaStatus() {}

    static ProbeResult read(ResultSet rows) throws SQLException {
        Map<String, Integer> columns = columns(rows.getMetaData());
        int sources = 0;
        double lag = 0;
        String stopped = null;
        while (rows.next()) {
            sources++;
            String behind = text(rows, columns, "seconds_behind_source", "seconds_behind_master");
            boolean runs = isRunning(text(rows, columns, "replica_io_running", "slave_io_running"))
                    && isRunning(text(rows, columns, "replica_sql_running", "slave_sql_running"));
            if (runs && behind != null) {
                lag = Math.max(lag, Double.parseDouble(behind));
            } else if (stopped == null) {
                stopped = error(rows, columns);
            }
        }
        List<Measurement> measurements = new ArrayList<>();
        measurements.add(Measurement.of("sources", sources, Unit.COUNT));
        if (stopped != null) {
            return new ProbeResult.Down(Words.sentence("replication", stopped, "running"), measurements);
        }
        if (sources > 0) {
            measurements.add(Measurement.of("lag", lag, Unit.SECONDS));
        }
        return Figures.up(measurements);
    }

    private static boolean isRunning(@Nullable String state) {
        return "Yes".equalsIgnoreCase(state);
    }

    private static String error(ResultSet rows, Map<String, Integer> columns) throws SQLException {
        for (String name : List.of("last_io_error", "last_sql_error", "last_error")) {
            String error = text(rows, columns, name, name);
            if (error != null && !error.isBlank()) {
                return error;
            }
        }
        return "stopped";
    }

    private static Map<String, Integer> columns(ResultSetMetaData data) throws SQLException {
        Map<String, Integer> columns = new HashMap<>();
        for (int i = 1; i <= data.getColumnCount(); i++) {
            columns.putIfAbsent(data.getColumnLabel(i).toLowerCase(Locale.ROOT), i);
        }
        return columns;
    }

    private static @Nullable String text(ResultSet rows, Map<String, Integer> columns, String name, String older)
            throws SQLException {
        Integer column = columns.getOrDefault(name, columns.get(older));
        return column == null ? null : rows.getString(column);
    }
}
