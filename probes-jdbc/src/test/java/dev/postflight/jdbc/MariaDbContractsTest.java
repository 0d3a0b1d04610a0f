package dev.postflight.jdbc;

import dev.postflight.api.Probe;
import java.sql.SQLException;
import java.util.Map;
import java.util.function.Function;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.mariadb.jdbc.MariaDbDataSource;

/** The contract on MariaDB. */
@Tag("services")
final class MariaDbContractsTest {

    @BeforeAll
    static void tables() {
        Contracted.tables(MariaDb.shared().plain());
    }

    abstract static class OnMariaDb extends DatabaseContract {
        OnMariaDb(Contracted probe) {
            this(probe.question(), probe.answers());
        }

        OnMariaDb(Function<DataSource, Probe> question, Map<Situation, Function<DataSource, Probe>> answers) {
            super(MariaDb.shared().plain(), question, answers);
        }

        @Override
        DataSource dead(int port) {
            try {
                return new MariaDbDataSource(
                        "jdbc:mariadb://127.0.0.1:" + port + "/orders?user=app&password=" + SECRET);
            } catch (SQLException e) {
                throw new AssertionError(e);
            }
        }
    }

    @Nested
    final class Of_a_connection extends OnMariaDb {
        Of_a_connection() {
            super(Contracted.CONNECTION);
        }
    }

    @Nested
    final class Of_a_query extends OnMariaDb {
        Of_a_query() {
            super(Contracted.QUERY);
        }
    }

    @Nested
    final class Of_a_version extends OnMariaDb {
        Of_a_version() {
            super(Contracted.VERSION);
        }
    }

    @Nested
    final class Of_a_role extends OnMariaDb {
        Of_a_role() {
            super(Contracted.ROLE);
        }
    }

    @Nested
    final class Of_a_write extends OnMariaDb {
        Of_a_write() {
            super(Contracted.WRITABLE);
        }
    }

    @Nested
    final class Of_Flyway extends OnMariaDb {
        Of_Flyway() {
            super(Contracted.FLYWAY);
        }
    }

    @Nested
    final class Of_Liquibase extends OnMariaDb {
        Of_Liquibase() {
            super(Contracted.LIQUIBASE);
        }
    }

    @Nested
    final class Of_its_own_figures extends OnMariaDb {
        Of_its_own_figures() {
            super(MySqlProbes::sessions, Map.of(Situation.WRONG, PostgresProbes::sessions));
        }
    }
}
