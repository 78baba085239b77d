package dev.nextskill.ingest.source;

/** Levenshtein's distance: how many characters must be put in, left out or replaced. */
final class EditDistance {

    private EditDistance() {}

    /** In UTF-16 units. Time and memory grow with the product and the shorter of the lengths. */
    static int between(String one, String other) {
        var before = new int[other.length() + 1];
        for (var j = 0; j <= other.length(); j++) {
            before[j] = j;
        }
        for (var i = 1; i <= one.length(); i++) {
            var row = new int[other.length() + 1];
            row[0] = i;
            for (var j = 1; j <= other.length(); j++) {
                var replaced = before[j - 1] + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(replaced, Math.min(before[j], row[j - 1]) + 1);
            }
            before = row;
        }
        return before[other.length()];
    }
}
