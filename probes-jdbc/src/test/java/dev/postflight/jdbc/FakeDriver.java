package dev.postflight.jdbc;

import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * A driver in memory whose statements give one row with one column, or what they are told to, that keeps the state that a
 * connection has, and that fails at the calls that it is told to.
 */
final class FakeDriver {

    /** When a failing call has its effect on the state. */
    enum Fails {
        BEFORE_THE_EFFECT,
        AFTER_THE_EFFECT
    }

    final List<String> calls = new ArrayList<>();
    long nanos = Long.MAX_VALUE - 1; // close to overflow on purpose
    boolean autoCommit = true;
    boolean readOnly;
    int networkTimeout;
    boolean inTransaction;
    boolean committed;
    boolean aborted;
    boolean valid = true;
    Duration borrowTakes = Duration.ZERO;
    Duration validationTakes = Duration.ZERO;
    Duration statementTakes = Duration.ZERO;
    String product = "PostgreSQL";
    boolean lendsNothing;

    /** The name of the first call that failed. */
    String failed = "";

    private IntPredicate failing = call -> false;
    private Fails fails = Fails.BEFORE_THE_EFFECT;
    private Supplier<Throwable> failure = AssertionError::new;
    private final Map<String, Table> tables = new LinkedHashMap<>();
    private Table current = Table.ONE;
    private int row;

    /** What a statement gives. */
    private record Table(List<String> labels, List<List<Object>> rows) {
        static final Table ONE = new Table(List.of("n"), List.of(List.of(1)));
    }

    /** What a statement gives that contains a text; all others give one row with {@code 1 as n}. */
    @SafeVarargs
    @SuppressWarnings("varargs") // they are only read
    final void answer(String contained, List<String> labels, List<Object>... rows) {
        answers(contained, labels, List.of(rows));
    }

    void answers(String contained, List<String> labels, List<List<Object>> rows) {
        tables.put(contained, new Table(labels, rows));
    }

    FakeDriver failing(IntPredicate calls, Fails when, Supplier<Throwable> failure) {
        this.failing = calls;
        this.fails = when;
        this.failure = failure;
        return this;
    }

    /** Fails at all calls of a method, before they have an effect, with the name of the method for a message. */
    FakeDriver failing(String... methods) {
        return failing(
                call -> List.of(methods).contains(method(call)),
                Fails.BEFORE_THE_EFFECT,
                () -> new SQLException(method(calls.size())));
    }

    private String method(int call) {
        return calls.get(call - 1).replaceFirst(" .*", "");
    }

    DataSource dataSource() {
        return proxy(DataSource.class);
    }

    long count(String name) {
        return calls.stream()
                .filter(call -> call.equals(name) || call.startsWith(name + " "))
                .count();
    }

    private <T> T proxy(Class<T> type) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (self, method, arguments) -> {
                    Object last = arguments == null ? "" : arguments[arguments.length - 1];
                    calls.add((type.getSimpleName() + "." + method.getName() + " " + last).strip());
                    boolean fail = failing.test(calls.size());
                    Object result = fail && fails == Fails.BEFORE_THE_EFFECT
                            ? null
                            : effect(type, method.getName(), arguments == null ? "" : arguments[0], last);
                    if (fail) {
                        failed = failed.isEmpty() ? method.getName() : failed;
                        throw failure.get();
                    }
                    return result;
                }));
    }

    private @Nullable Object effect(Class<?> type, String method, Object first, Object last) {
        if (type == DataSource.class) {
            nanos += borrowTakes.toNanos();
            return lendsNothing ? null : proxy(Connection.class);
        }
        return type == Connection.class ? onConnection(method, last) : onStatement(method, first);
    }

    private @Nullable Object onConnection(String method, Object last) {
        return switch (method) {
            case "getAutoCommit" -> autoCommit;
            case "isReadOnly" -> readOnly;
            case "getNetworkTimeout" -> networkTimeout;
            case "isValid" -> {
                nanos += validationTakes.toNanos();
                inTransaction |= !autoCommit;
                yield valid;
            }
            case "createStatement" -> proxy(Statement.class);
            case "getMetaData" -> proxy(DatabaseMetaData.class);
            default -> {
                change(method, last);
                yield null;
            }
        };
    }

    private void change(String method, Object last) {
        switch (method) {
            case "setReadOnly" -> readOnly = (Boolean) last;
            case "setNetworkTimeout" -> networkTimeout = (Integer) last;
            case "setAutoCommit" -> {
                committed |= inTransaction;
                inTransaction = false;
                autoCommit = (Boolean) last;
            }
            case "close" -> committed |= inTransaction && !aborted;
            case "rollback" -> inTransaction = false;
            case "abort" -> aborted = true;
            default -> throw new AssertionError("not expected: Connection." + method);
        }
    }

    private @Nullable Object onStatement(String method, Object first) {
        return switch (method) {
            case "execute", "executeQuery" -> {
                inTransaction |= !autoCommit;
                nanos += statementTakes.toNanos();
                current = tables.entrySet().stream()
                        .filter(table -> first.toString().contains(table.getKey()))
                        .map(Map.Entry::getValue)
                        .findFirst()
                        .orElse(Table.ONE);
                row = 0;
                yield method.equals("execute") ? (Object) false : proxy(ResultSet.class);
            }
            case "getUpdateCount" -> 1;
            case "next" -> row++ < current.rows().size();
            case "getMetaData" -> proxy(ResultSetMetaData.class);
            case "getColumnCount" -> current.labels().size();
            case "getObject" -> value(first);
            case "getString" -> value(first).toString();
            case "getBoolean" -> (Boolean) value(first);
            case "getColumnLabel" -> current.labels().get((Integer) first - 1);
            case "getColumnTypeName" -> "fake";
            case "getColumnType" ->
                !current.rows().isEmpty() && current.rows().get(0).get((Integer) first - 1) instanceof LocalDateTime
                        ? Types.TIMESTAMP
                        : Types.INTEGER;
            case "getDatabaseProductName" -> product;
            case "getDatabaseProductVersion" -> "19c";
            case "getIdentifierQuoteString" -> "\"";
            case "setQueryTimeout", "setMaxRows", "close" -> null;
            default -> throw new AssertionError("not expected: " + method);
        };
    }

    private Object value(Object column) {
        return current.rows().get(row - 1).get((Integer) column - 1);
    }
}
