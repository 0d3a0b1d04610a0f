/**
 * Probes that ask over HTTP. {@link dev.postflight.http.HttpProbes} makes them, {@link dev.postflight.http.HttpProbe} says
 * what the answer must be.
 *
 * <p>Every type here is immutable and safe for use by any number of threads. Making a probe opens no connection and starts
 * no thread; the first run does.
 */
@NullMarked
package dev.postflight.http;

import org.jspecify.annotations.NullMarked;
