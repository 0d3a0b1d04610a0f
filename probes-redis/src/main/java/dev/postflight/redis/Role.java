package dev.postflight.redis;

/** What a Redis is to others. */
enum Role {
    PRIMARY("primary"),
    REPLICA("replica"),
    /** It watches others, and holds no data. */
    SENTINEL("sentinel");

    private final String shown;

    Role(String shown) {
        this.shown = shown;
    }

    static Role of(Info info) throws NoAnswerException {
        String role = info.text(Field.ROLE);
        if (role == null) {
            return SENTINEL;
        }
        return switch (role) {
            case "master", "primary" -> PRIMARY;
            case "slave", "replica" -> REPLICA;
            default -> throw new NoAnswerException(Words.sentence("role", info.quoted(role), "master or slave"));
        };
    }

    /** For people. */
    @Override
    public String toString() {
        return shown;
    }
}
