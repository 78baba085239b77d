package dev.nextskill.planner.path;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Finds what somebody may have meant. */
final class Nearest {

    private static final int SHOWN = 3;

    private Nearest() {}

    /** The names nearest to the word, as a phrase: {@code "redis", "redux" or "react"}. */
    static String to(String word, List<String> names) {
        String wanted = word.toLowerCase(Locale.ROOT);
        List<String> nearest = names.stream()
                .sorted(Comparator.comparingInt((String name) -> distance(wanted, name))
                        .thenComparing(Comparator.naturalOrder()))
                .limit(SHOWN)
                .map(name -> '"' + name + '"')
                .toList();
        int last = nearest.size() - 1;
        return last < 1
                ? String.join("", nearest)
                : nearest.subList(0, last).stream().collect(Collectors.joining(", ")) + " or " + nearest.get(last);
    }

    /**
     * Edits between two words, each letter inserted, deleted or replaced costing one. V. I. Levenshtein, "Binary codes capable of
     * correcting deletions, insertions and reversals", Soviet Physics Doklady 10 (1966), 707–710.
     */
    static int distance(String one, String other) {
        int[] before = new int[other.length() + 1];
        int[] now = new int[other.length() + 1];
        for (int j = 0; j <= other.length(); j++) {
            before[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            now[0] = i;
            for (int j = 1; j <= other.length(); j++) {
                int replaced = before[j - 1] + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                now[j] = Math.min(replaced, Math.min(before[j], now[j - 1]) + 1);
            }
            int[] swap = before;
            before = now;
            now = swap;
        }
        return before[other.length()];
    }
}
