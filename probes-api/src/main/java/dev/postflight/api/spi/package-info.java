/**
 * Probes by name: what a module implements so that its probes can be made from text, such as {@code "type": "http"} in
 * the configuration of an application, and what a reader of such text calls.
 */
@NullMarked
package dev.postflight.api.spi;

import org.jspecify.annotations.NullMarked;
