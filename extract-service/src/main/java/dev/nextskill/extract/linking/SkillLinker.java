package dev.nextskill.extract.linking;

import dev.nextskill.vocabulary.Skill;
import dev.nextskill.vocabulary.SkillLabel;
import dev.nextskill.vocabulary.SkillType;
import dev.nextskill.vocabulary.SkillVocabulary;
import java.util.ArrayList;
import java.util.BitSet;
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

    /**
     * A label with what is to know where it is found.
     *
     * @param context the numbers of its context words; none if the label is enough by itself
     */
    private record Name(Skill skill, SkillLabel label, BitSet context) {

        boolean needsContext() {
            return !context.isEmpty();
        }
    }

    private static final BitSet NO_CONTEXT = new BitSet();

    private final PhraseTrie<Name> names;
    private final PhraseTrie<Integer> contextWords;

    private final PhraseTrie<Boolean> fillers;
    private final WholeWords wholeWords = new WholeWords();
    private final MisspellingRepair misspellingRepair;
    private final ElidedNames elidedNames;

    /** @param fillers words that may stand between the items of an enumeration */
    public SkillLinker(SkillVocabulary vocabulary, PhraseTrie<Boolean> fillers) {
        this.fillers = fillers;
        misspellingRepair = new MisspellingRepair(vocabulary);
        elidedNames = new ElidedNames(vocabulary);
        PhraseTrie.Builder<Name> builder = new PhraseTrie.Builder<>();
        PhraseTrie.Builder<Integer> words = new PhraseTrie.Builder<>();
        Map<String, Integer> wordIds = new HashMap<>();
        for (Skill skill : vocabulary.skills()) {
            for (SkillLabel label : skill.labels()) {
                BitSet context = label.needsContext() ? new BitSet() : NO_CONTEXT;
                for (String word : label.context()) {
                    int id = wordIds.computeIfAbsent(SkillVocabulary.normalise(word), w -> wordIds.size());
                    words.add(word, id);
                    context.set(id);
                }
                builder.add(label.text(), new Name(skill, label, context));
            }
        }
        names = builder.build();
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
        List<PhraseTrie.Match<Name>> matches = wholeNames(text, from, to);
        int n = matches.size();
        boolean[] accepted = new boolean[n];
        List<PhraseTrie.Match<Integer>> words = null;
        for (int i = 0; i < n; i++) {
            PhraseTrie.Match<Name> match = matches.get(i);
            accepted[i] = !match.value().needsContext() || (isAsked && match.from() == from && match.to() == to);
            if (!accepted[i]) {
                words = words == null ? contextWords.scanAll(text, from, to) : words;
                accepted[i] = hasContext(match, words);
            }
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
                LinkedSkill skill = linked(matches.get(i));
                LinkedSkill language = language(text, skill);
                if (language != null) {
                    linked.add(language);
                }
                linked.add(skill);
            }
        }
        return elidedNames.complete(text, from, to, linked);
    }

    /** The labels of a span, leftmost first, at each place the longest that cuts no word. */
    private List<PhraseTrie.Match<Name>> wholeNames(FoldedText text, int from, int to) {
        List<PhraseTrie.Match<Name>> matches = new ArrayList<>();
        int at = from;
        while (at < to) {
            PhraseTrie.Match<Name> match = names.longestAt(text, at, to);
            while (match != null && wholeWords.areCutBy(text, at, match.to())) {
                match = names.longestAt(text, at, match.to() - 1);
            }
            if (match != null) {
                matches.add(match);
                at = match.to();
            } else {
                at++;
            }
        }
        return matches;
    }

    private static LinkedSkill linked(PhraseTrie.Match<Name> match) {
        return new LinkedSkill(
                match.from(), match.to(), match.value().skill(), match.value().label());
    }

    /** The programming language that the first word of a longer skill names besides: "SQL调优", "Java NIO"; not "SQL Server". */
    private @Nullable LinkedSkill language(FoldedText text, LinkedSkill outer) {
        for (PhraseTrie.Match<Name> inner = names.longestAt(text, outer.from(), outer.to() - 1);
                inner != null;
                inner = names.longestAt(text, outer.from(), inner.to() - 1)) {
            Skill language = inner.value().skill();
            if (language.type() == SkillType.PROGRAMMING_LANGUAGE
                    && !language.id().equals(outer.skill().id())
                    && !inner.value().needsContext()
                    && inner.value().label().kind() != SkillLabel.Kind.MISSPELT) {
                char next = text.at(inner.to()) == ' ' ? text.at(inner.to() + 1) : text.at(inner.to());
                boolean isPart = outer.skill().broader().contains(language.id());
                return isPart || !TokenBoundaries.isLatinOrDigit(next) ? linked(inner) : null;
            }
        }
        return null;
    }

    /** The skill of a label that is exactly these words, whatever stands around them, or null; "ReAct" is no "React". */
    public @Nullable LinkedSkill named(FoldedText text, int from, int to) {
        PhraseTrie.Match<Name> match = names.longestAt(text, from, to);
        return match != null && match.to() == to && match.value().label().text().equals(text.quote(from, to))
                ? linked(match)
                : null;
    }

    /** The skill that a misspelt name means, in the same place, or null. */
    public @Nullable LinkedSkill repair(FoldedText text, int from, int to) {
        return misspellingRepair.repair(text, from, to);
    }

    private boolean inOneEnumeration(FoldedText text, PhraseTrie.Match<?> left, PhraseTrie.Match<?> right) {
        return EnumerationGap.between(text, left.to(), right.from(), fillers) != EnumerationGap.NONE;
    }

    /** Whether one of the label's context words stands near the match: beside it, around it or across its edge. */
    private static boolean hasContext(PhraseTrie.Match<Name> match, List<PhraseTrie.Match<Integer>> words) {
        BitSet wanted = match.value().context();
        for (int i = firstFrom(words, match.from() - CONTEXT_WINDOW);
                i < words.size() && words.get(i).from() <= match.to() + CONTEXT_WINDOW;
                i++) {
            PhraseTrie.Match<Integer> word = words.get(i);
            boolean inside = word.from() >= match.from() && word.to() <= match.to();
            if (!inside && wanted.get(word.value())) {
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
