package dev.postflight.verify.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postflight.api.Check;
import dev.postflight.api.Decision;
import dev.postflight.api.Finding;
import dev.postflight.api.Outcome;
import dev.postflight.api.ProbeResult;
import dev.postflight.api.Verdict;
import dev.postflight.api.VerificationPhase;
import dev.postflight.api.VerificationPlan;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Listeners are told once for each change, after it is published, and disturb nobody. */
@Timeout(120)
class ListenerTest {

    private volatile boolean up = true;

    private final VerificationPlan plan = Bench.once(
            Check.of("a", timeout -> up ? ProbeResult.up() : ProbeResult.down("broken"))
                    .critical(),
            Check.of("b", timeout -> ProbeResult.up()).dependsOn("a"));

    private final BlockingQueue<Verdict> verdicts = new LinkedBlockingQueue<>();
    private final BlockingQueue<Finding> findings = new LinkedBlockingQueue<>();

    private Verifier.Builder listening() {
        return Verifier.builder(plan).onVerdict(verdicts::add).onFinding(findings::add);
    }

    @Test
    void each_change_is_told_once_and_in_order() throws Exception {
        try (Verifier verifier = listening().build()) {
            verifier.verify();
            verifier.verify();
            up = false;
            verifier.verify();
            verifier.verify();
            up = true;
            verifier.verify();
            assertThat(List.of(verdicts.take(), verdicts.take(), verdicts.take()))
                    .extracting(Verdict::decision)
                    .containsExactly(Decision.GO, Decision.NO_GO, Decision.GO);
        }
        assertThat(verdicts).isEmpty();
        assertThat(findings)
                .extracting(finding -> finding.check() + " " + finding.outcome())
                .containsExactlyInAnyOrder("a PASS", "b PASS", "a FAIL", "b SKIPPED", "a PASS", "b PASS")
                .containsSubsequence("a PASS", "a FAIL", "a PASS");
    }

    @Test
    void what_is_told_is_published_before() throws Exception {
        BlockingQueue<Outcome> published = new LinkedBlockingQueue<>();
        Verifier[] self = new Verifier[1];
        CountDownLatch built = new CountDownLatch(1);
        try (Verifier verifier = Verifier.builder(plan)
                .onFinding(finding -> {
                    try {
                        built.await();
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                    published.add(Objects.requireNonNull(self[0].latest().finding(finding.check()))
                            .outcome());
                })
                .build()) {
            self[0] = verifier;
            built.countDown();
            verifier.verify();
            assertThat(published.take()).isEqualTo(Outcome.PASS);
            assertThat(published.take()).isEqualTo(Outcome.PASS);
        }
    }

    @Test
    void one_that_throws_is_told_of_the_next_change_too() throws Exception {
        BlockingQueue<Decision> heard = new LinkedBlockingQueue<>();
        try (Verifier verifier = Verifier.builder(plan)
                .onVerdict(verdict -> {
                    heard.add(verdict.decision());
                    throw new AssertionError("listener");
                })
                .build()) {
            assertThat(verifier.verify().isGo()).isTrue();
            up = false;
            assertThat(verifier.verify().isGo()).isFalse();
            assertThat(heard.take()).isEqualTo(Decision.GO);
            assertThat(heard.take()).isEqualTo(Decision.NO_GO);
        }
    }

    @Test
    void one_that_interrupts_itself_is_told_of_the_next_change_too() throws Exception {
        BlockingQueue<Decision> heard = new LinkedBlockingQueue<>();
        try (Verifier verifier = Verifier.builder(plan)
                .onVerdict(verdict -> {
                    heard.add(verdict.decision());
                    Thread.currentThread().interrupt();
                })
                .build()) {
            verifier.verify();
            up = false;
            verifier.verify();
            assertThat(heard.take()).isEqualTo(Decision.GO);
            assertThat(heard.take()).isEqualTo(Decision.NO_GO);
        }
    }

    @Test
    void one_that_hangs_holds_up_nobody_and_not_the_closing_either() throws Exception {
        CountDownLatch hanging = new CountDownLatch(1);
        CountDownLatch interrupted = new CountDownLatch(1);
        Verifier verifier = Verifier.builder(plan)
                .onVerdict(verdict -> {
                    hanging.countDown();
                    try {
                        new CountDownLatch(1).await();
                    } catch (InterruptedException e) {
                        interrupted.countDown();
                    }
                })
                .onVerdict(verdicts::add)
                .build();
        try (verifier) {
            verifier.verify();
            hanging.await();
            up = false;
            assertThat(verifier.verify().decision()).isEqualTo(Decision.NO_GO);
            assertThat(verdicts.take().decision()).isEqualTo(Decision.GO);
            assertThat(verdicts.take().decision()).isEqualTo(Decision.NO_GO);
        }
        interrupted.await();
    }

    @Test
    void one_that_cannot_keep_up_misses_the_oldest_news_and_memory_stays_bounded() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        CountDownLatch begun = new CountDownLatch(1);
        List<Integer> heard = new CopyOnWriteArrayList<>();
        Teller<Integer> teller = new Teller<>("slow", next -> {
            begun.countDown();
            try {
                release.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            heard.add(next);
        });
        teller.tell(-1);
        begun.await();
        for (int i = 0; i < 5_000; i++) {
            teller.tell(i);
        }
        release.countDown();
        teller.end();
        teller.awaitEnd(TimeUnit.MILLISECONDS.toNanos(10_000));
        assertThat(heard).hasSizeBetween(1_000, 1_001).startsWith(-1).endsWith(4_999); // the end may take a place
    }

    @Test
    @Timeout(10)
    void listeners_that_hang_share_the_time_that_there_is_to_close() {
        CountDownLatch never = new CountDownLatch(1);
        Verifier.Builder builder = Verifier.builder(named("hanging"));
        for (int i = 0; i < 30; i++) { // with a second for each, that would be half a minute
            builder.onVerdict(verdict -> hang(never));
        }
        Verifier verifier = builder.build();
        verifier.verify();
        verifier.close();
        never.countDown();
    }

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

    private static VerificationPlan named(String name) {
        return VerificationPlan.named(name)
                .phase(VerificationPhase.named("startup").check(Check.of("a", timeout -> ProbeResult.up())))
                .build();
    }

    private static void assertNoThreadOf(String plan) {
        assertThat(Thread.getAllStackTraces().keySet())
                .extracting(Thread::getName)
                .noneMatch(name -> name.startsWith("postflight-" + plan + "-on-"));
    }

    @Test
    void what_was_not_heard_yet_is_heard_while_it_closes_and_nothing_after_it() {
        Verifier verifier = Verifier.builder(named("closing"))
                .onVerdict(verdicts::add)
                .onFinding(findings::add)
                .build();
        verifier.verify();
        verifier.close();
        assertThat(verdicts).hasSize(1);
        assertThat(findings).hasSize(1);
        assertNoThreadOf("closing");
    }

    @Test
    void where_nobody_listens_no_thread_runs() {
        try (Verifier verifier = Verifier.builder(named("quiet")).build()) {
            verifier.verify();
            assertNoThreadOf("quiet");
        }
    }

    @Test
    void the_verifiers_of_one_builder_have_listeners_of_their_own() throws Exception {
        Verifier.Builder builder = listening();
        try (Verifier first = builder.build()) {
            first.verify();
        }
        try (Verifier second = builder.build()) {
            second.verify();
            assertThat(verdicts.take().isGo()).isTrue();
            assertThat(verdicts.take().isGo()).isTrue();
        }
    }
}
