package dev.postflight.jdbc;

import java.util.Map;

final class QueryContractTest extends FrozenPostgresContract {

    QueryContractTest() {
        super(
                dataSource -> JdbcProbes.query(dataSource, "select 1 as n, now() as at")
                        .age("at"),
                Map.of(
                        Situation.WRONG, dataSource -> JdbcProbes.query(dataSource, "select n from nowhere"),
                        Situation.GARBAGE, dataSource -> JdbcProbes.query(dataSource, "select 'x' as n")));
    }
}
