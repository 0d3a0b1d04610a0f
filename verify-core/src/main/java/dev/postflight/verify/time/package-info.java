/** The one door through which time enters the engine. */
@NullMarked
package dev.postflight.verify.time;

import org.jspecify.annotations.NullMarked;
