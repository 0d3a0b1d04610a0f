package dev.postflight.redis;

/**
 * One answer in the protocol of Redis.
 *
 * @param type its first character
 * @param text what it says; of numbers and of what is there not at all, as it was written
 */
record Reply(char type, String text) {

    static final char STATUS = '+';
    static final char ERROR = '-';
    static final char NUMBER = ':';
    static final char BULK = '$';

    boolean isError() {
        return type == ERROR;
    }
}
