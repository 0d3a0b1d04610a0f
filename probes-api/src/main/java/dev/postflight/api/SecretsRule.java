package dev.postflight.api;

import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One look that secrets have. Every text with such a secret has one of the signs, which are quick to look for; the pattern is
 * compiled with the first text that has one. Safe for use by any number of threads.
 */
final class SecretsRule {

    private final List<String> signs;
    private final String regex;
    private final String replacement;
    private volatile @Nullable Pattern pattern;

    /**
     * A look of secrets.
     *
     * @param signs in lower case
     * @param regex what is replaced
     * @param replacement by what
     */
    SecretsRule(List<String> signs, String regex, String replacement) {
        this.signs = signs;
        this.regex = regex;
        this.replacement = replacement;
    }

    /** The text without such secrets; the signs are looked for in the same text in lower case. */
    String mask(String text, String lowerCase) {
        for (String sign : signs) {
            if (lowerCase.contains(sign)) {
                return compiled().matcher(text).replaceAll(replacement);
            }
        }
        return text;
    }

    private Pattern compiled() {
        Pattern known = pattern;
        if (known == null) {
            known = Pattern.compile(regex);
            pattern = known; // compiled twice now and then, which does no harm
        }
        return known;
    }
}
