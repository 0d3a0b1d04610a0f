package dev.postflight.benchmarks;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import java.util.concurrent.Callable;

/**
 * Question: what does the first call through a resilience4j circuit breaker cost, from the start of the JVM to its end? It is
 * why Postflight's breakers come to life with the first failure.
 *
 * <p>Run: {@code benchmarks/cold-start.sh}
 */
public final class ResilienceColdStart {

    private ResilienceColdStart() {}

    /**
     * Exits with 0 when the call went through, with 1 otherwise.
     *
     * @param args not used
     * @throws Exception never
     */
    public static void main(String[] args) throws Exception {
        CircuitBreaker breaker = CircuitBreaker.ofDefaults("cold-start");
        if (!breaker.executeCallable(new Trivial())) {
            System.exit(1);
        }
    }

    private static final class Trivial implements Callable<Boolean> {

        @Override
        public Boolean call() {
            return true;
        }
    }
}
