package dev.postflight.api;

/** The words that secrets go by and the forms that their values have, as parts of patterns in any case. */
final class SecretsWords {

    /** Parts of names; some only where nothing else begins with them. */
    static final String WORD =
            "(?:pass(?:word|wort|wd|phrase|code)|pass(?![a-z])|pwd|kennwort|secret|token|credentials?"
                    + "|(?:api|access|private|account|auth|master|shared|signing|encryption|license|subscription|storage|service"
                    + "|client|session)[ _-]?key|signature|sess(?:ion)?[ _-]?id|session(?==)|connect\\.sid|jwt"
                    + "|(?<![a-z])(?:auth|pin|otp)(?=\\\\*[\"']?\\s*[:=])"
                    + "|contrase[nñ]a|mot[ _-]de[ _-]passe|senha|wachtwoord|[Пп]арол[а-я]{0,2}|密码|パスワード)";

    /** A name that such a word is in; what is called an exception or an error holds no secret, but a message. */
    static final String NAME = WORD + "[\\w.-]{0,60}(?:\\[\\d{1,5}\\])?(?<!exception)(?<!error)";

    private static final String QUOTE = "\\\\*[\"'“”]?";

    /** White space, also where line breaks are written as in a string literal. */
    private static final String GAP = "(?:\\s++|\\\\++[nrt])*+";

    /** What may stand between a name and its value, in properties, JSON, YAML and maps. */
    static final String SEPARATOR = QUOTE + "[\\[\\]]?\\s*(?:=>|:=|->|[:=])" + GAP;

    /** What stands between them where the value is called one: {@code name="password" value="…"}, in any notation. */
    static final String VALUE_SEPARATOR = QUOTE + "[\\s,;:=]{0,20}" + QUOTE + "(?:(?:rejected|with) )?value" + QUOTE
            + "(?:\\s*[:=]\\s*|\\s+(?=[\"'\\[{(]))";

    /** What ends a value: a delimiter at the end of a word, or one that a further name follows. */
    private static final String DELIMITER = "[,;&)}\\]](?=[\\s,;&)}\\]\"']|$|[\\w.-]{1,60}\\s*[:=])";

    /** What says that there is no secret, or what is wrong with it; behind the path of a URL, also a status. */
    static final String NO_SECRET =
            "(?!(?:null|nil|none|undefined|empty|true|false|yes|no|not|missing|invalid|expired|revoked"
                    + "|denied|rejected|required|incorrect|wrong|unknown|failed|failure|ok|up|down|connect|connection|timeout|timed"
                    + "|read|status|\\w{0,80}(?:error|exception)|\\?|(?<=/[\\w.-]{1,80}[\"']?: )\\d{3})"
                    + "(?:,[\"']|[,;:.!)}\\]\"']*+(?:\\s|\\z)))";

    private static final String STRING = "\"(?:[^\"\\\\]++|\\\\[\\s\\S]|\"\")*+\"?";

    /** The lines that belong to a key of YAML: those that are further in, or begin with a hyphen. */
    private static final String LINES = "(?<=\\n {1,40})[^\\n]++(?:\\n +[^\\n]*+)*+"
            + "|[|>][+-]?\\d?(?: *#[^\\n]*+)?(?:\\n+ +[^\\n]*+)++"
            + "|(?:(?<=\\n)- [^\\n]*+\\n?)++";

    /** Quoted in some way, whether or not the quote is closed. */
    private static final String QUOTED = "\"\"\"(?:(?!\"\"\")[\\s\\S])*+(?:\"\"\")?"
            + "|(?<escape>\\\\++)\"(?:[^\\\\\"]++|(?!\\k<escape>\")\\\\++\"?)*+(?:\\k<escape>\")?"
            + "|\\\\++'[^']*+'?"
            + "|" + STRING
            + "|'(?:[^'\\\\]++|\\\\[\\s\\S]|'')*+'?"
            + "|`[^`]*+`?|[“„][^”“]*+[”“]?";

    private static final String INNER_BRACES = "\\{(?:[^{}\"]++|" + STRING + ")*+\\}";
    private static final String BRACES =
            "\\{(?:[^{}\"]++|" + STRING + "|" + INNER_BRACES + ")*+(?:\\}|(?=\\{)[\\s\\S]*+)?";
    private static final String INNER_BRACKETS = "\\[(?:[^\\[\\]\"]++|" + STRING + ")*+\\]";
    private static final String BRACKETS =
            "\\[(?:[^\\[\\]\"]++|" + STRING + "|" + INNER_BRACKETS + ")*+(?:\\]|(?=\\[)[\\s\\S]*+)?";
    private static final String PARENTHESES = "\\([^)]*+\\)?";

    /** What is left of a word: up to white space or what ends a value. */
    private static final String REST = "(?:\\\\\\n\\s*+|[^\\s,;&)}\\]]|(?!" + DELIMITER + ")[,;&)}\\]])";

    /** A scheme of authorization, a tag or an anchor of YAML, which are not yet the value. */
    private static final String PREFIX = "(?:(?:bearer|basic|digest|negotiate|apikey)\\s+|[!&][\\w!/.-]{1,60} +)?+";

    static final String VALUE = PREFIX + "(?:" + LINES + "|" + QUOTED
            + "|(?:" + BRACES + "(?:\\}(?=[\\w!#$%^*+.@-])[^}]*+\\}?)*+"
            + "|[\\w.$]{0,60}" + BRACKETS + "|[\\w.$]{1,60}" + PARENTHESES + ")" + REST + "*+"
            + "|" + REST + "++)";

    /** The parts of an object that is called by such a word: {@code Credentials[user=app, value=…]}. */
    static final String PARTS =
            "(?:(?!\\[\\d{1,5}\\])" + BRACKETS + "|" + BRACES + "|(?=\\([^()\\n]{0,200}=)" + PARENTHESES + ")";

    private SecretsWords() {}
}
