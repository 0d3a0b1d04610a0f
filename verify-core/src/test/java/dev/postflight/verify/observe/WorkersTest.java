package dev.postflight.verify.observe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postflight.verify.time.Time;
import java.lang.reflect.Method;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class WorkersTest {

    private static final int FIRST_WITHOUT_PINNING = 24;

    @Test
    void nothing_is_started_before_the_first_task() {
        ExecutorService workers = Workers.of("idle", 1_000, Time.system());
        ExecutorService platform = Workers.of("idle", 1, Time.system());
        try {
            assertThat(liveThreads()).noneMatch(name -> name.startsWith("postflight-idle"));
        } finally {
            workers.shutdownNow();
            platform.shutdownNow();
        }
    }

    @Test
    void threads_are_daemons_and_named_after_the_plan() throws Exception {
        ExecutorService workers = Workers.of("orders", 1_000, Time.system());
        try {
            Thread thread = workers.submit(Thread::currentThread).get();
            assertThat(thread.isDaemon()).isTrue();
            assertThat(thread.getName()).isEqualTo("postflight-orders-1");
        } finally {
            workers.shutdownNow();
        }
    }

    @Test
    void few_checks_get_platform_threads() throws Exception {
        ExecutorService workers = Workers.of("orders", 64, Time.system());
        try {
            Thread thread = workers.submit(Thread::currentThread).get();
            assertThat(thread.isDaemon()).isTrue();
            assertThat(isVirtual(thread)).isFalse();
            assertThat(thread.getName()).isEqualTo("postflight-orders-1");
        } finally {
            workers.shutdownNow();
        }
    }

    @Test
    void many_checks_get_virtual_threads_exactly_where_a_monitor_does_not_pin_them() throws Exception {
        ExecutorService workers = Workers.of("orders", 65, Time.system());
        try {
            Thread thread = workers.submit(Thread::currentThread).get();
            assertThat(isVirtual(thread)).isEqualTo(Runtime.version().feature() >= FIRST_WITHOUT_PINNING);
        } finally {
            workers.shutdownNow();
        }
    }

    @Test
    void tasks_never_wait_for_one_another() throws Exception {
        int tasks = 100;
        for (ExecutorService workers :
                Set.of(Workers.of("many", tasks, Time.system()), Workers.of("many", 1, Time.system()))) {
            CountDownLatch all = new CountDownLatch(tasks);
            CountDownLatch end = new CountDownLatch(1);
            for (int i = 0; i < tasks; i++) {
                workers.execute(() -> {
                    all.countDown();
                    awaitUninterrupted(end);
                });
            }
            assertThat(all.await(1, TimeUnit.MINUTES)).as("all run at once").isTrue();
            end.countDown();
            workers.shutdown();
            assertThat(workers.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
        }
    }

    private static void awaitUninterrupted(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Set<String> liveThreads() {
        return Thread.getAllStackTraces().keySet().stream().map(Thread::getName).collect(Collectors.toSet());
    }

    /** By reflection, because the library is compiled for Java 17. */
    private static boolean isVirtual(Thread thread) throws ReflectiveOperationException {
        for (Method method : Thread.class.getMethods()) {
            if (method.getName().equals("isVirtual")) {
                return (boolean) method.invoke(thread);
            }
        }
        return false;
    }
}
