package dev.postflight.jdbc;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;

/** A data source that counts what it lends, notes what is called on it, and does something between borrowing and use. */
final class Tapped {

    final AtomicInteger borrows = new AtomicInteger();
    final List<String> calls = new CopyOnWriteArrayList<>();
    private final DataSource real;
    private Runnable afterBorrow = () -> {};

    Tapped(DataSource real) {
        this.real = real;
    }

    Tapped afterBorrow(Runnable action) {
        afterBorrow = action;
        return this;
    }

    DataSource dataSource() {
        return proxy(DataSource.class, real, false);
    }

    private <T> T proxy(Class<T> type, Object target, boolean noted) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (self, method, arguments) -> {
                    if (noted) {
                        calls.add(method.getName() + (arguments == null ? "" : " " + arguments[arguments.length - 1]));
                    }
                    try {
                        Object result = method.invoke(target, arguments);
                        if (result instanceof Connection) {
                            borrows.incrementAndGet();
                            afterBorrow.run();
                            return proxy(Connection.class, result, true);
                        }
                        return result;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                }));
    }
}
