package dev.nextskill.extract.linking;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.nextskill.vocabulary.YamlEntries;
import java.util.List;

/** Chinese words that no name may begin or end inside of: Chinese writes no gaps, so "数据工程师" would name 数据工程. */
final class WholeWords {

    private final PhraseTrie<Boolean> words;
    /** What stands in a word before another of its characters, and behind one: few edges of names lie between two such. */
    private final CharacterSet before;

    private final CharacterSet behind;
    private final int longest;

    WholeWords() {
        PhraseTrie.Builder<Boolean> builder = new PhraseTrie.Builder<>();
        StringBuilder befores = new StringBuilder();
        StringBuilder behinds = new StringBuilder();
        int length = 0;
        for (YamlEntries.Entry<WordsEntry> entry :
                YamlEntries.ofResource(WholeWords.class, "whole-words.yaml", WordsEntry.class)) {
            for (String word : entry.value().words) {
                builder.add(word, true);
                befores.append(word, 0, word.length() - 1);
                behinds.append(word, 1, word.length());
                length = Math.max(length, word.length());
            }
        }
        words = builder.build();
        before = CharacterSet.of(befores.toString());
        behind = CharacterSet.of(behinds.toString());
        longest = length;
    }

    /** Whether a word stands across one of the span's ends. */
    boolean areCutBy(FoldedText text, int from, int to) {
        return isInside(text, from) || isInside(text, to);
    }

    private boolean isInside(FoldedText text, int edge) {
        if (!behind.contains(text.at(edge)) || !before.contains(text.at(edge - 1))) {
            return false;
        }
        for (int start = edge - 1; start >= 0 && start > edge - longest; start--) {
            PhraseTrie.Match<Boolean> word = words.longestAt(text, start, Math.min(text.length(), start + longest));
            if (word != null && word.to() > edge) {
                return true;
            }
        }
        return false;
    }

    /** A line of the data file. */
    record WordsEntry(@JsonProperty(required = true) List<String> words) {}
}
