/** The verdict as {@link dev.postflight.verify.readiness.Readiness}, over HTTP. */
@NullMarked
package dev.postflight.verify.readiness;

import org.jspecify.annotations.NullMarked;
