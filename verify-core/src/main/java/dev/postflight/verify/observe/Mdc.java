package dev.postflight.verify.observe;

import dev.postflight.verify.observe.CallerContext.Captured;
import dev.postflight.verify.observe.CallerContext.Carried;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/** SLF4J's MDC as a whole. */
enum Mdc implements Carried<Map<String, String>> {
    INSTANCE;

    /** Returns {@code null} when it is empty, or cannot be read. */
    static @Nullable Captured<Map<String, String>> capture() {
        try {
            Map<String, String> present = INSTANCE.value();
            return present == null || present.isEmpty() ? null : new Captured<>(INSTANCE, present);
        } catch (Throwable broken) {
            CallerContext.lost(broken);
            return null;
        }
    }

    static void clear() {
        try {
            MDC.clear();
        } catch (Throwable broken) {
            CallerContext.lost(broken);
        }
    }

    @Override
    public @Nullable Map<String, String> value() {
        return MDC.getCopyOfContextMap();
    }

    @Override
    public void set(Map<String, String> value) {
        MDC.setContextMap(value);
    }

    @Override
    public void restore(@Nullable Map<String, String> previous) {
        if (previous == null) {
            MDC.clear();
        } else {
            MDC.setContextMap(previous);
        }
    }
}
