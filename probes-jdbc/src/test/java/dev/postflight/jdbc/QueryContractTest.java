package dev.postflight.jdbc;

import dev.postflight.api.Probe;
import java.util.Map;
import java.util.concurrent.Callable;
import javax.sql.DataSource;

final class QueryContractTest extends PostgresContract {

    @Override
    Probe over(DataSource dataSource) {
        return JdbcProbes.query(dataSource, "select 1 as n, now() as at").age("at");
    }

    @Override
    Map<Situation, Callable<Probe>> answers(DataSource sound) {
        return Map.of(
                Situation.WRONG, () -> JdbcProbes.query(sound, "select n from nowhere"),
                Situation.GARBAGE, () -> JdbcProbes.query(sound, "select 'x' as n"));
    }
}
