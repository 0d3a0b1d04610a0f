package dev.postflight.verify.history;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/** Reads times. Knows the latest one and its day, as entries that follow one another mostly share them. */
final class Times {

    private static final int SECONDS_A_DAY = 86_400;

    /** Of {@code 2026-03-01T08:00:00}. */
    private static final int SECOND_END = 19;

    private static final int NANO_DIGITS = 9;

    /** So far below zero that it stays there in a sum. */
    private static final long NO_NUMBER = -1_000_000_000;

    private String lastText = "";
    private @Nullable Instant last;
    private long lastDate = -1;
    private long lastDay;

    Instant of(String name, String text) throws Unreadable {
        Instant known = last;
        if (known != null && lastText.equals(text)) {
            return known;
        }
        Instant read = plain(text);
        if (read == null) {
            try {
                read = text.endsWith("Z")
                        ? Instant.parse(text)
                        : OffsetDateTime.parse(text).toInstant();
            } catch (DateTimeException e) {
                throw Unreadable.of(
                        name, Shown.quoted(text), "a time such as 2026-03-01T08:00:00Z or 2026-03-01T09:00:00+01:00");
            }
        }
        last = read;
        lastText = text;
        return read;
    }

    /** The usual form, with or without a fraction of a second; null if it is any other, or none at all. */
    private @Nullable Instant plain(String text) {
        int length = text.length();
        if (length <= SECOND_END || length > SECOND_END + 11 || text.charAt(length - 1) != 'Z' || !isMarked(text)) {
            return null;
        }
        long date = digits(text, 0, 4) * 10_000 + digits(text, 5, 2) * 100 + digits(text, 8, 2);
        long hour = digits(text, 11, 2);
        long minute = digits(text, 14, 2);
        long second = digits(text, 17, 2);
        long nanos = length == SECOND_END + 1 ? 0 : nanos(text, length - 1);
        boolean isTime = hour >= 0 && hour < 24 && minute >= 0 && minute < 60 && second >= 0 && second < 60;
        if (date < 0 || !isTime || nanos < 0 || date != lastDate && !isDay(date)) {
            return null;
        }
        return Instant.ofEpochSecond(lastDay * SECONDS_A_DAY + hour * 3_600 + minute * 60 + second, nanos);
    }

    private static boolean isMarked(String text) {
        return text.charAt(4) == '-'
                && text.charAt(7) == '-'
                && text.charAt(10) == 'T'
                && text.charAt(13) == ':'
                && text.charAt(16) == ':';
    }

    private boolean isDay(long date) {
        try {
            lastDay = LocalDate.of((int) (date / 10_000), (int) (date / 100 % 100), (int) (date % 100))
                    .toEpochDay();
            lastDate = date;
            return true;
        } catch (DateTimeException e) {
            return false;
        }
    }

    /** Or {@link #NO_NUMBER}. */
    private static long digits(String text, int from, int count) {
        long value = 0;
        for (int i = from; i < from + count; i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return NO_NUMBER;
            }
            value = value * 10 + digit;
        }
        return value;
    }

    private static long nanos(String text, int end) {
        if (text.charAt(SECOND_END) != '.' || end == SECOND_END + 1) {
            return NO_NUMBER;
        }
        long nanos = digits(text, SECOND_END + 1, end - SECOND_END - 1);
        for (int i = end - SECOND_END - 1; i < NANO_DIGITS; i++) {
            nanos *= 10;
        }
        return nanos;
    }
}
