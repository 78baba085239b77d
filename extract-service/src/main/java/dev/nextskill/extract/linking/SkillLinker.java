package dev.nextskill.extract.linking;

import dev.nextskill.vocabulary.Skill;
import dev.nextskill.vocabulary.SkillLabel;
import dev.nextskill.vocabulary.SkillVocabulary;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds the vocabulary's skills in a text: leftmost, longest. A label that also means other things counts only with one
 * of its context words near it in the same statement, or beside an accepted skill of the same enumeration.
 */
public final class SkillLinker {

    /** How far a context word may stand from its label, in characters: a long clause, and a bound on the work. */
    private static final int CONTEXT_WINDOW = 60;

    private final PhraseTrie<SkillLabel> labels;
    private final SkillVocabulary vocabulary;
    private final Map<SkillLabel, List<String>> context = new HashMap<>();
    private final PhraseTrie<Boolean> fillers;
    private final MisspellingRepair misspellingRepair;

    /** @param fillers words that may stand between the items of an enumeration */
    public SkillLinker(SkillVocabulary vocabulary, PhraseTrie<Boolean> fillers) {
        this.vocabulary = vocabulary;
        this.fillers = fillers;
        misspellingRepair = new MisspellingRepair(vocabulary);
        PhraseTrie.Builder<SkillLabel> builder = new PhraseTrie.Builder<>();
        for (Skill skill : vocabulary.skills()) {
            for (SkillLabel label : skill.labels()) {
                builder.add(label.text(), label);
                if (label.needsContext()) {
                    context.put(
                            label,
                            label.context().stream()
                                    .map(word -> FoldedText.of(word).toString())
                                    .toList());
                }
            }
        }
        labels = builder.build();
    }

    /** The skills named in a span of one statement, from left to right, not overlapping. */
    public List<LinkedSkill> link(FoldedText text, int from, int to) {
        List<PhraseTrie.Match<SkillLabel>> matches = labels.scan(text, from, to);
        int n = matches.size();
        boolean[] accepted = new boolean[n];
        for (int i = 0; i < n; i++) {
            SkillLabel label = matches.get(i).value();
            accepted[i] = !label.needsContext() || hasContext(text, from, to, matches.get(i));
        }
        for (int i = 1; i < n; i++) {
            accepted[i] =
                    accepted[i] || (accepted[i - 1] && inOneEnumeration(text, matches.get(i - 1), matches.get(i)));
        }
        for (int i = n - 2; i >= 0; i--) {
            accepted[i] =
                    accepted[i] || (accepted[i + 1] && inOneEnumeration(text, matches.get(i), matches.get(i + 1)));
        }
        List<LinkedSkill> linked = new ArrayList<>(n);
        for (int i = 0; i < n; i++) {
            if (accepted[i]) {
                PhraseTrie.Match<SkillLabel> match = matches.get(i);
                linked.add(new LinkedSkill(
                        match.from(),
                        match.to(),
                        vocabulary.find(match.value().skill()).orElseThrow(),
                        match.value()));
            }
        }
        return linked;
    }

    /** The skill that a misspelt name means, in the same place, or null. */
    public @Nullable LinkedSkill repair(FoldedText text, int from, int to) {
        SkillLabel label = misspellingRepair.repair(text.subSequence(from, to));
        return label == null
                ? null
                : new LinkedSkill(from, to, vocabulary.find(label.skill()).orElseThrow(), label);
    }

    private boolean inOneEnumeration(FoldedText text, PhraseTrie.Match<?> left, PhraseTrie.Match<?> right) {
        return EnumerationGap.between(text, left.to(), right.from(), fillers) != EnumerationGap.NONE;
    }

    private boolean hasContext(FoldedText text, int from, int to, PhraseTrie.Match<SkillLabel> match) {
        int start = Math.max(from, match.from() - CONTEXT_WINDOW);
        int end = Math.min(to, match.to() + CONTEXT_WINDOW);
        for (String word : context.getOrDefault(match.value(), List.of())) {
            if (stands(text, word, start, match.from())
                    || stands(text, word, match.to(), end)
                    || (word.length() > match.to() - match.from()
                            && stands(
                                    text,
                                    word,
                                    Math.max(start, match.from() - word.length()),
                                    Math.min(end, match.to() + word.length())))) {
                return true;
            }
        }
        return false;
    }

    private static boolean stands(FoldedText text, String word, int from, int to) {
        for (int at = from; at + word.length() <= to; at++) {
            if (text.startsWith(word, at)
                    && TokenBoundaries.startsAt(text, at)
                    && TokenBoundaries.endsAt(text, at + word.length(), word.length())) {
                return true;
            }
        }
        return false;
    }
}
