package dev.postflight.http;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/** A body that came compressed. */
final class Unpacked {

    private final byte[] body;
    private final boolean whole;
    private final @Nullable String fault;

    private Unpacked(byte[] body, boolean whole, @Nullable String fault) {
        this.body = body;
        this.whole = whole;
        this.fault = fault;
    }

    /** Unpacked; as it came when that cannot be. */
    byte[] body() {
        return body;
    }

    /** Whether that is all of it. */
    boolean isWhole() {
        return whole;
    }

    /** Why it cannot be unpacked; {@code null} when it can. */
    @Nullable
    String fault() {
        return fault;
    }

    /** Reads no more than is allowed, however little came. */
    static Unpacked of(String encodings, byte[] packed, boolean whole, long maxBody) {
        String encoding = encodings.strip().toLowerCase(Locale.ROOT);
        if (encoding.isEmpty() || encoding.equals("identity")) {
            return new Unpacked(packed, whole, null);
        }
        if (!encoding.equals("gzip") && !encoding.equals("x-gzip")) {
            String seen = Texts.quoted(Texts.cut(encodings));
            return new Unpacked(packed, whole, "the body is encoded as " + seen + " (expected: gzip, or as it is)");
        }
        if (!whole) {
            return new Unpacked(packed, false, "the body is gzip and not whole");
        }
        int most = (int) Math.min(maxBody, Integer.MAX_VALUE - 16);
        try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(packed))) {
            byte[] body = in.readNBytes(most + 1);
            return body.length > most
                    ? new Unpacked(Arrays.copyOf(body, most), false, null)
                    : new Unpacked(body, true, null);
        } catch (IOException e) {
            String why = e.getMessage() == null ? "it ends too early" : e.getMessage();
            return new Unpacked(packed, true, "the body is not the gzip that it is said to be: " + why);
        }
    }
}
