/** Probes over {@link javax.sql.DataSource}. */
module dev.postflight.jdbc {
    requires static transitive org.jspecify;
    requires static com.zaxxer.hikari;
    requires transitive dev.postflight.api;
    requires transitive java.sql;

    exports dev.postflight.jdbc;

    provides dev.postflight.api.spi.ProbeFactory with
            dev.postflight.jdbc.FlywayFactory,
            dev.postflight.jdbc.JdbcConnectionFactory,
            dev.postflight.jdbc.JdbcNewestRowFactory,
            dev.postflight.jdbc.JdbcQueryFactory,
            dev.postflight.jdbc.JdbcRoleFactory,
            dev.postflight.jdbc.JdbcVersionFactory,
            dev.postflight.jdbc.JdbcWritableFactory,
            dev.postflight.jdbc.LiquibaseFactory,
            dev.postflight.jdbc.MySqlFactory,
            dev.postflight.jdbc.PoolFactory,
            dev.postflight.jdbc.PostgresFactory;
}
