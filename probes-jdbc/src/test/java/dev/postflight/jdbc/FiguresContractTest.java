package dev.postflight.jdbc;

import dev.postflight.api.Probe;
import java.util.Map;
import java.util.concurrent.Callable;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;

final class FiguresContractTest extends PostgresContract {

    @Override
    Probe over(DataSource dataSource) {
        return PostgresProbes.replication(dataSource);
    }

    @Override
    Map<Situation, Callable<Probe>> answers(DataSource sound) {
        JdbcDataSource other = new JdbcDataSource();
        other.setUrl("jdbc:h2:mem:other");
        return Map.of(Situation.WRONG, () -> over(other));
    }
}
