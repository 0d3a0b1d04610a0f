package dev.postflight.jdbc;

import java.util.Map;
import org.h2.jdbcx.JdbcDataSource;

final class FiguresContractTest extends FrozenPostgresContract {

    FiguresContractTest() {
        super(PostgresProbes::replication, Map.of(Situation.WRONG, dataSource -> {
            JdbcDataSource other = new JdbcDataSource();
            other.setUrl("jdbc:h2:mem:other");
            return PostgresProbes.replication(other);
        }));
    }
}
