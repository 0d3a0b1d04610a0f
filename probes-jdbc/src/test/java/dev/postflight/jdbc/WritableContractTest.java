package dev.postflight.jdbc;

import java.util.Map;

final class WritableContractTest extends FrozenPostgresContract {

    WritableContractTest() {
        super(
                JdbcProbes::writable,
                Map.of(
                        Situation.WRONG,
                        dataSource -> JdbcProbes.writable(Postgres.shared().plain(Map.of("readOnly", "true"))),
                        Situation.GARBAGE,
                        dataSource -> JdbcProbes.writable(dataSource).by("with t as (select 1) select * from t")));
    }
}
