package dev.nextskill.extract.linking;

import java.util.Collection;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Words that spans of a text are looked up in, without making a string of each. */
public final class WordSet {

    /** By hash, in the next free place behind it; at least half of the places are free. */
    private final @Nullable String[] table;

    private WordSet(@Nullable String[] table) {
        this.table = table;
    }

    /** @param words folded */
    public static WordSet of(Collection<String> words) {
        Set<String> different = Set.copyOf(words);
        @Nullable String[] table = new String[Integer.highestOneBit(Math.max(1, different.size())) * 4];
        for (String word : different) {
            int place = word.hashCode() & table.length - 1;
            while (table[place] != null) {
                place = place + 1 & table.length - 1;
            }
            table[place] = word;
        }
        return new WordSet(table);
    }

    /** Whether the span is one of the words. */
    public boolean contains(FoldedText text, int from, int to) {
        int hash = 0;
        for (int at = from; at < to; at++) {
            hash = 31 * hash + text.charAt(at);
        }
        int place = hash & table.length - 1;
        for (String word = table[place]; word != null; word = table[place]) {
            if (word.length() == to - from && text.startsWith(word, from)) {
                return true;
            }
            place = place + 1 & table.length - 1;
        }
        return false;
    }
}
