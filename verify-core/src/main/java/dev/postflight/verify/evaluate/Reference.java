package dev.postflight.verify.evaluate;

/**
 * The figure of a baseline that relative limits are held against.
 *
 * @param value in the base unit of the metric; when it is not finite, there is no baseline
 * @param samples from how many samples it comes; from fewer than 30, it is too thin to be held against
 * @since 0.1
 */
public record Reference(double value, long samples) {}
