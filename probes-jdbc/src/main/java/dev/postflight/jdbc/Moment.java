package dev.postflight.jdbc;

import dev.postflight.api.Unit;
import dev.postflight.jdbc.Columns.Column;
import dev.postflight.jdbc.Columns.Kind;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.Temporal;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The database's own now. Times in tables are mostly the database's, or of several applications whose clocks agree with it
 * better than with each other; and only the session itself knows in which zone it takes times that do not say theirs.
 *
 * @param instant in world time
 * @param local what a clock on the session's wall shows
 */
record Moment(Instant instant, LocalDateTime local) {

    /** Clocks differ: a row that another machine wrote just now may be ahead. More than this is a fault. */
    private static final Duration AHEAD = Duration.ofMinutes(1);

    private static final int LAST_YEAR = 9_999;

    static Moment of(Loan loan) throws SQLException {
        Dialect dialect = Dialect.of(loan.connection());
        return loan.query(dialect.now(), 1, rows -> {
            if (!rows.next()) {
                throw new SQLException("the database does not say what time it is: no row");
            }
            Instant instant = dialect == Dialect.MYSQL
                    ? instant(rows.getObject(1, LocalDateTime.class))
                    : instant(rows.getObject(1, OffsetDateTime.class));
            LocalDateTime local = rows.getObject(2, LocalDateTime.class);
            if (instant == null || local == null) {
                throw new SQLException("the database does not say what time it is: null");
            }
            return new Moment(instant, local);
        });
    }

    private static @Nullable Instant instant(@Nullable LocalDateTime utc) {
        return utc == null ? null : utc.toInstant(ZoneOffset.UTC);
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }

    /** The value of a column that is to have an age. */
    static @Nullable Object read(ResultSet rows, int column, Column of) throws SQLException, Unreadable {
        return switch (of.kind()) {
            case ZONED_TIMESTAMP -> rows.getObject(column, OffsetDateTime.class);
            case LOCAL_TIMESTAMP -> rows.getObject(column, LocalDateTime.class);
            case DATE -> rows.getObject(column, LocalDate.class);
            case TIME ->
                throw new Unreadable(
                        "column " + Words.quoted(of.label()),
                        of.type(),
                        "a date or a timestamp; a time alone has no age");
            default ->
                throw new Unreadable(
                        "column " + Words.quoted(of.label()), of.type(), "a date or a timestamp, for an age");
        };
    }

    /** Seconds since then. */
    double since(Object value, Column column, Optional<ZoneId> zone) throws Unreadable {
        Temporal then = then(value, column);
        Duration age;
        if (then instanceof OffsetDateTime moment) {
            age = Duration.between(moment.toInstant(), instant);
        } else if (then instanceof LocalDateTime wall && zone.isPresent()) {
            age = Duration.between(wall.atZone(zone.get()).toInstant(), instant);
        } else {
            age = Duration.between((LocalDateTime) then, local);
        }
        if (age.plus(AHEAD).isNegative()) {
            throw new Unreadable(
                    "column " + Words.quoted(column.label()),
                    then + ", " + Unit.SECONDS.format(seconds(age.negated())) + " ahead of the database",
                    column.kind() == Kind.ZONED_TIMESTAMP
                            ? "a time that is past"
                            : "a time that is past; is its zone another?");
        }
        return age.isNegative() ? 0 : seconds(age);
    }

    private static double seconds(Duration age) {
        return age.getSeconds() + age.getNano() / 1e9;
    }

    /** Without what databases have for no time at all: infinity, in PostgreSQL. */
    private static Temporal then(Object value, Column column) throws Unreadable {
        int year;
        Temporal then;
        if (value instanceof OffsetDateTime moment) {
            year = moment.getYear();
            then = moment;
        } else if (value instanceof LocalDateTime wall) {
            year = wall.getYear();
            then = wall;
        } else {
            LocalDate day = (LocalDate) value;
            year = day.getYear();
            then = day.atStartOfDay();
        }
        if (year < 1 || year > LAST_YEAR) {
            String endless = year < 1 ? "before all times" : "after all times";
            throw new Unreadable("column " + Words.quoted(column.label()), endless, "a time of the years 1 to 9999");
        }
        return then;
    }
}
