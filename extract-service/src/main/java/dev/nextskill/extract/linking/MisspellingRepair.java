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
 * the word has letters. A deletion stands for itself by its hash; what two share by chance, the comparison sorts out.
 */
public final class MisspellingRepair {

    private static final int SHORTEST = 5;
    /** A letter replaced by another says less than one left out or swapped: "Scala" is no "Scale". */
    private static final int SHORTEST_REPLACED = 7;

    private static final int LONGEST = 24;

    private static final int NO_LETTER = -1;

    private record Name(String letters, Skill skill, SkillLabel label) {}

    private final Map<Integer, List<Name>> byDeletion = new HashMap<>();
    private final Set<String> nearMisses = new HashSet<>();

    public MisspellingRepair(SkillVocabulary vocabulary) {
        for (YamlEntries.Entry<NearMissEntry> entry :
                YamlEntries.ofResource(MisspellingRepair.class, "near-misses.yaml", NearMissEntry.class)) {
            for (String word : entry.value().words) {
                String letters = letters(FoldedText.of(word));
                if (letters != null) {
                    nearMisses.add(letters);
                }
            }
        }
        for (Skill skill : vocabulary.skills()) {
            for (SkillLabel label : skill.labels()) {
                String letters = letters(FoldedText.of(label.text()));
                if (letters != null && !label.needsContext() && label.kind() != SkillLabel.Kind.MISSPELT) {
                    Name name = new Name(letters, skill, label);
                    for (int left = NO_LETTER; left < letters.length(); left++) {
                        byDeletion
                                .computeIfAbsent(hashWithout(letters, left), hash -> new ArrayList<>())
                                .add(name);
                    }
                }
            }
        }
    }

    /** The skill that the words of a span mean, in the same place; null where they are right, unknown, or near to several skills. */
    public @Nullable LinkedSkill repair(FoldedText text, int from, int to) {
        String word = letters(text, from, to);
        if (word == null || nearMisses.contains(word)) {
            return null;
        }
        Name meant = null;
        for (int left = NO_LETTER; left < word.length(); left++) {
            for (Name name : byDeletion.getOrDefault(hashWithout(word, left), List.of())) {
                if (isOneError(word, name.letters)) {
                    if (meant != null && !meant.skill.id().equals(name.skill.id())) {
                        return null;
                    }
                    meant = name;
                }
            }
        }
        return meant == null ? null : new LinkedSkill(from, to, meant.skill, meant.label);
    }

    private static @Nullable String letters(FoldedText words) {
        return letters(words, 0, words.length());
    }

    /** The letters of a name without its joints; null if it holds other characters, or is too short or too long to be repaired. */
    private static @Nullable String letters(FoldedText text, int from, int to) {
        StringBuilder letters = new StringBuilder(LONGEST);
        for (int at = from; at < to; at++) {
            char c = text.charAt(at);
            if (c >= 'a' && c <= 'z' && letters.length() < LONGEST) {
                letters.append(c);
            } else if (!TokenBoundaries.isJoint(c)) {
                return null;
            }
        }
        return letters.length() < SHORTEST ? null : letters.toString();
    }

    private static int hashWithout(String word, int left) {
        int hash = 0;
        for (int i = 0; i < word.length(); i++) {
            if (i != left) {
                hash = 31 * hash + word.charAt(i);
            }
        }
        return hash;
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
