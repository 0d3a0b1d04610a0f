package dev.postflight.jdbc;

import java.util.Map;

final class ConnectionContractTest extends FrozenPostgresContract {

    /** The session ends between the borrowing and the question. */
    ConnectionContractTest() {
        super(
                JdbcProbes::connection,
                Map.of(
                        Situation.WRONG,
                        dataSource -> JdbcProbes.connection(new Tapped(dataSource)
                                .afterBorrow(() -> Postgres.shared()
                                        .execute("select pg_terminate_backend(pid) from pg_stat_activity"
                                                + " where backend_type = 'client backend' and pid <> pg_backend_pid()"))
                                .dataSource())));
    }
}
