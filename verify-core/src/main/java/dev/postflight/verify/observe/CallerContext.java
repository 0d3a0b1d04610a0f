package dev.postflight.verify.observe;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * What a thread carries beside what it is called with: SLF4J's MDC and, where Micrometer's context propagation is present,
 * all that is registered with it, such as trace ids. It is captured on the thread that asks for something, and opened on
 * those that work for it.
 *
 * <p>Nothing here throws: a part that cannot be read, put in place or taken away costs that part, and is logged at debug.
 * Immutable, and safe for use by any number of threads at once.
 */
public final class CallerContext {

    private static final CallerContext NONE = new CallerContext(List.of());
    private static final Scope UNCHANGED = new Scope(List.of());
    private static final boolean PROPAGATES = isPresent("io.micrometer.context.ContextRegistry");

    private final List<Captured<?>> captured;

    private CallerContext(List<Captured<?>> captured) {
        this.captured = captured;
    }

    /**
     * Nothing: what a run carries that nobody has asked for.
     *
     * @return always the same
     */
    public static CallerContext none() {
        return NONE;
    }

    /**
     * What the calling thread carries.
     *
     * @return {@link #none()} when it carries nothing
     */
    public static CallerContext capture() {
        Captured<?> mdc = Mdc.capture();
        List<Captured<?>> others = others();
        if (mdc == null) {
            return others.isEmpty() ? NONE : new CallerContext(others);
        }
        List<Captured<?>> all = new ArrayList<>(1 + others.size());
        all.add(mdc); // first in and last out: what is opened after it may put an id of its own there
        all.addAll(others);
        return new CallerContext(all);
    }

    private static List<Captured<?>> others() {
        try {
            return PROPAGATES ? Propagated.capture() : List.of();
        } catch (Throwable broken) {
            lost(broken);
            return List.of();
        }
    }

    /**
     * Lets the calling thread carry this as well, until the scope is closed.
     *
     * @return what is to be closed by the same thread
     */
    public Scope open() {
        if (captured.isEmpty()) {
            return UNCHANGED;
        }
        Scope scope;
        try {
            scope = new Scope(new ArrayList<>(captured.size()));
        } catch (Throwable noMemory) {
            return UNCHANGED;
        }
        for (Captured<?> each : captured) {
            each.open(scope.replaced);
        }
        return scope;
    }

    /**
     * Empties the MDC of the calling thread, which must be one of the library's own: what a probe leaves there is not for
     * the next one that gets the thread.
     */
    static void forget() {
        Mdc.clear();
    }

    /** The log may be the very thing that is broken. */
    static void lost(Throwable thrown) {
        try {
            LoggerFactory.getLogger(CallerContext.class)
                    .debug("a part of what a thread carries was lost: {}", Texts.describe(thrown));
        } catch (Throwable again) {
            // then nobody hears of it: a run is worth more than its context
        }
    }

    private static boolean isPresent(String type) {
        try {
            Class.forName(type, false, CallerContext.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException | LinkageError absent) {
            return false;
        }
    }

    /** One thing that threads carry. Its methods are about the calling thread, and may throw. */
    interface Carried<T> {

        @Nullable
        T value();

        void set(T value);

        void restore(@Nullable T previous);
    }

    /** What a thread carried. */
    record Captured<T>(Carried<T> kind, T value) {

        private void open(List<Replaced<?>> replaced) {
            try {
                replaced.add(new Replaced<>(kind, kind.value())); // restored even if it is only half set
                kind.set(value);
            } catch (Throwable broken) {
                lost(broken);
            }
        }
    }

    /** What a thread carried before. */
    private record Replaced<T>(Carried<T> kind, @Nullable T previous) {

        private void restore() {
            try {
                kind.restore(previous);
            } catch (Throwable broken) {
                lost(broken);
            }
        }
    }

    /** The time in which a thread carries what another one did. */
    public static final class Scope implements AutoCloseable {

        private final List<Replaced<?>> replaced;

        private Scope(List<Replaced<?>> replaced) {
            this.replaced = replaced;
        }

        /** Lets the thread carry what it did before. Does not throw. */
        @Override
        public void close() {
            for (int i = replaced.size() - 1; i >= 0; i--) {
                replaced.get(i).restore();
            }
        }
    }
}
