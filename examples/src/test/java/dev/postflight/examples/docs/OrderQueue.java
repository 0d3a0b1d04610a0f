package dev.postflight.examples.docs;

/** What the examples of the documentation ask. */
interface OrderQueue {
    int size();
}
