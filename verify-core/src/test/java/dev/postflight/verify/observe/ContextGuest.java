package dev.postflight.verify.observe;

import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.function.UnaryOperator;

/** Captures on one thread and opens on another; loaded by class loaders that lack something. */
public final class ContextGuest implements UnaryOperator<Callable<String>> {

    /** What another thread sees meanwhile, and afterwards. */
    @Override
    public Callable<String> apply(Callable<String> seen) {
        return () -> {
            CallerContext context = CallerContext.capture();
            FutureTask<String> result = new FutureTask<>(() -> {
                String meanwhile;
                CallerContext.Scope scope = context.open();
                try {
                    meanwhile = seen.call();
                } finally {
                    scope.close();
                }
                return meanwhile + " " + seen.call();
            });
            new Thread(null, result, "guest", 0, false).start();
            return result.get();
        };
    }
}
