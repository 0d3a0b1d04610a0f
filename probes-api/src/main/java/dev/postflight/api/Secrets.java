package dev.postflight.api;

import java.util.List;
import java.util.Locale;

/**
 * What secrets look like, in texts whose white space is spaces and line feeds. No pattern may take more than quadratic time,
 * and none may recurse per character.
 */
final class Secrets {

    static final String MASK = "***";

    /** Every word has one of them. */
    private static final List<String> WORDS = List.of(
            "pass",
            "pwd",
            "kennwort",
            "secret",
            "token",
            "credential",
            "key",
            "signature",
            "sess",
            "connect.sid",
            "jwt",
            "auth",
            "pin",
            "otp",
            "contrase",
            "senha",
            "wachtwoord",
            "парол",
            "密码",
            "パスワード");

    private static final SecretsRule PRIVATE_KEY = new SecretsRule(
            List.of("-----begin"),
            "(?s)-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----"
                    + ".*?(?:-----END [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----|\\z)",
            MASK);

    private static final SecretsRule END_OF_PRIVATE_KEY =
            new SecretsRule(List.of("-----end"), "(?s)\\A.*-----END [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----", MASK);

    private static final SecretsRule OTHER_PRIVATE_KEY = new SecretsRule(
            List.of("private-lines", "\"kty\""),
            "(?i)(Private-Lines:|\"(?:d|p|q|dp|dq|qi|k)\"\\s*:)(?:(?<=Lines:)[\\s\\S]*+|\\s*\"[^\"]*+\"?)",
            "$1 " + MASK);

    /** To the end of the line, and lines that go on with it. */
    private static final SecretsRule HEADER = new SecretsRule(
            List.of("authorization", "cookie"),
            "(?i)((?:authorization|cookies?2?)(?:\\\\*[\"']\\s*,|\\\\*[\"']?[\\s,;]*\\\\*[\"']?value\\\\*[\"']?\\s*[:=]?"
                    + "|\\\\*[\"']?[\\[\\]]?\\s*(?:=>|->|[:=>]))(?:\\s++|\\\\++[nrt])*+)"
                    + "(?:(?:bearer|basic|digest|negotiate|ntlm|apikey|token)\\s+)?+[^\\n]*+(?:\\n +[^\\n]*+)*+",
            "$1" + MASK);

    private static final SecretsRule ELEMENT = new SecretsRule(
            List.of("<"),
            "(?i)(<[^<>]{0,200}" + SecretsWords.WORD
                    + "[^<>]{0,200}(?<!/)>)(?! called without )(?:<!\\[CDATA\\[(?:[^\\]]++|\\](?!\\]>))*+(?:\\]\\]>)?|[^<])++",
            "$1" + MASK);

    private static final SecretsRule OBJECT = new SecretsRule(
            List.of("[", "{", "("),
            "(?i)((?:" + SecretsWords.WORD + "|authorization|cookie)\\w{0,60})" + SecretsWords.PARTS,
            "$1" + MASK);

    private static final SecretsRule NAMED_VALUE = new SecretsRule(
            List.of("value"),
            "(?i)(" + SecretsWords.NAME + SecretsWords.VALUE_SEPARATOR + ")" + SecretsWords.VALUE,
            "$1" + MASK);

    /** In a text of several lines, a line that begins with the name is its value to the end, unless there are more names. */
    private static final SecretsRule LINE = new SecretsRule(
            WORDS,
            "(?im)((?:(?<=\\n) *(?:export )?|(?:\\A *|\\bexport |(?:exception|error): )(?=[^\\n]*\\n))[\\w.-]{0,60}"
                    + SecretsWords.NAME
                    + " *[:=] *+)(?![\"'“`{\\[|>&!\\n])(?![^\\n]*[ ,;][\\w.-]{1,60}[:=])(?![^\\n]*\\\\\\n)[^\\n]++$",
            "$1" + MASK);

    private static final SecretsRule PAIR = new SecretsRule(
            WORDS,
            "(?i)(?<!unexpected )(" + SecretsWords.NAME + SecretsWords.SEPARATOR + ")" + SecretsWords.NO_SECRET
                    + SecretsWords.VALUE,
            "$1" + MASK);

    private static final SecretsRule ARGUMENT = new SecretsRule(
            List.of("--", " -", "\"-", "'-", "[-"),
            "(?i)((?<![\\w-])(?:--?[\\w-]{0,40}(?:" + SecretsWords.WORD
                    + "|cookie)[\\w-]{0,40}[\"']?(?: +|, ?)(?!-)|(?:-u|--(?:proxy-)?user) +(?=\\S*:)))"
                    + SecretsWords.VALUE,
            "$1" + MASK);

    private static final SecretsRule STATEMENT = new SecretsRule(
            List.of("identified", "set password"),
            "(?i)(\\b(?:user|role|grant)\\b[^\\n]{0,200}?\\bidentified\\s+(?:with\\s+\\S{1,60}\\s+)?(?:by|as)\\s+"
                    + "(?:password\\s+|values\\s+)?|\\bset\\s+password\\s+for\\s+[^\\n=]{1,100}=\\s*)"
                    + SecretsWords.VALUE,
            "$1" + MASK);

    /** What is sent back and forth, without the name of its header. */
    private static final SecretsRule COOKIE = new SecretsRule(
            List.of("; path=/", "; domain=", "; max-age=", "; expires=", "; secure", "; httponly", "; samesite"),
            "(?i)((?<![\\w.-])[\\w.-]{1,80}=)(?:\"[^\"\\n]*+\"|[^\\s;,\"]++)"
                    + "(?=; (?:path=/|(?:domain|max-age|expires)=|(?:secure|httponly|samesite)\\b))",
            "$1" + MASK);

    /** As people write it. */
    private static final SecretsRule SENTENCE = new SecretsRule(
            List.of("pass", "pwd", "key", "token"),
            "(?i)((?<![a-z])(?:password|passwd|passphrase|passcode|pwd|api[ _-]?key"
                    + "|(?:access|auth|bearer|refresh|security|session|api|id)[ _-]token)(?: (?:is|was|of|value))? +)"
                    + "(?:[\"'“`][^\"'”`\\n]{1,200}[\"'”`]|(?=[^\\s\"'(]{0,60}\\d)[^\\s\"'(:,;)]{6,})",
            "$1" + MASK);

    private static final SecretsRule SCHEME = new SecretsRule(
            List.of("bearer", "basic", "negotiate", "ntlm", "apikey"),
            "(?i)\\b(bearer|basic|negotiate|ntlm|apikey)(?:\\s*[:=]\\s*|\\s+)[\"']?"
                    + "(?!(?:realm|charset|scope|error)=[\"'])(?=\\S*(?:[0-9=+/]|[._~-]\\w)|(?-i:\\S*[a-z][A-Z])|[a-z]{16})[a-z0-9._~+/=-]{6,}",
            "$1 " + MASK);

    private static final SecretsRule SCHEME_WITH_PARAMETERS = new SecretsRule(
            List.of("digest", "hawk", "oauth", "mac ", "signature", "aws4"),
            "(?i)\\b(digest|hawk|oauth|mac|signature|aws4-hmac-sha256)\\s+(?=[\\w-]{1,40}\\s*=)[^\\n]*+",
            "$1 " + MASK);

    private static final SecretsRule KNOWN_TOKEN = new SecretsRule(
            List.of(
                    "eyj",
                    "akia",
                    "asia",
                    "ghp_",
                    "gho_",
                    "ghu_",
                    "ghs_",
                    "ghr_",
                    "github_pat_",
                    "glpat-",
                    "xox",
                    "xapp-",
                    "aiza",
                    "ya29.",
                    "npm_",
                    "pypi-",
                    "k_live_",
                    "k_test_",
                    "sk-",
                    "hvs.",
                    "hvb.",
                    "hvr.",
                    "sg.",
                    "whsec_"),
            "(?<![A-Za-z0-9])(?:eyJ[\\w-]++(?:\\.[\\w-]*+){1,4}|eyJ[\\w+/-]{20,}+=*+|A(?:KIA|SIA)[0-9A-Z]{12,}"
                    + "|gh[pousr]_\\w{20,}|github_pat_\\w{20,}|glpat-[\\w-]{16,}|xox[a-z]-[\\w-]{8,}|xapp-[\\w-]{8,}"
                    + "|AIza[\\w-]{30,}|ya29\\.[\\w-]++|npm_\\w{30,}|pypi-[\\w-]{30,}|[srp]k_(?:live|test)_\\w{8,}"
                    + "|sk-[\\w-]{20,}|hv[sbr]\\.[\\w-]{20,}|SG\\.[\\w-]{16,}\\.[\\w-]{16,}|whsec_\\w++)",
            MASK);

    /** A secret key of AWS has no look of its own but its length; it is looked for where AWS is spoken of. */
    private static final SecretsRule AWS_KEY = new SecretsRule(
            List.of("aws", "akia", "asia"),
            "(?<![\\w/+=.-])(?=[\\w/+]{0,39}\\d)(?=[\\w/+]{0,39}[A-Z])(?=[\\w/+]{0,39}[a-z])[A-Za-z0-9/+]{40}(?![\\w/+=.-])",
            MASK);

    private static final SecretsRule HOOK = new SecretsRule(
            List.of("hooks.slack", "/webhooks/", "telegram"),
            "(?i)(hooks\\.slack\\.com/\\w++/|/webhooks/|api\\.telegram\\.org/bot)[^\\s\"'<>]++",
            "$1" + MASK);

    private static final List<SecretsRule> RULES = List.of(
            PRIVATE_KEY,
            END_OF_PRIVATE_KEY,
            OTHER_PRIVATE_KEY,
            HEADER,
            SecretsOfUrls.ORACLE_USER,
            SecretsOfUrls.USER_INFO,
            SecretsOfUrls.USER_INFO_THAT_IS_CUT,
            SecretsOfUrls.PARAMETER,
            SecretsOfUrls.QUERY,
            SecretsOfUrls.FRAGMENT,
            ELEMENT,
            OBJECT,
            NAMED_VALUE,
            LINE,
            PAIR,
            ARGUMENT,
            STATEMENT,
            COOKIE,
            SENTENCE,
            SCHEME,
            SCHEME_WITH_PARAMETERS,
            AWS_KEY,
            KNOWN_TOKEN,
            HOOK);

    private Secrets() {}

    /** Takes out all that can be told by its name, its place or its look. */
    static String mask(String text) {
        String lowerCase = text.toLowerCase(Locale.ROOT);
        String masked = text;
        for (SecretsRule rule : RULES) {
            masked = rule.mask(masked, lowerCase);
        }
        return masked;
    }

    /** For last: an at sign is as likely one of a password, and what has a name must not be cut in two by it. */
    static String maskBareUserInfo(String text) {
        return SecretsOfUrls.BARE_USER_INFO.mask(text, text);
    }
}
