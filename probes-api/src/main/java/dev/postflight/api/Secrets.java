package dev.postflight.api;

import java.util.regex.Pattern;

/**
 * What secrets look like. Apart from {@link Redaction}, so that patterns are compiled with the first text and not before.
 * No pattern may take more than quadratic time, and none may recurse per character.
 */
final class Secrets {

    static final Pattern ESCAPE_SEQUENCE = Pattern.compile("(?:\u001b\\[|\u009b)[0-?]*[ -/]*[@-~]");

    private static final String MASK = "***";

    private static final String WORD = "(?:pass(?:word|wort|wd|phrase|code)|pass(?![a-z])|pwd|secret|token|credentials?"
            + "|api[_-]?key|access[_-]?key|private[_-]?key|account[_-]?key|signature|sess(?:ion)?[_-]?id)";

    /** What may stand between a word and its value, in properties, JSON, maps and XML. */
    private static final String SEPARATOR = "\\\\*[\"']?(?:\\s*(?:=>|:=|[:=])\\s*|>)";

    /** What ends a value: a delimiter at the end of a word, or one that a further name follows. */
    private static final String DELIMITER = "[,;&)}\\]](?=[\\s,;&)}\\]\"']|$|[\\w.-]{1,60}\\s*[:=])";

    /** Quoted in some way, whether or not the quote is closed; or else up to white space or a delimiter. */
    private static final String VALUE = "(?:\\\\+\"[^\"]*+\"?"
            + "|\"[^\"\\\\]*+(?:\\\\.[^\"\\\\]*+)*+\"?"
            + "|'[^'\\\\]*+(?:(?:\\\\.|'')[^'\\\\]*+)*+'?"
            + "|\\{[^}]*+\\}?|\\[[^\\]]*+\\]?"
            + "|(?:[^\\s,;&)}\\]]|(?!" + DELIMITER + ")[,;&)}\\]])++)";

    private static final Pattern HEADER = Pattern.compile(
            "(?im)(?<![a-z0-9])((?:proxy-)?authorization|(?:set-)?cookie)(\\\\*[\"']?\\s*[:=]\\s*)[^\\r\\n]*");
    private static final Pattern PRIVATE_KEY = Pattern.compile(
            "(?s)-----BEGIN [A-Z ]{0,40}PRIVATE KEY-----.*?(?:-----END [A-Z ]{0,40}PRIVATE KEY-----|\\z)");
    private static final Pattern ORACLE_USER = Pattern.compile("(?i)(jdbc:oracle:\\w+:)\\S*@");

    /** With a colon in it, user info may hold what has a meaning elsewhere in a URL; but a port is no password. */
    private static final Pattern USER_INFO =
            Pattern.compile("://(?:[^\\s/?#@:]*+:(?!\\d{1,5}(?![\\w~!$%^*+=@-]))\\S*@" + "|[^\\s?#\"'<>]*@)");

    /** As drivers show what they took for a host name. */
    private static final Pattern BARE_USER_INFO =
            Pattern.compile("(?<![\\w@./*-])[\\w.-]{1,60}:(?!\\*{3}@)[^\\s:@/\"']{1,200}@(?=[\\w\\[])");

    private static final Pattern PARAMETER =
            Pattern.compile("([?&;][\\w.%$~\\[\\]-]{1,100}=)(?:\\{[^}]*+\\}|[^&;\\s\"'<>]*+)");
    private static final Pattern BARE_QUERY =
            Pattern.compile("(://[^\\s?#\"'<>]*+\\?)[^\\s&=;#\"'<>]++(?=[&;#\\s\"'<>]|\\z)");
    private static final Pattern PAIR = Pattern.compile(
            "(?is)(" + WORD + "[\\w.-]{0,60}(?<!exception)(?<!error)" + SEPARATOR + ")(?!(?:yes|no)\\))" + VALUE);
    private static final Pattern SCHEME = Pattern.compile("(?i)\\b(bearer|basic)\\s+"
            + "(?=\\S*(?:[0-9=+/]|[._~-]\\w)|(?-i:\\S*[a-z][A-Z])|[a-z]{16})[a-z0-9._~+/=-]{6,}");
    private static final Pattern WEB_TOKEN = Pattern.compile("(?<![A-Za-z0-9])eyJ[\\w-]++(?:\\.[\\w-]*+){1,4}");

    private Secrets() {}

    static String mask(String text) {
        String masked = PRIVATE_KEY.matcher(text).replaceAll(MASK);
        masked = HEADER.matcher(masked).replaceAll("$1$2" + MASK);
        masked = ORACLE_USER.matcher(masked).replaceAll("$1" + MASK + "@");
        masked = USER_INFO.matcher(masked).replaceAll("://" + MASK + "@");
        masked = BARE_USER_INFO.matcher(masked).replaceAll(MASK + "@");
        masked = PARAMETER.matcher(masked).replaceAll("$1" + MASK);
        masked = BARE_QUERY.matcher(masked).replaceAll("$1" + MASK);
        masked = PAIR.matcher(masked).replaceAll("$1" + MASK);
        masked = SCHEME.matcher(masked).replaceAll("$1 " + MASK);
        return WEB_TOKEN.matcher(masked).replaceAll(MASK);
    }
}
