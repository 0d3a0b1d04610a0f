/** Benchmarks: each states its question and its command; figures are in {@code benchmarks/README.md}. */
@NullMarked
package dev.postflight.benchmarks;

import org.jspecify.annotations.NullMarked;
