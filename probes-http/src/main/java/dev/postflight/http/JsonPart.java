package dev.postflight.http;

/**
 * A place in a JSON document that is judged.
 *
 * @param pointer where
 * @param document the whole of it
 * @param seen the answer that it is from
 */
record JsonPart(String pointer, Json document, Seen seen) {

    JsonTree value() {
        return document.part(pointer);
    }

    /** What it would be in. */
    JsonPart parent() {
        return new JsonPart(pointer.substring(0, Math.max(0, pointer.lastIndexOf('/'))), document, seen);
    }

    /** What is there, or that there is nothing, and what is expected. */
    String unlike(String expected) {
        return unlike("", expected);
    }

    /**
     * What is there, or that there is nothing, and what is expected.
     *
     * @param remark on what is there, after it
     */
    String unlike(String remark, String expected) {
        String there = document.at(pointer);
        return sentence(there == null ? "is absent" : "is " + Texts.value(pointer, there) + remark, expected);
    }

    String sentence(String found, String expected) {
        return name() + ' ' + found + " (expected: " + expected + ")";
    }

    /** The place for people. */
    String name() {
        return pointer.isEmpty() ? "the document" : Texts.cut(pointer);
    }
}
