/** The {@link dev.postflight.verify.engine.Verifier}: runs a plan, phase by phase. */
@NullMarked
package dev.postflight.verify.engine;

import org.jspecify.annotations.NullMarked;
