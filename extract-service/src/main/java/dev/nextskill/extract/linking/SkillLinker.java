package dev.nextskill.extract.linking;

import dev.nextskill.vocabulary.Skill;
import dev.nextskill.vocabulary.SkillLabel;
import dev.nextskill.vocabulary.SkillType;
import dev.nextskill.vocabulary.SkillVocabulary;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
    private final PhraseTrie<Integer> contextWords;
    /** Of each ambiguous label: the numbers of its context words. */
    private final IdentityHashMap<SkillLabel, Set<Integer>> context = new IdentityHashMap<>();

    private final PhraseTrie<Boolean> fillers;
    private final MisspellingRepair misspellingRepair;

    /** @param fillers words that may stand between the items of an enumeration */
    public SkillLinker(SkillVocabulary vocabulary, PhraseTrie<Boolean> fillers) {
        this.vocabulary = vocabulary;
        this.fillers = fillers;
        misspellingRepair = new MisspellingRepair(vocabulary);
        PhraseTrie.Builder<SkillLabel> builder = new PhraseTrie.Builder<>();
        PhraseTrie.Builder<Integer> words = new PhraseTrie.Builder<>();
        Map<String, Integer> wordIds = new HashMap<>();
        for (Skill skill : vocabulary.skills()) {
            for (SkillLabel label : skill.labels()) {
                builder.add(label.text(), label);
                if (label.needsContext()) {
                    Set<Integer> ids = new HashSet<>();
                    for (String word : label.context()) {
                        String folded = SkillVocabulary.normalise(word);
                        int id = wordIds.computeIfAbsent(folded, w -> wordIds.size());
                        words.add(word, id);
                        ids.add(id);
                    }
                    context.put(label, Set.copyOf(ids));
                }
            }
        }
        labels = builder.build();
        contextWords = words.build();
    }

    /** The skills named in a span of one statement, from left to right, not overlapping. */
    public List<LinkedSkill> link(FoldedText text, int from, int to) {
        return link(text, from, to, false);
    }

    /**
     * The skills named in a span of one statement, from left to right, not overlapping.
     *
     * @param isAsked whether it stands among requirements: "- Go" there, an item of its own, needs no other word to be the language
     */
    public List<LinkedSkill> link(FoldedText text, int from, int to, boolean isAsked) {
        List<PhraseTrie.Match<SkillLabel>> matches = labels.scan(text, from, to);
        int n = matches.size();
        boolean[] accepted = new boolean[n];
        List<PhraseTrie.Match<Integer>> words =
                matches.stream().anyMatch(match -> match.value().needsContext())
                        ? contextWords.scanAll(text, from, to)
                        : List.of();
        for (int i = 0; i < n; i++) {
            accepted[i] = !matches.get(i).value().needsContext()
                    || (isAsked
                            && matches.get(i).from() == from
                            && matches.get(i).to() == to)
                    || hasContext(matches.get(i), words);
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
                LinkedSkill skill = linked(match);
                LinkedSkill language = language(text, skill);
                if (language != null) {
                    linked.add(language);
                }
                linked.add(skill);
            }
        }
        return linked;
    }

    private LinkedSkill linked(PhraseTrie.Match<SkillLabel> match) {
        return new LinkedSkill(
                match.from(), match.to(), vocabulary.find(match.value().skill()).orElseThrow(), match.value());
    }

    /** The programming language that the first word of a longer skill names besides: "SQL调优", "Java NIO"; not "SQL Server". */
    private @Nullable LinkedSkill language(FoldedText text, LinkedSkill outer) {
        for (PhraseTrie.Match<SkillLabel> inner = labels.longestAt(text, outer.from(), outer.to() - 1);
                inner != null;
                inner = labels.longestAt(text, outer.from(), inner.to() - 1)) {
            LinkedSkill language = linked(inner);
            if (language.skill().type() == SkillType.PROGRAMMING_LANGUAGE
                    && !language.skill().id().equals(outer.skill().id())
                    && !inner.value().needsContext()
                    && inner.value().kind() != SkillLabel.Kind.MISSPELT) {
                char next = text.at(inner.to()) == ' ' ? text.at(inner.to() + 1) : text.at(inner.to());
                boolean isPart =
                        outer.skill().broader().contains(language.skill().id());
                return isPart || !TokenBoundaries.isLatinOrDigit(next) ? language : null;
            }
        }
        return null;
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

    /** Whether one of the label's context words stands near the match: beside it, around it or across its edge. */
    private boolean hasContext(PhraseTrie.Match<SkillLabel> match, List<PhraseTrie.Match<Integer>> words) {
        Set<Integer> wanted = context.getOrDefault(match.value(), Set.of());
        for (int i = firstFrom(words, match.from() - CONTEXT_WINDOW);
                i < words.size() && words.get(i).from() <= match.to() + CONTEXT_WINDOW;
                i++) {
            PhraseTrie.Match<Integer> word = words.get(i);
            boolean inside = word.from() >= match.from() && word.to() <= match.to();
            if (!inside && wanted.contains(word.value())) {
                return true;
            }
        }
        return false;
    }

    private static int firstFrom(List<PhraseTrie.Match<Integer>> words, int position) {
        int low = 0;
        int high = words.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (words.get(middle).from() < position) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
