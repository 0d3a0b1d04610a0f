package dev.postflight.adapters;

/** The words of Spring Boot for health, which are the same in all its versions. */
final class SpringBootStatus {

    private SpringBootStatus() {}

    static Heard.Meaning meaning(String code) {
        return switch (code) {
            case "UP" -> Heard.Meaning.UP;
            case "DOWN", "OUT_OF_SERVICE" -> Heard.Meaning.DOWN;
            case "UNKNOWN" -> Heard.Meaning.UNKNOWN;
            default -> Heard.Meaning.OTHER;
        };
    }

    /** Spring Boot answers 200 to UNKNOWN, and leaves it out among others. */
    static String of(VerdictHealth.Standing standing) {
        return switch (standing.state()) {
            case VERIFIED -> "UP";
            case UNDECIDED -> "OUT_OF_SERVICE";
            case FAILED -> "DOWN";
        };
    }
}
