package dev.postflight.verify.engine;

import dev.postflight.verify.observe.Workers;
import dev.postflight.verify.time.Time;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The kinds of threads that probes run on. */
enum Threads {
    PLATFORM {
        @Override
        ExecutorService open() {
            return Executors.newCachedThreadPool(task -> {
                Thread thread = new Thread(task, "test-probe");
                thread.setDaemon(true);
                return thread;
            });
        }
    },
    AS_SHIPPED {
        @Override
        ExecutorService open() {
            return Workers.of("test", 1_000, Time.system());
        }
    };

    abstract ExecutorService open();

    /** Names of live threads, platform ones, that belong to a plan. */
    static List<String> of(String plan) {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(Thread::isAlive)
                .map(Thread::getName)
                .filter(name -> name.startsWith("postflight-" + plan))
                .toList();
    }
}
