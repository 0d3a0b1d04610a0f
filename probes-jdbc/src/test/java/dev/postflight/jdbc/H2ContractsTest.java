package dev.postflight.jdbc;

import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;

/** The contract on H2. */
final class H2ContractsTest {

    private static final DataSource DATABASE = h2("jdbc:h2:mem:contract;DB_CLOSE_DELAY=-1;DATABASE_TO_LOWER=TRUE");

    private static DataSource h2(String url) {
        JdbcDataSource h2 = new JdbcDataSource();
        h2.setUrl(url);
        return h2;
    }

    @BeforeAll
    static void tables() {
        Contracted.tables(DATABASE);
    }

    abstract static class OnH2 extends DatabaseContract {
        OnH2(Contracted probe) {
            super(DATABASE, probe.question(), probe.answers());
        }

        @Override
        DataSource dead(int port) {
            return h2("jdbc:h2:tcp://127.0.0.1:" + port + "/orders;USER=app;PASSWORD=" + SECRET);
        }
    }

    @Nested
    final class Of_a_connection extends OnH2 {
        Of_a_connection() {
            super(Contracted.CONNECTION);
        }
    }

    @Nested
    final class Of_a_query extends OnH2 {
        Of_a_query() {
            super(Contracted.QUERY);
        }
    }

    @Nested
    final class Of_a_version extends OnH2 {
        Of_a_version() {
            super(Contracted.VERSION);
        }
    }

    @Nested
    final class Of_a_role extends OnH2 {
        Of_a_role() {
            super(Contracted.ROLE);
        }
    }

    @Nested
    final class Of_a_write extends OnH2 {
        Of_a_write() {
            super(Contracted.WRITABLE);
        }
    }

    @Nested
    final class Of_Flyway extends OnH2 {
        Of_Flyway() {
            super(Contracted.FLYWAY);
        }
    }

    @Nested
    final class Of_Liquibase extends OnH2 {
        Of_Liquibase() {
            super(Contracted.LIQUIBASE);
        }
    }
}
