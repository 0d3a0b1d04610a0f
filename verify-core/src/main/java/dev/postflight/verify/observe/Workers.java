package dev.postflight.verify.observe;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The threads that probes run on. A check has one run at a time, so that there are never more threads than checks.
 *
 * <p>Virtual threads from Java 24 on. Before that, a virtual thread that blocks while it holds a monitor, as many JDBC
 * drivers do, keeps one of the few carrier threads, and two hanging probes could stop all the others.
 */
public final class Workers {

    private static final int FIRST_WITHOUT_PINNING = 24;
    private static final Duration IDLE = Duration.ofSeconds(2);

    private Workers() {}

    /**
     * Threads for the probes of a plan; the first one starts with the first probe.
     *
     * @param plan names them
     * @return an executor whose threads are daemons and end when they are idle
     */
    public static ExecutorService of(String plan) {
        String prefix = "postflight-" + plan + "-";
        return Runtime.version().feature() >= FIRST_WITHOUT_PINNING ? virtual(prefix) : platform(prefix);
    }

    static ExecutorService platform(String prefix) {
        return new ThreadPoolExecutor(
                0,
                Integer.MAX_VALUE,
                IDLE.toNanos(),
                TimeUnit.NANOSECONDS,
                new SynchronousQueue<>(),
                new Daemons(prefix));
    }

    /** By method handles, because the library is compiled for Java 17. */
    private static ExecutorService virtual(String prefix) {
        try {
            MethodHandles.Lookup lookup = MethodHandles.publicLookup();
            Class<?> builder = Class.forName("java.lang.Thread$Builder");
            Class<?> ofVirtual = Class.forName("java.lang.Thread$Builder$OfVirtual");
            MethodHandle start = lookup.findStatic(Thread.class, "ofVirtual", MethodType.methodType(ofVirtual));
            MethodHandle name =
                    lookup.findVirtual(builder, "name", MethodType.methodType(builder, String.class, long.class));
            MethodHandle factory = lookup.findVirtual(builder, "factory", MethodType.methodType(ThreadFactory.class));
            MethodHandle executor = lookup.findStatic(
                    Executors.class,
                    "newThreadPerTaskExecutor",
                    MethodType.methodType(ExecutorService.class, ThreadFactory.class));
            ThreadFactory threads = (ThreadFactory) factory.invoke(name.invoke(start.invoke(), prefix, 1L));
            return (ExecutorService) executor.invoke(threads);
        } catch (Throwable missing) {
            return platform(prefix);
        }
    }

    private static final class Daemons implements ThreadFactory {

        private final String prefix;
        private final AtomicInteger count = new AtomicInteger();

        Daemons(String prefix) {
            this.prefix = prefix;
        }

        @Override
        public Thread newThread(Runnable task) {
            Thread thread = new Thread(task, prefix + count.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        }
    }
}
