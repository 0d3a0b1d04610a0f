package dev.postflight.api;

import java.util.List;

/** What secrets look like in URLs, of the web and of JDBC, and in what is like a URL. */
final class SecretsOfUrls {

    /** A parameter begins. */
    private static final String PARAMETERS = "[?&;,(][\\w.-]{1,60}=";

    /** A colon before white space is what goes on after the URL. */
    private static final String VALUE = "[^&;\\s\"'<>:]*+(?::(?!\\s)[^&;\\s\"'<>:]*+)*+";

    private static final String SECRET_PARAMETER = "[?&;,(][\\w.-]{0,60}" + SecretsWords.WORD + "[\\w.-]{0,60}=";

    /** Not where the address comes after the at sign: then there is no user. */
    static final SecretsRule ORACLE_USER = new SecretsRule(
            List.of("oracle:"),
            "(?i)(oracle:\\w{1,20}:)(?!\\*{3}@|@[^\\s@?]*+(?:[\\s?]|\\z))"
                    + "(?:(?:\"[^\"\\n]*+\"|[^\\s/\"@]*+)/\"[^\"\\n]*+\"?@?|\"[^\"\\n]*+\"/\\S*@|\\S*@|[^\\s/@]++/[^\\s\"')\\]]++)",
            "$1" + Secrets.MASK + "@");

    /**
     * Up to the last at sign, because a password may have some; but not to one in the value of a parameter. With a colon in
     * it, user info may hold what has a meaning elsewhere in a URL; but a port is no password.
     */
    static final SecretsRule USER_INFO = new SecretsRule(
            List.of("@"),
            "//(?:[^\\s/?#@:;(]*+:(?!\\d{1,5}(?![\\w~!$%^*+=@-]|[?#][^\\s/=&]*@))"
                    + "(?!(?i:[^\\s@]{0,200}?" + SECRET_PARAMETER + "))[^\\s@]*+@(?:(?![^\\s@]*" + PARAMETERS
                    + ")[^\\s@]*+@)*+"
                    + "|(?:(?:[^\\s?#\"'<>;,&(@]++|(?!" + PARAMETERS + ")[;,&(])*+@)++)",
            "//" + Secrets.MASK + "@");

    /** At the end of a text that was cut, the at sign may be missing. */
    static final SecretsRule USER_INFO_THAT_IS_CUT = new SecretsRule(
            List.of("//"),
            "//[^\\s/?#@:\\[]*+:(?!\\d|port|[{$<*])[^\\s/@\"'<>…]++(?=[\"'…]?\\z)",
            "//" + Secrets.MASK + "@");

    /** As drivers show what they took for a host name, and as clients of Oracle take it. */
    static final SecretsRule BARE_USER_INFO = new SecretsRule(
            List.of("@"),
            "(?:(?<![\\w@./*-])[\\w.%+-]{0,60}:(?!//)(?:[^\\s\"'<>*:]|:(?!//)|\\*(?!\\*\\*@)){1,200}"
                    + "|(?<![\\w/.:@*-])[\\w$#]{1,30}/(?:\"[^\"\\n]{1,128}\"|[^\\s/\"']{1,128}))"
                    + "(?<!\\*{3}|(?i:oracle:\\w{1,20}:))@(?!sha\\d)(?=//|[\\w\\[(])",
            Secrets.MASK + "@");

    static final SecretsRule PARAMETER = new SecretsRule(
            List.of("="),
            "([?&;#][\\w.%$~*\\[\\]-]{1,100}=)" + "(?:\\{(?:[^}]|\\}\\})*+\\}?|\"[^\"\\n]*+\"?|'[^'\\n]*+'?)?+" + VALUE,
            "$1" + Secrets.MASK);

    /** What has no name in a query, or an unusual one; each goes on where the one before has ended. */
    static final SecretsRule QUERY = new SecretsRule(
            List.of("?"),
            "((?://[^\\s?#\"'<>]*+\\?|(?!\\A)\\G[&;]++)(?:[^\\s&;=\"'<>]*+=)?+)(?!:\\s)(?=[^\\s&;\"'<>])" + VALUE,
            "$1" + Secrets.MASK);

    /** One without a name that is no word of people. */
    static final SecretsRule FRAGMENT = new SecretsRule(
            List.of("#"), "(//[^\\s#\"'<>]*+#)(?=[^\\s\"'<>]*\\d)[^\\s&=;\"'<>]{16,}", "$1" + Secrets.MASK);

    private SecretsOfUrls() {}
}
