package dev.postflight.redis;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Answers to INFO, as servers gave them. */
final class Infos {

    /** Of a primary, version 6.2. */
    static final String PRIMARY = read("info-6.2-primary.txt");

    /** Of a replica, version 6.2. */
    static final String REPLICA = read("info-6.2-replica.txt");

    private Infos() {}

    private static String read(String name) {
        try (InputStream in = Infos.class.getResourceAsStream(name)) {
            String text = new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
            return text.replace("\r\n", "\n").replace("\n", "\r\n"); // whatever a checkout made of it
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** With another value of a field, which must be there. */
    static String with(String info, String field, String value) {
        int at = info.indexOf("\n" + field + ':');
        if (at < 0) {
            throw new IllegalArgumentException(field);
        }
        int start = at + field.length() + 2;
        return info.substring(0, start) + value + info.substring(info.indexOf('\r', start));
    }

    /** Without a field. */
    static String without(String info, String field) {
        int at = info.indexOf("\n" + field + ':');
        if (at < 0) {
            throw new IllegalArgumentException(field);
        }
        return info.substring(0, at) + info.substring(info.indexOf('\n', at + 1));
    }

    static String bulk(String text) {
        return "$" + text.length() + "\r\n" + text + "\r\n";
    }
}
