package dev.postflight.http;

import java.util.List;

/** One thing that an answer must be, beside its status. */
interface Expectation {

    /** Adds a sentence for whatever is not as expected. */
    void judge(Seen seen, List<String> unmet);

    /** For people. */
    String wanted();

    /** Whether it is about the body, which may not have been read to its end. */
    default boolean needsBody() {
        return true;
    }
}
