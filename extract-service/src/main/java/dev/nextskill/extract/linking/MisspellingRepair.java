package dev.nextskill.extract.linking;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.nextskill.vocabulary.Skill;
import dev.nextskill.vocabulary.SkillLabel;
import dev.nextskill.vocabulary.SkillVocabulary;
import dev.nextskill.vocabulary.YamlEntries;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Repairs a typing or OCR error in a Latin name: one letter too many, too few, wrong or swapped with the next
 * ("tensorfolw"), where exactly one skill is that near. Short names, digits (a version is no error) and the words of {@code
 * near-misses.yaml} stay as they are.
 *
 * <p>Labels are found by their deletions of one letter, as in SymSpell (W. Garbe, 2012): a look-up costs as many probes as
 * the word has letters.
 */
public final class MisspellingRepair {

    private static final int SHORTEST = 5;
    /** A letter replaced by another says less than one left out or swapped: "Scala" is no "Scale". */
    private static final int SHORTEST_REPLACED = 7;

    private static final int LONGEST = 24;

    private final Map<String, List<SkillLabel>> byDeletion = new HashMap<>();
    private final Map<SkillLabel, String> letters = new HashMap<>();
    private final Set<String> nearMisses = new HashSet<>();

    public MisspellingRepair(SkillVocabulary vocabulary) {
        for (YamlEntries.Entry<NearMissEntry> entry :
                YamlEntries.ofResource(MisspellingRepair.class, "near-misses.yaml", NearMissEntry.class)) {
            entry.value().words.forEach(word -> nearMisses.add(letters(word)));
        }
        for (Skill skill : vocabulary.skills()) {
            for (SkillLabel label : skill.labels()) {
                String word = letters(label.text());
                if (!label.needsContext()
                        && label.kind() != SkillLabel.Kind.MISSPELT
                        && word.length() >= SHORTEST
                        && word.length() <= LONGEST
                        && word.chars().allMatch(c -> c >= 'a' && c <= 'z')) {
                    letters.put(label, word);
                    for (String key : withDeletions(word)) {
                        byDeletion.computeIfAbsent(key, k -> new ArrayList<>()).add(label);
                    }
                }
            }
        }
    }

    /** The label that was meant, or null where the word is right, unknown, or near to several skills. */
    public @Nullable SkillLabel repair(String words) {
        String word = letters(words);
        if (word.length() < SHORTEST
                || word.length() > LONGEST
                || nearMisses.contains(word)
                || !word.chars().allMatch(c -> c >= 'a' && c <= 'z')) {
            return null;
        }
        SkillLabel found = null;
        for (String key : withDeletions(word)) {
            for (SkillLabel label : byDeletion.getOrDefault(key, List.of())) {
                if (isOneError(word, letters.getOrDefault(label, ""))) {
                    if (found != null && !found.skill().equals(label.skill())) {
                        return null;
                    }
                    found = label;
                }
            }
        }
        return found;
    }

    private static String letters(String words) {
        StringBuilder letters = new StringBuilder();
        FoldedText.of(words)
                .chars()
                .filter(c -> !TokenBoundaries.isJoint((char) c))
                .forEach(c -> letters.append((char) c));
        return letters.toString();
    }

    private static List<String> withDeletions(String word) {
        List<String> keys = new ArrayList<>(word.length() + 1);
        keys.add(word);
        for (int i = 0; i < word.length(); i++) {
            keys.add(word.substring(0, i) + word.substring(i + 1));
        }
        return keys;
    }

    private static boolean isOneError(String word, String label) {
        if (word.charAt(0) != label.charAt(0) || word.equals(label)) {
            return false;
        }
        int from = 0;
        while (from < word.length() && from < label.length() && word.charAt(from) == label.charAt(from)) {
            from++;
        }
        int wordTo = word.length();
        int labelTo = label.length();
        while (wordTo > from && labelTo > from && word.charAt(wordTo - 1) == label.charAt(labelTo - 1)) {
            wordTo--;
            labelTo--;
        }
        int inWord = wordTo - from;
        int inLabel = labelTo - from;
        if (inWord + inLabel == 1) {
            // A plural is no error, and neither is another name that begins alike.
            return from < label.length() && from < word.length();
        }
        if (inWord == 2 && inLabel == 2) {
            return word.charAt(from) == label.charAt(from + 1) && word.charAt(from + 1) == label.charAt(from);
        }
        return inWord == 1 && inLabel == 1 && label.length() >= SHORTEST_REPLACED;
    }

    /** A line of the data file. */
    record NearMissEntry(@JsonProperty(required = true) List<String> words) {}
}
