package dev.postflight.jdbc;

import dev.postflight.api.Probe;
import java.util.Map;
import java.util.concurrent.Callable;
import javax.sql.DataSource;

final class WritableContractTest extends PostgresContract {

    @Override
    Probe over(DataSource dataSource) {
        return JdbcProbes.writable(dataSource);
    }

    @Override
    Map<Situation, Callable<Probe>> answers(DataSource sound) {
        return Map.of(
                Situation.WRONG, () -> JdbcProbes.writable(Postgres.shared().plain(Map.of("readOnly", "true"))),
                Situation.GARBAGE, () -> JdbcProbes.writable(sound).by("with t as (select 1) select * from t"));
    }
}
