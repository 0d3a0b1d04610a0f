package dev.postflight.verify.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postflight.api.AsyncProbe;
import dev.postflight.api.Check;
import dev.postflight.api.Decision;
import dev.postflight.api.Finding;
import dev.postflight.api.Outcome;
import dev.postflight.api.ProbeResult;
import dev.postflight.api.Reason;
import dev.postflight.api.Verdict;
import dev.postflight.api.VerificationPhase;
import dev.postflight.api.VerificationPlan;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** R1: what was not observed for longer than its cadence allows, two cadences and a timeout, does not pass any more. */
@Timeout(60)
class GrowingStaleTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    @Test
    void who_asks_sees_it_while_the_thread_of_the_schedule_is_held_up() throws Exception {
        try (HeldUp stuck = new HeldUp()) {
            stuck.start();
            stuck.time.advance(Duration.ofSeconds(65));
            assertThat(stuck.verifier.latest().decision()).isEqualTo(Decision.GO);

            stuck.time.advance(Duration.ofSeconds(1));
            assertStale(stuck.verifier.latest(), "2 min 6 s");
            assertThat(stuck.verifier.latest()).isSameAs(stuck.verifier.latest());
        }
    }

    @Test
    void a_closed_verifier_does_not_stay_go() throws Exception {
        VirtualTime time;
        Verifier verifier;
        try (HeldUp stuck = new HeldUp()) {
            stuck.start();
            time = stuck.time;
            verifier = stuck.verifier;
        }
        time.advance(Duration.ofHours(1));
        assertThat(verifier.latest().decision()).isEqualTo(Decision.HOLD);
    }

    @Test
    void the_schedule_tells_it_when_others_leave_no_room_to_look() throws Exception {
        BlockingQueue<Verdict> told = new LinkedBlockingQueue<>();
        boolean[] hangs = new boolean[1];
        AsyncProbe greedy = AsyncProbe.of(timeout -> {
            CompletableFuture<ProbeResult> answer = new CompletableFuture<>();
            if (hangs[0]) {
                return answer;
            }
            hangs[0] = true;
            answer.complete(ProbeResult.up());
            return answer;
        });
        VerificationPlan plan = VerificationPlan.named("shop")
                .phase(VerificationPhase.named("watch")
                        .every(MINUTE)
                        .check(Check.of("greedy", greedy).timeout(Duration.ofHours(1)))
                        .check(Check.of("seen", timeout -> ProbeResult.up())))
                .concurrency(1)
                .build();
        VirtualTime time = new VirtualTime();
        try (Verifier verifier = Verifier.builder(plan)
                .time(time)
                .jitter(0)
                .workers(time.counting(Threads.PLATFORM.open()))
                .onVerdict(told::add)
                .build()) {
            verifier.start();
            Verdict verdict = told.take();
            while (Bench.finding(verdict, "seen").reason() != Reason.STALE) {
                verdict = told.take();
            }
            assertStale(verdict, "2 min 5 s");
        }
    }

    private static void assertStale(Verdict verdict, String age) {
        Finding stale = Bench.finding(verdict, "seen");
        assertThat(stale.outcome()).isEqualTo(Outcome.UNKNOWN);
        assertThat(stale.reason()).isEqualTo(Reason.STALE);
        assertThat(stale.cause()).isEqualTo("last observed " + age + " ago, which its cadence does not allow");
        assertThat(verdict.decision()).isEqualTo(Decision.HOLD);
    }
}
