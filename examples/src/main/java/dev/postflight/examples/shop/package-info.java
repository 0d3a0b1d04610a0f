/** A small shop that verifies itself after it was started, and can be broken on purpose. */
@NullMarked
package dev.postflight.examples.shop;

import org.jspecify.annotations.NullMarked;
