package dev.postflight.verify.history;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** The lines of a file, one at a time, in bounded memory: of one that is too long, the beginning is kept. */
final class Lines implements Closeable {

    static final int LONGEST = 1 << 20;

    private static final int CHUNK = 1 << 16;
    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};

    private final InputStream in;
    private byte[] bytes = new byte[2 * CHUNK];
    private int end; // of what was read
    private int lineFrom;
    private int lineEnd;
    private int nextFrom;
    private long number;
    private boolean isEnded; // by a line feed
    private boolean isTooLong;
    private int seen; // all bits of its bytes

    Lines(Path file) throws IOException {
        in = Files.newInputStream(file);
    }

    /** Goes on to the next line. */
    boolean next() throws IOException {
        lineFrom = nextFrom;
        seen = 0;
        int length = 0;
        do {
            length = scan(length);
        } while (!isEnded && length <= LONGEST && hasMore());
        isTooLong = length > LONGEST;
        lineEnd = lineFrom + Math.min(length, LONGEST);
        nextFrom = lineFrom + length + (isEnded ? 1 : 0);
        if (isTooLong && !isEnded) {
            skipRest();
        }
        number++;
        if (number == 1) {
            skipMark();
        }
        if (isEnded && lineEnd > lineFrom && bytes[lineEnd - 1] == '\r') {
            lineEnd--;
        }
        return isEnded || lineEnd > lineFrom;
    }

    /** Looks for the end of the line in what was read; the length of the line so far. */
    private int scan(int from) {
        byte[] all = bytes;
        int last = end;
        int bits = seen;
        int i = lineFrom + from;
        while (i < last && all[i] != '\n') {
            bits |= all[i++];
        }
        seen = bits;
        isEnded = i < last;
        return i - lineFrom;
    }

    /** Moves the line to the front when there is no room behind it. */
    private boolean hasMore() throws IOException {
        if (bytes.length - end < CHUNK) {
            int length = end - lineFrom;
            byte[] target = length + CHUNK > bytes.length ? Arrays.copyOf(bytes, 2 * bytes.length) : bytes;
            System.arraycopy(bytes, lineFrom, target, 0, length);
            bytes = target;
            lineFrom = 0;
            end = length;
        }
        int count = in.read(bytes, end, bytes.length - end);
        end += Math.max(0, count);
        return count > 0;
    }

    private void skipRest() throws IOException {
        int keep = lineEnd;
        while (true) {
            int count = in.read(bytes, keep, bytes.length - keep);
            if (count <= 0) {
                end = keep;
                nextFrom = keep;
                return;
            }
            end = keep + count;
            for (int i = keep; i < end; i++) {
                if (bytes[i] == '\n') {
                    isEnded = true;
                    nextFrom = i + 1;
                    return;
                }
            }
        }
    }

    private void skipMark() {
        int from = lineFrom + BYTE_ORDER_MARK.length;
        if (from <= lineEnd && Arrays.equals(bytes, lineFrom, from, BYTE_ORDER_MARK, 0, BYTE_ORDER_MARK.length)) {
            lineFrom = from;
        }
    }

    byte[] bytes() {
        return bytes;
    }

    int from() {
        return lineFrom;
    }

    int end() {
        return lineEnd;
    }

    /** From 1 on. */
    long number() {
        return number;
    }

    /** Whether the file ends within the line. */
    boolean isCutOff() {
        return !isEnded;
    }

    boolean isAscii() {
        return seen >= 0;
    }

    boolean isBlank() {
        for (int i = lineFrom; i < lineEnd; i++) {
            if (bytes[i] != ' ' && bytes[i] != '\t' && bytes[i] != '\r') {
                return false;
            }
        }
        return true;
    }

    /** What makes a line unreadable whatever stands in it. */
    void check() throws Unreadable {
        if (isTooLong) {
            throw Unreadable.of("line", shown(), "at most " + LONGEST + " bytes");
        }
        if (!isAscii()) {
            try {
                StandardCharsets.UTF_8
                        .newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT)
                        .decode(ByteBuffer.wrap(bytes, lineFrom, lineEnd - lineFrom));
            } catch (CharacterCodingException e) {
                throw unreadable("UTF-8");
            }
        }
    }

    /** The line is not what it should be; that it ends with the file says more. */
    Unreadable unreadable(String rule) {
        return Unreadable.of("line", shown(), isCutOff() ? "a whole line; it is cut off" : rule);
    }

    /** The beginning of the line, for people. */
    String shown() {
        return Shown.quoted(new String(bytes, lineFrom, lineEnd - lineFrom, StandardCharsets.UTF_8));
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
