package dev.postflight.verify.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.postflight.verify.time.Time;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Phaser;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A task must never be left without a thread. */
@Timeout(60)
class CrewTest {

    private final Crew crew = new Crew("crew-", Time.system());

    @AfterEach
    void end() {
        crew.shutdownNow();
    }

    @Test
    void every_task_is_run_however_they_come() throws Exception {
        for (int round = 0; round < 200; round++) {
            int tasks = 1 + round * 7 % 50;
            CountDownLatch done = new CountDownLatch(tasks);
            for (int i = 0; i < tasks; i++) {
                crew.execute(done::countDown);
                if (i % 5 == round % 5) {
                    Thread.onSpinWait();
                }
            }
            done.await();
        }
    }

    @Test
    void tasks_that_wait_for_one_another_all_get_a_thread() {
        Phaser all = new Phaser(301);
        for (int i = 0; i < 300; i++) {
            crew.execute(all::arriveAndAwaitAdvance);
        }
        all.arriveAndAwaitAdvance();
    }

    @Test
    void a_task_gets_a_thread_while_all_others_hang() throws Exception {
        CountDownLatch end = new CountDownLatch(1);
        for (int i = 0; i < 20; i++) {
            CountDownLatch running = new CountDownLatch(1);
            crew.execute(() -> {
                running.countDown();
                hang(end);
            });
            running.await();
        }
        end.countDown();
    }

    @Test
    void threads_are_used_again() throws Exception {
        Set<Thread> threads = ConcurrentHashMap.newKeySet();
        for (int i = 0; i < 1_000; i++) {
            CountDownLatch done = new CountDownLatch(1);
            crew.execute(() -> {
                threads.add(Thread.currentThread());
                done.countDown();
            });
            done.await();
        }
        assertThat(threads).hasSizeLessThan(100);
    }

    @Test
    void a_task_that_throws_takes_no_thread_with_it() throws Exception {
        AtomicInteger run = new AtomicInteger();
        for (int i = 0; i < 100; i++) {
            crew.execute(() -> {
                run.incrementAndGet();
                throw new IllegalStateException();
            });
        }
        crew.shutdown();
        assertThat(crew.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
        assertThat(run).hasValue(100);
    }

    @Test
    void shutdown_now_interrupts_what_runs_and_refuses_what_comes() throws Exception {
        CountDownLatch running = new CountDownLatch(1);
        CountDownLatch interrupted = new CountDownLatch(1);
        crew.execute(() -> {
            running.countDown();
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                interrupted.countDown();
            }
        });
        running.await();
        crew.shutdownNow();
        interrupted.await();
        assertThat(crew.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
        assertThat(crew.isTerminated()).isTrue();
        assertThatThrownBy(() -> crew.execute(running::countDown))
                .isInstanceOf(RejectedExecutionException.class)
                .hasMessage("the verifier is closed");
    }

    @Test
    void waiting_for_the_end_gives_up_in_time() throws Exception {
        CountDownLatch end = new CountDownLatch(1);
        CountDownLatch running = new CountDownLatch(1);
        crew.execute(() -> {
            running.countDown();
            hang(end);
        });
        running.await();
        crew.shutdownNow();
        assertThat(crew.awaitTermination(1, TimeUnit.MILLISECONDS)).isFalse();
        end.countDown();
        assertThat(crew.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
    }

    /** Whatever comes. */
    private static void hang(CountDownLatch until) {
        boolean released = false;
        while (!released) {
            try {
                until.await();
                released = true;
            } catch (InterruptedException ignored) {
                // on purpose
            }
        }
    }
}
