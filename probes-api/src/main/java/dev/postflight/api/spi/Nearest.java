package dev.postflight.api.spi;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

/** What was perhaps meant by a name that nothing has. */
final class Nearest {

    private static final int MOST = 3;
    private static final int LONGEST = 100;
    private static final int LEAST_PART = 4;

    private Nearest() {}

    /**
     * The names that differ least and not much, or else those that have the word in them; none when that are many, as it helps
     * nobody then.
     */
    static List<String> to(String word, Collection<String> names) {
        String wanted = word.strip().toLowerCase(Locale.ROOT).replace('_', '-');
        if (wanted.isEmpty() || wanted.length() > LONGEST) {
            return List.of();
        }
        List<String> near = new ArrayList<>();
        List<String> around = new ArrayList<>();
        int least = Math.max(1, wanted.length() / 3);
        for (String name : names) {
            String known = name.toLowerCase(Locale.ROOT);
            int distance = distance(wanted, known);
            if (distance < least) {
                near.clear();
                least = distance;
            }
            if (distance == least) {
                near.add(name);
            }
            if (wanted.length() >= LEAST_PART && known.contains(wanted)) {
                around.add(name);
            }
        }
        List<String> found = near.isEmpty() ? around : near;
        return found.size() > MOST ? List.of() : List.copyOf(found);
    }

    /** How many letters must be changed, put in, left out, or exchanged with the next one (Damerau 1964, each letter once). */
    private static int distance(String one, String other) {
        int[] before = new int[other.length() + 1];
        int[] above = new int[other.length() + 1];
        for (int j = 0; j <= other.length(); j++) {
            above[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int[] row = new int[other.length() + 1];
            row[0] = i;
            for (int j = 1; j <= other.length(); j++) {
                int changed = above[j - 1] + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(changed, Math.min(above[j], row[j - 1]) + 1);
                if (i > 1
                        && j > 1
                        && one.charAt(i - 1) == other.charAt(j - 2)
                        && one.charAt(i - 2) == other.charAt(j - 1)) {
                    row[j] = Math.min(row[j], before[j - 2] + 1);
                }
            }
            before = above;
            above = row;
        }
        return above[other.length()];
    }
}
