package dev.postflight.jdbc;

import static dev.postflight.jdbc.Asking.ask;
import static dev.postflight.jdbc.Asking.said;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import javax.sql.DataSource;
import liquibase.Liquibase;
import liquibase.Scope;
import liquibase.UpdateSummaryOutputEnum;
import liquibase.database.Database;
import liquibase.database.DatabaseFactory;
import liquibase.database.jvm.JdbcConnection;
import liquibase.resource.DirectoryResourceAccessor;
import liquibase.ui.LoggerUIService;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.postgresql.ds.PGSimpleDataSource;

/** Migrations done, as real Flyway and real Liquibase leave them behind (S3.5). */
final class MigrationsTest {

    @TempDir
    Path folder;

    static Stream<Named<DataSource>> databases() {
        JdbcDataSource h2 = new JdbcDataSource();
        h2.setUrl("jdbc:h2:mem:migrations;DB_CLOSE_DELAY=-1");
        return Stream.of(
                Named.of("H2", h2), Named.of("PostgreSQL", Postgres.shared().plain()));
    }

    @BeforeEach
    void migrations() throws IOException {
        write("V1__orders.sql", "create table flown (n int);");
        write("V1_1__more.sql", "alter table flown add m int;");
        write("R__view.sql", "create or replace view flown_view as select n from flown;");
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }

    private static void execute(DataSource dataSource, String... statements) throws Exception {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private FluentConfiguration flyway(DataSource dataSource) {
        return Flyway.configure()
                .dataSource(dataSource)
                .schemas("flown")
                .locations("filesystem:" + folder)
                .validateOnMigrate(false);
    }

    @ParameterizedTest
    @MethodSource("databases")
    void migrations_of_flyway(DataSource dataSource) throws Exception {
        execute(dataSource, "drop schema if exists \"flown\" cascade");
        FlywayProbe probe = JdbcProbes.flyway(dataSource).table("flown.flyway_schema_history");
        assertThat(said(ask(probe)))
                .isEqualTo(
                        "down: table flown.flyway_schema_history: not there (expected: the table of Flyway; has it run,"
                                + " in this schema?)");

        flyway(dataSource).load().migrate();
        assertThat(said(ask(probe))).isEqualTo("up: [applied 3, failed 0]");
        assertThat(said(ask(probe.expectVersion("1_1")))).isEqualTo("up: [applied 3, failed 0]");
        assertThat(said(ask(probe.expectVersion("2")))).isEqualTo("down: version: 1.1 (expected: 2)");

        write("V2__broken.sql", "create table flown_too (n int); create table flown_too (n int);");
        assertThatThrownBy(() -> flyway(dataSource).load().migrate()).isInstanceOf(FlywayException.class);
        boolean rolledBack = dataSource instanceof PGSimpleDataSource; // and with it what the table would have known
        assertThat(said(ask(probe)))
                .isEqualTo(
                        rolledBack
                                ? "up: [applied 3, failed 0]"
                                : "down: failed migrations: \"2 broken\" (expected: none)");

        flyway(dataSource).load().repair();
        assertThat(said(ask(probe))).isEqualTo("up: [applied 3, failed 0]");
        assertThat(said(ask(probe.expectVersion("2")))).isEqualTo("down: version: 1.1 (expected: 2)");
    }

    @ParameterizedTest
    @MethodSource("databases")
    void flyway_began_on_a_base_line_and_in_a_table_of_another_name(DataSource dataSource) throws Exception {
        execute(dataSource, "drop schema if exists \"flown\" cascade", "create schema \"flown\"");
        FlywayProbe probe = JdbcProbes.flyway(dataSource).table("flown.my_history");

        flyway(dataSource).table("my_history").baselineVersion("7").load().baseline();

        assertThat(said(ask(probe.expectVersion("7")))).isEqualTo("up: [applied 0, failed 0]");
        assertThat(said(ask(probe)))
                .isEqualTo("down: applied migrations: none but the base line (expected: one at least)");
    }

    private void liquibase(DataSource dataSource, int changeSets) throws Exception {
        StringBuilder log = new StringBuilder("--liquibase formatted sql\n");
        for (int i = 1; i <= changeSets; i++) {
            log.append("\n--changeset somebody:orders-")
                    .append(i)
                    .append("\ncreate table changed_")
                    .append(i)
                    .append(" (n int);\n");
        }
        write("changes.sql", log.toString());
        Logger.getLogger("liquibase").setLevel(Level.OFF);
        try (Connection connection = dataSource.getConnection()) {
            Database database =
                    DatabaseFactory.getInstance().findCorrectDatabaseImplementation(new JdbcConnection(connection));
            Scope.child(Map.of(Scope.Attr.ui.name(), new LoggerUIService()), () -> {
                try (Liquibase liquibase =
                        new Liquibase("changes.sql", new DirectoryResourceAccessor(folder), database)) {
                    liquibase.setShowSummaryOutput(UpdateSummaryOutputEnum.LOG);
                    liquibase.update("");
                }
            });
        }
    }

    @ParameterizedTest
    @MethodSource("databases")
    void change_sets_of_liquibase(DataSource dataSource) throws Exception {
        execute(
                dataSource,
                "drop table if exists DATABASECHANGELOG",
                "drop table if exists DATABASECHANGELOGLOCK",
                "drop table if exists changed_1",
                "drop table if exists changed_2");
        LiquibaseProbe probe = JdbcProbes.liquibase(dataSource);
        assertThat(said(ask(probe)))
                .isEqualTo(
                        "down: table DATABASECHANGELOG: not there (expected: a table of Liquibase; has it run, in this"
                                + " schema?)");

        liquibase(dataSource, 1);
        assertThat(said(ask(probe))).isEqualTo("up: [applied 1, failed 0, locked 0]");
        assertThat(said(ask(probe.expectChangeSet("orders-2"))))
                .isEqualTo("down: change set \"orders-2\": not executed (expected: executed)");

        liquibase(dataSource, 2);
        assertThat(said(ask(probe.expectChangeSet("orders-2")))).isEqualTo("up: [applied 2, failed 0, locked 0]");

        execute(dataSource, "update DATABASECHANGELOG set EXECTYPE = 'PLANNED' where ID = 'orders-2'");
        assertThat(said(ask(probe)))
                .as("what is not known to be executed is not")
                .startsWith("down: failed change sets: \"orders-2 of ")
                .endsWith(", which is PLANNED\" (expected: none)");
        execute(dataSource, "update DATABASECHANGELOG set EXECTYPE = 'RERAN' where ID = 'orders-2'");
        assertThat(said(ask(probe))).isEqualTo("up: [applied 2, failed 0, locked 0]");

        execute(
                dataSource,
                "update DATABASECHANGELOGLOCK set LOCKED = true, LOCKEDBY = 'app-7', LOCKGRANTED = '2026-11-21 10:00:00'");
        assertThat(said(ask(probe)))
                .isEqualTo(
                        "down: lock: held by app-7 since 2026-11-21 10:00:00 (expected: none; a migration is under way,"
                                + " or died)");
        execute(dataSource, "drop table DATABASECHANGELOGLOCK");
        assertThat(said(ask(probe)))
                .isEqualTo(
                        "down: table DATABASECHANGELOGLOCK: not there (expected: a table of Liquibase; has it run, in"
                                + " this schema?)");
    }
}
