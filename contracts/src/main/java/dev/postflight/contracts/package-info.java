/**
 * Tests that implementations of Postflight's interfaces must pass: extend the one for your interface in your own tests.
 */
@NullMarked
package dev.postflight.contracts;

import org.jspecify.annotations.NullMarked;
