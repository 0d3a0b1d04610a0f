/**
 * Checks of other health libraries as probes, and verdicts in their endpoints. Each library has a class of its own here, and
 * need not be there unless that class is used.
 */
@NullMarked
package dev.postflight.adapters;

import org.jspecify.annotations.NullMarked;
