/** Runs probes: each with a deadline, never twice at once, behind a circuit breaker; whatever they do. */
@NullMarked
package dev.postflight.verify.observe;

import org.jspecify.annotations.NullMarked;
