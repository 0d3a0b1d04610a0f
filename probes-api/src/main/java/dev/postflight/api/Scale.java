package dev.postflight.api;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a figure is written in where it comes from: milliseconds, per cent, mebibytes. A {@link Measurement} is in its base
 * unit; this is how a probe gets there from a figure that somebody else has made.
 *
 * @param unit the base unit
 * @param symbol one of those of {@link Quantity}, or empty for the base unit itself
 * @since 0.1
 */
public record Scale(Unit unit, String symbol) {

    private static final String RULE =
            "one of seconds, bytes, ratio, count, per_second, or a symbol such as ms, % or MiB";

    /**
     * Checks that the symbol is one of the unit's.
     *
     * @throws IllegalArgumentException if it is not
     */
    public Scale {
        requireNonNull(unit, "unit");
        requireNonNull(symbol, "symbol");
        if (!symbol.isEmpty() && Quantity.unit(symbol) != unit) {
            throw new IllegalArgumentException(Faults.sentence("symbol", Faults.quoted(symbol), unit.example()));
        }
    }

    /**
     * Figures that are in a base unit already.
     *
     * @param unit the base unit
     * @return the scale
     */
    public static Scale of(Unit unit) {
        return new Scale(unit, "");
    }

    /**
     * Reads a scale.
     *
     * @param text a symbol such as {@code ms}, {@code %} or {@code MiB}; or a base unit by its name: {@code seconds},
     *     {@code bytes}, {@code ratio}, {@code count} or {@code per_second}, in any case
     * @return the scale
     * @throws IllegalArgumentException if the text is neither
     */
    public static Scale of(@Nullable String text) {
        if (text != null && !text.isEmpty()) {
            String symbol = Quantity.canonical(text);
            Unit unit = Quantity.unit(symbol);
            if (unit != null) {
                return new Scale(unit, symbol);
            }
            for (Unit base : Unit.values()) {
                if (base.name().toLowerCase(Locale.ROOT).equals(text.toLowerCase(Locale.ROOT))) {
                    return of(base);
                }
            }
        }
        throw new IllegalArgumentException(Faults.sentence("unit", Faults.quoted(text), RULE));
    }

    /**
     * A figure in its base unit.
     *
     * @param figure as it was read; its decimals are taken as they are shown, so that 5.1 % is 0.051
     * @return the nearest double; infinite when it is too large for one, not a number when the figure is none
     */
    public double inBaseUnit(double figure) {
        return symbol.isEmpty() || !Double.isFinite(figure)
                ? figure
                : Quantity.value(BigDecimal.valueOf(figure), symbol);
    }

    /** For error sentences and texts: {@code ms}, or {@code seconds}. */
    @Override
    public String toString() {
        return symbol.isEmpty() ? unit.name().toLowerCase(Locale.ROOT) : symbol;
    }
}
