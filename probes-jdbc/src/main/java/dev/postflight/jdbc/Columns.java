package dev.postflight.jdbc;

import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a statement says of its rows before they are read. */
final class Columns {

    /** How a value is to be asked for. */
    enum Kind {
        PLAIN,
        INTERVAL,
        DATE,
        /** A date and a time that are somebody's, and nobody says whose. */
        LOCAL_TIMESTAMP,
        /** A moment. */
        ZONED_TIMESTAMP,
        TIME
    }

    /**
     * One column.
     *
     * @param label as the database gives it
     * @param metric as the metric is called
     * @param type as the database calls it
     * @param kind how its values are asked for
     */
    record Column(@Nullable String label, String metric, String type, Kind kind) {}

    private final List<Column> list;

    private Columns(List<Column> list) {
        this.list = list;
    }

    static Columns of(ResultSetMetaData data) throws SQLException {
        int count = data.getColumnCount();
        List<Column> list = new ArrayList<>(count);
        for (int i = 1; i <= count; i++) {
            String label = data.getColumnLabel(i);
            String type = data.getColumnTypeName(i);
            String name = type == null ? "unknown" : type;
            String metric = label == null ? "" : label.toLowerCase(Locale.ROOT);
            list.add(new Column(label, metric, name, kind(data.getColumnType(i), name.toLowerCase(Locale.ROOT))));
        }
        return new Columns(list);
    }

    private static Kind kind(int type, String name) {
        if (name.startsWith("interval")) {
            return Kind.INTERVAL;
        }
        return switch (type) {
            case Types.DATE -> Kind.DATE;
            case Types.TIME, Types.TIME_WITH_TIMEZONE -> Kind.TIME;
            case Types.TIMESTAMP_WITH_TIMEZONE -> Kind.ZONED_TIMESTAMP;
            case Types.TIMESTAMP -> name.equals("timestamptz") ? Kind.ZONED_TIMESTAMP : Kind.LOCAL_TIMESTAMP;
            default -> Kind.PLAIN;
        };
    }

    List<Column> list() {
        return list;
    }

    /**
     * Names that can be metrics, each once, and among them all that are spoken of.
     *
     * @throws Unreadable if it is not so
     */
    void check(Reading reading) throws Unreadable {
        if (list.isEmpty()) {
            throw new Unreadable("columns", "none", "one at least");
        }
        Set<String> metrics = new LinkedHashSet<>();
        for (Column column : list) {
            String place = "column " + (metrics.size() + 1);
            if (!Words.isMetric(column.label())) {
                throw new Unreadable(
                        place, Words.quoted(column.label()), "a name for its metric, as in: select 1 as total");
            }
            if (!metrics.add(column.metric())) {
                throw new Unreadable(place, Words.quoted(column.label()) + " again", "each name once");
            }
        }
        String rule = "a column of the query: " + metrics;
        for (String column : reading.units().keySet()) {
            present("unit of column", column, metrics, rule);
        }
        for (String column : reading.ages().keySet()) {
            present("age of column", column, metrics, rule);
        }
        if (reading.label() != null) {
            present("label", reading.label(), metrics, rule);
            if (metrics.size() == 1) {
                throw new Unreadable("columns", metrics.toString(), "a figure beside the label");
            }
        }
    }

    private static void present(String what, String column, Set<String> metrics, String rule) throws Unreadable {
        if (!metrics.contains(column)) {
            throw new Unreadable(what, Words.quoted(column), rule);
        }
    }
}
