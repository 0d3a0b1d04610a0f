package dev.postflight.http;

import org.jspecify.annotations.Nullable;

/** Which statuses will do: single ones and ranges. */
final class Statuses {

    static final Statuses ANY_2XX = new Statuses(new int[] {200, 299}, "2xx");

    private static final int FIRST = 100;
    private static final int LAST = 599;
    private static final String SET_RULE = "one or more statuses from 100 to 599";
    private static final String TEXT_RULE = "statuses and ranges from 100 to 599, such as 200-299, 304";

    /** First and last of each range, in turn. */
    private final int[] ends;

    private final String shown;

    private Statuses(int[] ends, String shown) {
        this.ends = ends;
        this.shown = shown;
    }

    static Statuses of(int @Nullable ... wanted) {
        if (wanted == null || wanted.length == 0) {
            throw Texts.fault("statuses", wanted == null ? null : "none", SET_RULE);
        }
        int[] ends = new int[2 * wanted.length];
        for (int i = 0; i < wanted.length; i++) {
            if (wanted[i] < FIRST || wanted[i] > LAST) {
                throw Texts.fault("statuses", wanted[i], SET_RULE);
            }
            ends[2 * i] = wanted[i];
            ends[2 * i + 1] = wanted[i];
        }
        return new Statuses(ends, shown(ends));
    }

    static Statuses between(int first, int last) {
        if (first < FIRST || last > LAST || first > last) {
            throw Texts.fault("statuses", first + "-" + last, "a range from 100 to 599");
        }
        int[] ends = {first, last};
        return new Statuses(ends, shown(ends));
    }

    static Statuses parse(@Nullable String text) {
        if (text == null || text.isBlank()) {
            throw Texts.fault("statuses", Texts.quoted(text), TEXT_RULE);
        }
        String[] parts = text.split(",", -1);
        int[] ends = new int[2 * parts.length];
        for (int i = 0; i < parts.length; i++) {
            String[] range = parts[i].split("-", -1);
            int first = status(range[0].strip());
            int last = status(range[range.length - 1].strip());
            if (range.length > 2 || first < 0 || last < first) {
                throw Texts.fault("statuses", Texts.quoted(Texts.cut(text)), TEXT_RULE);
            }
            ends[2 * i] = first;
            ends[2 * i + 1] = last;
        }
        return new Statuses(ends, shown(ends));
    }

    /** -1 for what is no status. */
    private static int status(String digits) {
        if (digits.length() != 3) {
            return -1;
        }
        int status = 0;
        for (int i = 0; i < 3; i++) {
            char digit = digits.charAt(i);
            if (digit < '0' || digit > '9') {
                return -1;
            }
            status = 10 * status + digit - '0';
        }
        return status >= FIRST && status <= LAST ? status : -1;
    }

    private static String shown(int[] ends) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < ends.length; i += 2) {
            text.append(i == 0 ? "" : " or ").append(ends[i]);
            if (ends[i] != ends[i + 1]) {
                text.append('-').append(ends[i + 1]);
            }
        }
        return text.toString();
    }

    boolean contain(int status) {
        for (int i = 0; i < ends.length; i += 2) {
            if (status >= ends[i] && status <= ends[i + 1]) {
                return true;
            }
        }
        return false;
    }

    /** For people: {@code 200-299 or 304}. */
    @Override
    public String toString() {
        return shown;
    }
}
