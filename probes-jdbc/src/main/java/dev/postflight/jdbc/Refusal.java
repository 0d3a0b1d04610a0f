package dev.postflight.jdbc;

import java.sql.SQLException;

/** Which errors are answers. */
final class Refusal {

    private static final int MYSQL_READ_ONLY_OPTION = 1290;
    private static final int MYSQL_READ_ONLY_MODE = 1836;
    private static final int MYSQL_READ_ONLY_ENGINE = 1874;
    private static final int MYSQL_TABLE_FULL = 1114;
    private static final int MYSQL_DISK_FULL = 1021;

    private Refusal() {}

    /**
     * Whether the database is not writable, rather than the statement wrong.
     *
     * @param ofAccount whether it counts that the account may not write
     */
    static boolean isToWrite(SQLException e, boolean ofAccount) {
        String state = e.getSQLState() == null ? "" : e.getSQLState();
        return switch (state) {
            // read-only transaction; disk full; H2's read-only database
            case "25006", "53100", "90097" -> true;
            // privileges: PostgreSQL, H2
            case "42501", "90096" -> ofAccount;
            default ->
                switch (e.getErrorCode()) {
                    case MYSQL_READ_ONLY_OPTION,
                            MYSQL_READ_ONLY_MODE,
                            MYSQL_READ_ONLY_ENGINE,
                            MYSQL_TABLE_FULL,
                            MYSQL_DISK_FULL -> true;
                    // access to a table, to a column: MySQL
                    case 1142, 1143 -> ofAccount;
                    default -> false;
                };
        };
    }
}
