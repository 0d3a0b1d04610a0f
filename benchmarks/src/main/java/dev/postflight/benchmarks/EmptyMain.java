package dev.postflight.benchmarks;

/** What a JVM costs that does nothing: the measure of all other cold starts. See {@code benchmarks/cold-start.sh}. */
public final class EmptyMain {

    private EmptyMain() {}

    /**
     * Does nothing.
     *
     * @param args not used
     */
    public static void main(String[] args) {}
}
