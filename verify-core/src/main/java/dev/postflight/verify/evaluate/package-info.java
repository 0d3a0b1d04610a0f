/** Measured values against thresholds: pure, without clock, thread or allocation per evaluation. */
@NullMarked
package dev.postflight.verify.evaluate;

import org.jspecify.annotations.NullMarked;
