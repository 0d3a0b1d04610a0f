package dev.postflight.api;

import java.util.List;

/**
 * What a {@link Threshold} is about: a {@link Figure}, which has a value, or a {@link Composite}, which holds or does not.
 *
 * @since 0.1
 */
public sealed interface Subject permits Figure, Composite {

    /**
     * What it is made of: metrics, and figures over time windows.
     *
     * @return {@link Figure.Metric} and {@link Figure.OverTime} only, in the order of writing
     */
    List<Figure> terms();
}
