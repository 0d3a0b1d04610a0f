package dev.postflight.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** What differs between databases, as far as a probe has to know it. */
enum Dialect {
    POSTGRESQL("PostgreSQL", "select version()", "select current_timestamp(6), localtimestamp(6)"),

    /** MariaDB too. */
    MYSQL("MySQL or MariaDB", "select version()", "select utc_timestamp(6), localtimestamp(6)"),
    H2("H2", "select h2version()", "select current_timestamp(6), localtimestamp(6)"),

    /** As the standard has it. */
    OTHER("another database", null, "select current_timestamp, localtimestamp");

    private final String title;
    private final @Nullable String version;
    private final String now;

    Dialect(String title, @Nullable String version, String now) {
        this.title = title;
        this.version = version;
        this.now = now;
    }

    /** Costs no question to the database: drivers know with whom they speak. */
    static Dialect of(Connection connection) throws SQLException {
        String product = connection.getMetaData().getDatabaseProductName();
        return switch (product == null ? "" : product) {
            case "PostgreSQL" -> POSTGRESQL;
            case "MySQL", "MariaDB" -> MYSQL;
            case "H2" -> H2;
            default -> OTHER;
        };
    }

    String title() {
        return title;
    }

    /** What gives the version as one text; {@code null} when only the driver knows it. */
    @Nullable
    String version() {
        return version;
    }

    /** What gives the moment in world time and in the session's zone. */
    String now() {
        return now;
    }

    /** Whether a statement failed because what it reads from is not there. */
    static boolean isMissing(SQLException e) {
        String state = e.getSQLState();
        return state != null
                && switch (state) {
                    // PostgreSQL: no such table, no such schema; the others: no such table, with or without a guess
                    case "42P01", "3F000", "42S02", "42S03", "42S04", "90079" -> true;
                    default -> false;
                };
    }
}
