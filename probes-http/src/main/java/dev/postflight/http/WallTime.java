package dev.postflight.http;

import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** The wall clock, for certificates and documents, which say when they are from. The one place of this module that reads it. */
final class WallTime {

    static final InstantSource SYSTEM = InstantSource.system();

    private WallTime() {}

    static InstantSource given(@Nullable InstantSource clock) {
        if (clock == null) {
            throw Texts.fault("clock", null, "a clock");
        }
        return clock;
    }
}
