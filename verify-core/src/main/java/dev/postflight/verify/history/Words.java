package dev.postflight.verify.history;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The constants of an enum by how they are written in a file. */
final class Words<E extends Enum<E>> {

    private static final int MOST_TOLD = 6;

    private final Map<String, E> constants = new LinkedHashMap<>();

    private Words(Class<E> type, Function<E, String> word) {
        for (E constant : type.getEnumConstants()) {
            constants.put(word.apply(constant), constant);
        }
    }

    static <E extends Enum<E>> Words<E> upper(Class<E> type) {
        return new Words<>(type, Enum::name);
    }

    static <E extends Enum<E>> Words<E> lower(Class<E> type) {
        return new Words<>(type, Words::lower);
    }

    static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    E of(String name, @Nullable Object value) throws Unreadable {
        E constant = value instanceof String word ? constants.get(word) : null;
        if (constant == null) {
            throw Members.wrong(name, value, rule());
        }
        return constant;
    }

    /** All that there are; of many, the first ones. */
    private String rule() {
        StringBuilder rule = new StringBuilder(constants.size() > MOST_TOLD ? "one such as" : "one of");
        int told = 0;
        for (String word : constants.keySet()) {
            if (told < MOST_TOLD) {
                rule.append(told == 0 ? " " : ", ").append(word);
            }
            told++;
        }
        return rule.toString();
    }
}
