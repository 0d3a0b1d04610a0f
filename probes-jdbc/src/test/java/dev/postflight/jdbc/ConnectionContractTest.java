package dev.postflight.jdbc;

import dev.postflight.api.Probe;
import java.util.Map;
import java.util.concurrent.Callable;
import javax.sql.DataSource;

final class ConnectionContractTest extends PostgresContract {

    @Override
    Probe over(DataSource dataSource) {
        return JdbcProbes.connection(dataSource);
    }

    /** The session ends between the borrowing and the question. */
    @Override
    Map<Situation, Callable<Probe>> answers(DataSource sound) {
        return Map.of(
                Situation.WRONG,
                () -> over(new Tapped(sound)
                        .afterBorrow(() -> Postgres.shared()
                                .execute("select pg_terminate_backend(pid) from pg_stat_activity"
                                        + " where backend_type = 'client backend' and pid <> pg_backend_pid()"))
                        .dataSource()));
    }
}
