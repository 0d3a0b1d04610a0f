package dev.postflight.verify.observe;

import java.lang.reflect.Field;
import java.util.Deque;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;
import org.slf4j.helpers.NOPMDCAdapter;
import org.slf4j.spi.MDCAdapter;

/** Another MDC than the one of Logback, until it is closed. SLF4J has no door for that. */
final class BrokenMdc implements AutoCloseable {

    private final MDCAdapter before = MDC.getMDCAdapter();
    private int calls;

    static BrokenMdc none() throws ReflectiveOperationException {
        BrokenMdc none = new BrokenMdc();
        none.install(new NOPMDCAdapter());
        return none;
    }

    static BrokenMdc throwing(Error thrown) throws ReflectiveOperationException {
        BrokenMdc broken = new BrokenMdc();
        broken.install(broken.new Throwing(thrown));
        return broken;
    }

    /** How often it has thrown. */
    int calls() {
        return calls;
    }

    private void install(MDCAdapter adapter) throws ReflectiveOperationException {
        Field field = MDC.class.getDeclaredField("MDC_ADAPTER");
        field.setAccessible(true);
        field.set(null, adapter);
    }

    @Override
    public void close() throws ReflectiveOperationException {
        install(before);
    }

    private final class Throwing implements MDCAdapter {

        private final Error thrown;

        Throwing(Error thrown) {
            this.thrown = thrown;
        }

        private Error thrown() {
            calls++;
            return thrown;
        }

        @Override
        public void put(String key, @Nullable String value) {
            throw thrown();
        }

        @Override
        public String get(String key) {
            throw thrown();
        }

        @Override
        public void remove(String key) {
            throw thrown();
        }

        @Override
        public void clear() {
            throw thrown();
        }

        @Override
        public Map<String, String> getCopyOfContextMap() {
            throw thrown();
        }

        @Override
        public void setContextMap(Map<String, String> contextMap) {
            throw thrown();
        }

        @Override
        public void pushByKey(String key, String value) {
            throw thrown();
        }

        @Override
        public String popByKey(String key) {
            throw thrown();
        }

        @Override
        public Deque<String> getCopyOfDequeByKey(String key) {
            throw thrown();
        }

        @Override
        public void clearDequeByKey(String key) {
            throw thrown();
        }
    }
}
