package dev.postflight.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** One answer for all who ask at about the same time, and none that is older than was said. */
class MonitorSharedTest {

    private static final Duration AMPLE = Duration.ofSeconds(60);
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final AtomicLong now = new AtomicLong();
    private final AtomicInteger questions = new AtomicInteger();
    private final ExecutorService threads = Executors.newCachedThreadPool();

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    private MonitorShared<String> shared(MonitorShared.Source<String> source) {
        return new MonitorShared<>(
                timeout -> {
                    questions.incrementAndGet();
                    return source.ask(timeout);
                },
                now::get,
                SECOND);
    }

    private void pass(Duration time) {
        now.addAndGet(time.toNanos());
    }

    @Test
    void an_answer_serves_for_a_second_after_its_question_and_no_longer() throws Exception {
        MonitorShared<String> shared = shared(timeout -> "answer " + questions);
        assertThat(shared.get(AMPLE)).isEqualTo("answer 1");
        pass(SECOND);
        assertThat(shared.get(AMPLE)).isEqualTo("answer 1");
        pass(Duration.ofNanos(1));
        assertThat(shared.get(AMPLE)).isEqualTo("answer 2");
    }

    @Test
    void an_answer_that_took_longer_than_that_serves_nobody_who_asks_later() throws Exception {
        MonitorShared<String> shared = shared(timeout -> {
            pass(Duration.ofSeconds(2));
            return "answer " + questions;
        });
        assertThat(shared.get(AMPLE)).isEqualTo("answer 1");
        assertThat(shared.get(AMPLE)).isEqualTo("answer 2");
    }

    @Test
    void a_failure_serves_as_long() throws Exception {
        MonitorShared<String> shared = shared(timeout -> {
            throw MonitorException.of("refused " + questions);
        });
        for (int i = 0; i < 3; i++) {
            assertThatExceptionOfType(MonitorException.class)
                    .isThrownBy(() -> shared.get(AMPLE))
                    .withMessage("refused 1");
        }
        pass(SECOND.plusNanos(1));
        assertThatExceptionOfType(MonitorException.class)
                .isThrownBy(() -> shared.get(AMPLE))
                .withMessage("refused 2");
    }

    @Test
    void who_ran_out_of_time_does_not_fail_those_who_have_more() throws Exception {
        MonitorShared<String> shared = shared(timeout -> {
            if (timeout.compareTo(SECOND) < 0) {
                throw MonitorException.late("no answer within " + timeout.toMillis() + " ms");
            }
            return "answer";
        });
        assertThatExceptionOfType(MonitorException.class).isThrownBy(() -> shared.get(Duration.ofMillis(5)));
        assertThat(shared.get(AMPLE)).isEqualTo("answer");
    }

    @Test
    void a_fault_of_the_library_serves_nobody_else() throws Exception {
        MonitorShared<String> shared = shared(timeout -> {
            if (questions.get() == 1) {
                throw new IllegalStateException("first");
            }
            return "answer";
        });
        assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> shared.get(AMPLE));
        assertThat(shared.get(AMPLE)).isEqualTo("answer");
    }

    @Test
    void there_is_one_question_under_way_however_many_ask() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CompletableFuture<String> answer = new CompletableFuture<>();
        MonitorShared<String> shared = shared(timeout -> {
            asked.countDown();
            return answer.join();
        });
        List<Future<String>> all = new ArrayList<>();
        all.add(threads.submit(() -> shared.get(AMPLE)));
        assertThat(asked.await(60, TimeUnit.SECONDS)).isTrue();
        CountDownLatch others = new CountDownLatch(20);
        for (int i = 0; i < 20; i++) {
            all.add(threads.submit(() -> {
                others.countDown();
                return shared.get(AMPLE);
            }));
        }
        assertThat(others.await(60, TimeUnit.SECONDS)).isTrue();
        answer.complete("answer");
        for (Future<String> one : all) {
            assertThat(one.get(60, TimeUnit.SECONDS)).isEqualTo("answer");
        }
        assertThat(questions).hasValue(1);
    }

    @Test
    void who_waits_gives_up_at_its_own_deadline() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CompletableFuture<String> answer = new CompletableFuture<>();
        MonitorShared<String> shared = shared(timeout -> {
            asked.countDown();
            return answer.join();
        });
        Future<String> first = threads.submit(() -> shared.get(AMPLE));
        assertThat(asked.await(60, TimeUnit.SECONDS)).isTrue();
        assertThatExceptionOfType(MonitorException.class)
                .isThrownBy(() -> shared.get(Duration.ofMillis(50)))
                .withMessage("no answer within 50 ms");
        answer.complete("answer");
        assertThat(first.get(60, TimeUnit.SECONDS)).isEqualTo("answer");
    }

    @Test
    void who_asks_long_after_a_question_was_sent_waits_for_a_fresh_answer() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CompletableFuture<String> old = new CompletableFuture<>();
        MonitorShared<String> shared = shared(timeout -> {
            if (questions.get() == 1) {
                asked.countDown();
                return old.join();
            }
            return "fresh";
        });
        Future<String> first = threads.submit(() -> shared.get(AMPLE));
        assertThat(asked.await(60, TimeUnit.SECONDS)).isTrue();
        pass(Duration.ofSeconds(2));
        Future<String> second = threads.submit(() -> shared.get(AMPLE));
        old.complete("old");
        assertThat(first.get(60, TimeUnit.SECONDS)).isEqualTo("old");
        assertThat(second.get(60, TimeUnit.SECONDS)).isEqualTo("fresh");
    }

    @Test
    void who_is_interrupted_leaves_the_question_to_the_next() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch never = new CountDownLatch(1);
        MonitorShared<String> shared = shared(timeout -> {
            if (questions.get() == 1) {
                asked.countDown();
                never.await();
            }
            return "answer";
        });
        Thread first = new Thread(() -> {
            try {
                shared.get(AMPLE);
            } catch (MonitorException | InterruptedException e) {
                // as it must be
            }
        });
        first.start();
        assertThat(asked.await(60, TimeUnit.SECONDS)).isTrue();
        Future<String> second = threads.submit(() -> shared.get(AMPLE));
        first.interrupt();
        assertThat(second.get(60, TimeUnit.SECONDS)).isEqualTo("answer");
        first.join();
    }
}
