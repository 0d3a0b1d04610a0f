package dev.postflight.redis;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Numbers between dots, compared one by one; those that are not there are zero: 7.10 is above 7.9, and 7 is 7.0. */
record Version(List<Integer> numbers) implements Comparable<Version> {

    private static final String RULE = "numbers with dots between them, such as 7.4";
    private static final Pattern NUMBERS = Pattern.compile("\\d{1,9}+(\\.\\d{1,9}+){0,3}(?!\\d)");

    static Version of(String text) {
        if (text == null || !NUMBERS.matcher(text).matches()) {
            throw Words.fault("version", Words.quoted(text), RULE);
        }
        return parse(text);
    }

    /** What a server says, without what comes after the numbers: 7.4.0 of {@code 7.4.0-rc1}. */
    static Version said(Info info) throws NoAnswerException {
        String text = info.required(Field.REDIS_VERSION);
        Matcher matcher = NUMBERS.matcher(text);
        if (!matcher.lookingAt()) {
            throw new NoAnswerException(Words.sentence(Field.REDIS_VERSION.key(), info.quoted(text), RULE));
        }
        return parse(matcher.group());
    }

    private static Version parse(String text) {
        List<Integer> numbers = new ArrayList<>();
        for (String number : text.split("\\.", -1)) {
            numbers.add(Integer.valueOf(number));
        }
        return new Version(numbers);
    }

    private int number(int index) {
        return index < numbers.size() ? numbers.get(index) : 0;
    }

    @Override
    public int compareTo(Version other) {
        int compared = 0;
        for (int i = 0; compared == 0 && i < Math.max(numbers.size(), other.numbers.size()); i++) {
            compared = Integer.compare(number(i), other.number(i));
        }
        return compared;
    }

    /** Whether this one goes on where the other ends: 7.4.1 begins with 7.4, and 7.40 does not. */
    boolean beginsWith(Version other) {
        return numbers.size() >= other.numbers.size()
                && numbers.subList(0, other.numbers.size()).equals(other.numbers);
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        numbers.forEach(number -> text.append(text.isEmpty() ? "" : ".").append(number));
        return text.toString();
    }
}
