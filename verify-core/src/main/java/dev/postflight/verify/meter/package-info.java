/** Probes over Micrometer: the application's own meters, and figures of the machine and the JVM. */
@NullMarked
package dev.postflight.verify.meter;

import org.jspecify.annotations.NullMarked;
