/**
 * Probes over Redis, through a client that the application has or over a connection of their own;
 * {@link dev.postflight.redis.RedisProbes} is where they are made.
 */
@NullMarked
package dev.postflight.redis;

import org.jspecify.annotations.NullMarked;
