/** What has to be remembered about a check from one observation to the next. */
@NullMarked
package dev.postflight.verify.track;

import org.jspecify.annotations.NullMarked;
