package dev.postflight.jdbc;

import dev.postflight.api.Measurement;
import dev.postflight.api.ProbeResult;
import dev.postflight.api.Scale;
import dev.postflight.api.Unit;
import dev.postflight.api.spi.LabelledMeasurements;
import dev.postflight.jdbc.Columns.Column;
import dev.postflight.jdbc.Columns.Kind;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a statement gave, read strictly: whatever is not one row of named figures, or labelled ones, is no answer. */
final class Answer {

    /** Two are enough to see that it is not one. */
    static final int ROWS_OF_ONE = 2;

    /** One more than can be measured. */
    static final int ROWS_OF_MANY = LabelledMeasurements.MOST + 1;

    private final ResultSet rows;
    private final Reading reading;
    private final @Nullable Moment now;
    private final Dialect dialect;
    private final Columns columns;

    private Answer(ResultSet rows, Reading reading, @Nullable Moment now, Dialect dialect) throws SQLException {
        this.rows = rows;
        this.reading = reading;
        this.now = now;
        this.dialect = dialect;
        this.columns = Columns.of(rows.getMetaData());
    }

    static ProbeResult read(ResultSet rows, Reading reading, @Nullable Moment now, Dialect dialect)
            throws SQLException {
        try {
            Answer answer = new Answer(rows, reading, now, dialect);
            return new ProbeResult.Up(reading.label() == null ? answer.one() : answer.many(reading.label()));
        } catch (Unreadable e) {
            return ProbeResult.silent(e.sentence());
        }
    }

    private List<Measurement> one() throws SQLException, Unreadable {
        if (!rows.next()) {
            throw new Unreadable("the query gave no row (expected: exactly one)");
        }
        List<@Nullable Object> values = values();
        if (rows.next()) {
            throw new Unreadable("the query gave two rows or more (expected: exactly one)");
        }
        columns.check(reading);
        List<Measurement> measurements = new ArrayList<>();
        for (int i = 0; i < values.size(); i++) {
            Column column = columns.list().get(i);
            Double figure = figure(column, values.get(i));
            if (figure != null) {
                measurements.add(Measurement.of(column.metric(), figure, unit(column)));
            } else if (reading.needed().contains(column.metric())) {
                throw new Unreadable("column " + Words.quoted(column.label()), "null", "a value; is there any row?");
            }
        }
        return measurements;
    }

    private List<Measurement> many(String label) throws SQLException, Unreadable {
        LabelledMeasurements measurements = new LabelledMeasurements();
        int row = 0;
        while (rows.next()) {
            if (row++ == 0) {
                columns.check(reading);
            }
            if (row == ROWS_OF_MANY) {
                throw new Unreadable("rows", "more than " + LabelledMeasurements.MOST, "narrow the query or add up");
            }
            List<@Nullable Object> values = values();
            String name = label(label, row, values);
            for (int i = 0; i < values.size(); i++) {
                Column column = columns.list().get(i);
                Double figure = column.metric().equals(label) ? null : figure(column, values.get(i));
                if (figure != null) {
                    add(measurements, column, name, figure);
                }
            }
        }
        if (row == 0) {
            throw new Unreadable("the query gave no row (expected: one at least)");
        }
        return measurements.list();
    }

    private void add(LabelledMeasurements measurements, Column column, String name, double figure) throws Unreadable {
        try {
            measurements.add(column.metric(), name, figure, unit(column));
        } catch (IllegalArgumentException e) {
            throw new Unreadable(String.valueOf(e.getMessage()));
        }
    }

    private String label(String label, int row, List<@Nullable Object> values) throws Unreadable {
        for (int i = 0; i < values.size(); i++) {
            Column column = columns.list().get(i);
            if (column.metric().equals(label)) {
                Object value = values.get(i);
                if (value == null || value.toString().isBlank()) {
                    throw new Unreadable(
                            "label of row " + row,
                            value == null ? "null" : Words.quoted(value.toString()),
                            "a text, as in: coalesce(" + label + ", 'none') as " + label);
                }
                return value.toString();
            }
        }
        throw new AssertionError(label);
    }

    /** All of a row, before the next: some drivers forget the last. */
    private List<@Nullable Object> values() throws SQLException, Unreadable {
        List<@Nullable Object> values = new ArrayList<>();
        for (Column column : columns.list()) {
            int i = values.size() + 1;
            if (reading.isAge(column.metric())) {
                values.add(Moment.read(rows, i, column));
            } else if (column.kind() == Kind.INTERVAL) {
                values.add(Intervals.read(rows, i));
            } else {
                values.add(plain(i));
            }
        }
        return values;
    }

    /** Drivers of MySQL and MariaDB take the type tinyint(1) for a boolean, and every number in it for true. */
    private @Nullable Object plain(int column) throws SQLException {
        Object value = rows.getObject(column);
        return value instanceof Boolean && dialect == Dialect.MYSQL ? (Object) rows.getInt(column) : value;
    }

    private Unit unit(Column column) throws Unreadable {
        if (reading.isAge(column.metric())) {
            return Unit.SECONDS;
        }
        if (column.kind() != Kind.INTERVAL) {
            return reading.scaleOf(column.metric(), Unit.COUNT).unit();
        }
        Scale scale = reading.scaleOf(column.metric(), Unit.SECONDS);
        if (scale.unit() != Unit.SECONDS || scale.inBaseUnit(1) != 1) {
            throw new Unreadable(
                    "unit of column " + Words.quoted(column.label()), scale.toString(), "seconds, for an interval");
        }
        return scale.unit();
    }

    private @Nullable Double figure(Column column, @Nullable Object value) throws Unreadable {
        if (value == null) {
            return null;
        }
        if (reading.isAge(column.metric()) && now != null) {
            return now.since(value, column, reading.zoneOf(column.metric()));
        }
        if (value instanceof Boolean holds) {
            return holds ? 1.0 : 0.0;
        }
        if (value instanceof Number number) {
            return reading.scaleOf(column.metric(), Unit.COUNT).inBaseUnit(number.doubleValue());
        }
        throw new Unreadable(
                "column " + Words.quoted(column.label()),
                column.type(),
                switch (column.kind()) {
                    case DATE, LOCAL_TIMESTAMP, ZONED_TIMESTAMP ->
                        "a number, a boolean or an interval; age(\"" + column.metric() + "\") for the time since then";
                    case INTERVAL -> "an interval of days and hours, or a number";
                    default -> "a number, a boolean or an interval";
                });
    }
}
