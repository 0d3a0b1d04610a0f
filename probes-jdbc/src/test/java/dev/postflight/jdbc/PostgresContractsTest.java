package dev.postflight.jdbc;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;

/** The contract on PostgreSQL, of those that are not asked while it is frozen. */
final class PostgresContractsTest {

    @BeforeAll
    static void tables() {
        Contracted.tables(Postgres.shared().plain());
    }

    abstract static class OnPostgres extends PostgresContract {
        OnPostgres(Contracted probe) {
            super(probe.question(), probe.answers());
        }
    }

    @Nested
    final class Of_a_version extends OnPostgres {
        Of_a_version() {
            super(Contracted.VERSION);
        }
    }

    @Nested
    final class Of_a_role extends OnPostgres {
        Of_a_role() {
            super(Contracted.ROLE);
        }
    }

    @Nested
    final class Of_Flyway extends OnPostgres {
        Of_Flyway() {
            super(Contracted.FLYWAY);
        }
    }

    @Nested
    final class Of_Liquibase extends OnPostgres {
        Of_Liquibase() {
            super(Contracted.LIQUIBASE);
        }
    }

    @Nested
    final class Of_a_pool extends OnPostgres {
        Of_a_pool() {
            super(Contracted.POOL);
        }
    }
}
