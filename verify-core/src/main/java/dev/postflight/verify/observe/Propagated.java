package dev.postflight.verify.observe;

import dev.postflight.verify.observe.CallerContext.Captured;
import dev.postflight.verify.observe.CallerContext.Carried;
import io.micrometer.context.ContextRegistry;
import io.micrometer.context.ThreadLocalAccessor;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One thing that is registered with Micrometer's context propagation. Loaded only when that library is present. Its own
 * snapshots are all or nothing: with one accessor that throws, those before it would stay on the thread.
 */
record Propagated<T>(ThreadLocalAccessor<T> accessor) implements Carried<T> {

    static List<Captured<?>> capture() {
        List<ThreadLocalAccessor<?>> accessors = ContextRegistry.getInstance().getThreadLocalAccessors();
        List<Captured<?>> all = List.of();
        for (int i = 0; i < accessors.size(); i++) { // no iterator: most often there is nothing to be found
            Captured<?> captured = capture(accessors.get(i));
            if (captured != null) {
                all = all.isEmpty() ? new ArrayList<>(accessors.size()) : all;
                all.add(captured);
            }
        }
        return all;
    }

    private static <T> @Nullable Captured<T> capture(ThreadLocalAccessor<T> accessor) {
        try {
            T value = accessor.getValue();
            return value == null ? null : new Captured<>(new Propagated<>(accessor), value);
        } catch (Throwable broken) {
            CallerContext.lost(broken);
            return null;
        }
    }

    @Override
    public @Nullable T value() {
        return accessor.getValue();
    }

    @Override
    public void set(T value) {
        accessor.setValue(value);
    }

    @Override
    public void restore(@Nullable T previous) {
        if (previous == null) {
            accessor.restore();
        } else {
            accessor.restore(previous);
        }
    }
}
