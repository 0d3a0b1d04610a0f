package dev.postflight.verify.observe;

import io.micrometer.context.ContextRegistry;
import io.micrometer.context.ThreadLocalAccessor;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/** A text that threads carry, registered with context propagation until it is closed. */
final class Local implements ThreadLocalAccessor<String>, AutoCloseable {

    /** Where it throws, and what is seen of it meanwhile and afterwards all the same. */
    enum Fault {
        READING("null null"),
        READING_ELSEWHERE("null null"),
        SETTING("null null"),
        HALF_SETTING("2 null"),
        RESTORING("2 2");

        final String seen;

        Fault(String seen) {
            this.seen = seen;
        }
    }

    private final String key;
    private final @Nullable Fault fault;
    private final boolean writesToTheMdc;
    private final Thread caller = Thread.currentThread();
    private final ThreadLocal<@Nullable String> values = new ThreadLocal<>();
    private final ThreadLocal<@Nullable String> inMdcBefore = new ThreadLocal<>();

    private Local(String key, @Nullable Fault fault, boolean writesToTheMdc) {
        this.key = key;
        this.fault = fault;
        this.writesToTheMdc = writesToTheMdc;
        ContextRegistry.getInstance().registerThreadLocalAccessor(this);
    }

    static Local sound(String key) {
        return new Local(key, null, false);
    }

    static Local thatWritesToTheMdc(String key) {
        return new Local(key, null, true);
    }

    static Local broken(String key, Fault fault) {
        return new Local(key, fault, false);
    }

    /** What the calling thread carries. */
    @Nullable
    String get() {
        return values.get();
    }

    void set(String value) {
        values.set(value);
    }

    @Override
    public Object key() {
        return key;
    }

    @Override
    public @Nullable String getValue() {
        failAt(Fault.READING);
        if (Thread.currentThread() != caller) {
            failAt(Fault.READING_ELSEWHERE);
        }
        return values.get();
    }

    @Override
    public void setValue(String value) {
        failAt(Fault.SETTING);
        values.set(value);
        failAt(Fault.HALF_SETTING);
        if (writesToTheMdc) {
            inMdcBefore.set(MDC.get(key));
            MDC.put(key, value);
        }
    }

    @Override
    public void setValue() {
        failAt(Fault.RESTORING);
        values.remove();
        if (writesToTheMdc) {
            MDC.put(key, inMdcBefore.get());
        }
    }

    private void failAt(Fault here) {
        if (fault == here) {
            throw new LinkageError("token=hunter2");
        }
    }

    @Override
    public void close() {
        ContextRegistry.getInstance().removeThreadLocalAccessor(key);
        values.remove();
    }
}
