/**
 * Probes by name: what a module implements so that its probes can be made from text, such as {@code "type": "http"} in a
 * plan file, and what a reader of such text calls.
 */
@NullMarked
package dev.postflight.api.spi;

import org.jspecify.annotations.NullMarked;
