/** From observations to findings, from findings to a decision: rules R1 and R4. */
@NullMarked
package dev.postflight.verify.decide;

import org.jspecify.annotations.NullMarked;
