package dev.postflight.http;

import java.time.InstantSource;

/** The wall clock, for certificates, which say until when they are valid. The one place of this module that reads it. */
final class WallTime {

    static final InstantSource SYSTEM = InstantSource.system();

    private WallTime() {}
}
