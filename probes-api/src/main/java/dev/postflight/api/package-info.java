/**
 * The words that authors of probes and plans need. {@link dev.postflight.api.Probe Probes} ask,
 * {@link dev.postflight.api.Threshold thresholds} say what the answers may be, a
 * {@link dev.postflight.api.VerificationPlan plan} says when to ask, and a
 * {@link dev.postflight.api.Verdict verdict} says what came of it.
 *
 * <p>Every type here is immutable and safe for use by any number of threads, with two exceptions: a plan's builder, and
 * probes, which are written by others.
 */
@NullMarked
package dev.postflight.api;

import org.jspecify.annotations.NullMarked;
