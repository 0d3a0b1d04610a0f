package dev.postflight.jdbc;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Numbers between dots, or underscores, compared one by one; those that are not there are zero: 1.10 is above 1.9, and 2 is
 * 2.0.
 */
record VersionNumber(List<BigInteger> parts) implements Comparable<VersionNumber> {

    static final String RULE = "numbers with dots between them, as in 15.2";

    private static final String NUMBER = "[0-9]{1,40}";
    private static final Pattern WHOLE = Pattern.compile(NUMBER + "([._]" + NUMBER + "){0,19}");
    private static final Pattern IN_TEXT = Pattern.compile(NUMBER + "(\\." + NUMBER + "){0,19}");

    static VersionNumber of(String name, String text) {
        VersionNumber version = read(text);
        if (version == null) {
            throw Words.fault(name, Words.quoted(text), RULE);
        }
        return version;
    }

    static @Nullable VersionNumber read(@Nullable String text) {
        return text == null || !WHOLE.matcher(text).matches() ? null : parse(text);
    }

    /** The first in a text: 18.6 in {@code PostgreSQL 18.6 on x86_64}. */
    static @Nullable VersionNumber find(String text) {
        Matcher matcher = IN_TEXT.matcher(text);
        return matcher.find() ? parse(matcher.group()) : null;
    }

    private static VersionNumber parse(String text) {
        List<BigInteger> parts = new ArrayList<>();
        for (String part : text.split("[._]", -1)) {
            parts.add(new BigInteger(part));
        }
        return new VersionNumber(parts);
    }

    BigInteger part(int index) {
        return index < parts.size() ? parts.get(index) : BigInteger.ZERO;
    }

    @Override
    public int compareTo(VersionNumber other) {
        for (int i = 0; i < Math.max(parts.size(), other.parts.size()); i++) {
            int compared = part(i).compareTo(other.part(i));
            if (compared != 0) {
                return compared;
            }
        }
        return 0;
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        parts.forEach(part -> text.append(text.isEmpty() ? "" : ".").append(part));
        return text.toString();
    }
}
