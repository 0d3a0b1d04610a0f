/**
 * What was observed, alerted and attested, and when: {@link dev.postflight.verify.history.History} keeps it,
 * {@link dev.postflight.verify.history.Recording} gives it back, from a history or from a file.
 */
@NullMarked
package dev.postflight.verify.history;

import org.jspecify.annotations.NullMarked;
