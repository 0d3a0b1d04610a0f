package dev.postflight.verify.observe;

import dev.postflight.verify.time.Time;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;

/**
 * The threads that probes run on. A check has one run at a time, so that there are never more threads than checks.
 *
 * <p>Platform threads for a few checks, because the first virtual thread of a JVM takes longer to come to life than dozens
 * of platform threads. Virtual threads for many, from Java 24 on: before that, a virtual thread that blocks while it holds
 * a monitor, as many JDBC drivers do, keeps one of the few carrier threads, and two hanging probes could stop all the
 * others.
 */
public final class Workers {

    private static final int FIRST_WITHOUT_PINNING = 24;
    private static final int FEW = 64;

    private Workers() {}

    /**
     * Threads for the probes of a plan; the first one starts with the first probe.
     *
     * @param plan names them
     * @param checks how many there may be at once
     * @param time for how long a thread may be idle
     * @return an executor whose threads are daemons and end when they are idle
     */
    public static ExecutorService of(String plan, int checks, Time time) {
        String prefix = "postflight-" + plan + "-";
        return checks > FEW && Runtime.version().feature() >= FIRST_WITHOUT_PINNING
                ? virtual(prefix, time)
                : new Crew(prefix, time);
    }

    /**
     * A thread that keeps no process alive, and inherits nothing of the calling one but its context class loader: an MDC can
     * be inheritable, and so can be what applications keep with their threads.
     *
     * @param name of the thread
     * @param task what it runs
     * @return a thread that is not started
     */
    public static Thread daemon(String name, Runnable task) {
        Thread thread = new Thread(null, task, name, 0, false);
        thread.setDaemon(true);
        thread.setContextClassLoader(Thread.currentThread().getContextClassLoader()); // the system's, from Java 19 on
        return thread;
    }

    /** By method handles, because the library is compiled for Java 17. */
    private static ExecutorService virtual(String prefix, Time time) {
        try {
            MethodHandles.Lookup lookup = MethodHandles.publicLookup();
            Class<?> builder = Class.forName("java.lang.Thread$Builder");
            Class<?> ofVirtual = Class.forName("java.lang.Thread$Builder$OfVirtual");
            MethodHandle start = lookup.findStatic(Thread.class, "ofVirtual", MethodType.methodType(ofVirtual));
            MethodHandle name =
                    lookup.findVirtual(builder, "name", MethodType.methodType(builder, String.class, long.class));
            MethodHandle inherit = lookup.findVirtual(
                    builder, "inheritInheritableThreadLocals", MethodType.methodType(builder, boolean.class));
            MethodHandle factory = lookup.findVirtual(builder, "factory", MethodType.methodType(ThreadFactory.class));
            MethodHandle executor = lookup.findStatic(
                    Executors.class,
                    "newThreadPerTaskExecutor",
                    MethodType.methodType(ExecutorService.class, ThreadFactory.class));
            ThreadFactory threads =
                    (ThreadFactory) factory.invoke(inherit.invoke(name.invoke(start.invoke(), prefix, 1L), false));
            ThreadFactory likeTheirStarter = task -> {
                Thread thread = threads.newThread(task);
                thread.setContextClassLoader(Thread.currentThread().getContextClassLoader());
                return thread;
            };
            return (ExecutorService) executor.invoke(likeTheirStarter);
        } catch (Throwable missing) {
            return new Crew(prefix, time);
        }
    }
}
