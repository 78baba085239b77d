package dev.nextskill.extract.linking;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.nextskill.vocabulary.Skill;
import dev.nextskill.vocabulary.SkillLabel;
import dev.nextskill.vocabulary.SkillVocabulary;
import dev.nextskill.vocabulary.YamlEntries;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Completes the Chinese names that an enumeration shortens: "数据清洗、去重" names 数据去重 too, "功能/性能测试" 功能测试. A shortened item counts only if, with the beginning or the end of its neighbour, it is a label of the vocabulary.
 */
final class ElidedNames {

    private static final int LONGEST_ITEM = 6;
    private static final int LONGEST_SHARED = 6;
    private static final int SHORTEST_SHARED = 2;
    /** Bounds how far an enumeration is followed. */
    private static final int MOST_ITEMS = 8;
    /** A longer known name between is a thing of its own: what stands behind it does not go on with the first. */
    private static final int LONGEST_BETWEEN = 4;

    private static final CharacterSet JOINTS = CharacterSet.of("、/和与及或&");

    private static final int LAST_BITS = (1 << 18) - 1;

    private final SkillVocabulary vocabulary;
    private final Map<String, SkillLabel> labels = new HashMap<>();
    /** Of hashes, by their last bits, whether {@link #labels} may know them. Most items go on with nothing, which is told without making a string. */
    private final BitSet mayBeLabels = new BitSet(LAST_BITS + 1);

    private final WordSet never;

    ElidedNames(SkillVocabulary vocabulary) {
        this.vocabulary = vocabulary;
        Set<String> neverElided = new HashSet<>();
        for (YamlEntries.Entry<WordsEntry> entry :
                YamlEntries.ofResource(ElidedNames.class, "never-elided.yaml", WordsEntry.class)) {
            neverElided.addAll(entry.value().words);
        }
        never = WordSet.of(neverElided);
        for (Skill skill : vocabulary.skills()) {
            for (SkillLabel label : skill.labels()) {
                String word = FoldedText.of(label.text()).toString();
                if (!label.needsContext()
                        && label.kind() != SkillLabel.Kind.MISSPELT
                        && word.length() >= 2 * SHORTEST_SHARED
                        && word.chars().allMatch(c -> TokenBoundaries.isHan((char) c))) {
                    labels.put(word, label);
                    mayBeLabels.set(word.hashCode() & LAST_BITS);
                }
            }
        }
    }

    /** @param linked the skills of a span, from left to right; the same with those found besides them comes back */
    List<LinkedSkill> complete(FoldedText text, int from, int to, List<LinkedSkill> linked) {
        if (linked.isEmpty()) {
            return linked;
        }
        List<LinkedSkill> found = new ArrayList<>(linked);
        for (int i = 0; i < linked.size(); i++) {
            LinkedSkill whole = linked.get(i);
            if (whole.to() - whole.from() > SHORTEST_SHARED) {
                if (TokenBoundaries.isHan(text.charAt(whole.from()))) {
                    addBehind(text, to, linked, i, found);
                }
                if (TokenBoundaries.isHan(text.charAt(whole.to() - 1))) {
                    addBefore(text, from, linked, i, found);
                }
            }
        }
        if (found.size() > linked.size()) {
            found.sort(Comparator.comparingInt(LinkedSkill::from));
        }
        return found;
    }

    /** "数据清洗、去重": items behind a name that share its beginning. */
    private void addBehind(FoldedText text, int to, List<LinkedSkill> known, int index, List<LinkedSkill> found) {
        LinkedSkill whole = known.get(index);
        int next = index + 1;
        int at = whole.to();
        for (int items = 0; items < MOST_ITEMS; items++) {
            int item = joinedTo(text, at, to);
            if (item < 0) {
                return;
            }
            while (next < known.size() && known.get(next).from() < item) {
                next++;
            }
            if (next < known.size() && known.get(next).from() == item) {
                at = known.get(next).to();
                if (at - item > LONGEST_BETWEEN) {
                    return;
                }
                continue;
            }
            int limit = Math.min(next < known.size() ? known.get(next).from() : to, item + LONGEST_ITEM);
            int end = hanEnd(text, item, limit);
            SkillLabel label = null;
            for (int shared = Math.min(LONGEST_SHARED, whole.to() - whole.from() - 1);
                    shared >= SHORTEST_SHARED && label == null;
                    shared--) {
                label = longest(text, whole.from(), whole.from() + shared, item, end);
                if (label != null) {
                    at = item + label.text().length() - shared;
                    add(item, at, label, found);
                }
            }
            if (label == null) {
                at = end;
            }
        }
    }

    /** "功能/性能测试": items before a name that share its end. */
    private void addBefore(FoldedText text, int from, List<LinkedSkill> known, int index, List<LinkedSkill> found) {
        LinkedSkill whole = known.get(index);
        int at = whole.from();
        for (int items = 0; items < MOST_ITEMS; items++) {
            int end = joinedBefore(text, at, from);
            int limit = index > 0 ? known.get(index - 1).to() : from;
            if (end <= limit) {
                return;
            }
            int start = end;
            while (start > limit && end - start < LONGEST_ITEM && TokenBoundaries.isHan(text.charAt(start - 1))) {
                start--;
            }
            int found0 = found.size();
            for (int item = start; item < end && found.size() == found0; item++) {
                boolean single = end - item == 1 && TokenBoundaries.isHan(text.at(item - 1));
                for (int shared = whole.from() + 1; shared <= whole.to() - SHORTEST_SHARED && !single; shared++) {
                    SkillLabel label = label(text, item, end, shared, whole.to());
                    if (label != null && !never.contains(text, item, end)) {
                        add(item, end, label, found);
                        at = item;
                        break;
                    }
                }
            }
            if (found.size() == found0) {
                return;
            }
        }
    }

    /** The label that a beginning makes with as much as can be of an item. */
    private @Nullable SkillLabel longest(FoldedText text, int beginningFrom, int beginningTo, int from, int end) {
        int hash = hash(0, text, beginningFrom, beginningTo);
        SkillLabel longest = null;
        for (int to = from + 1; to <= end; to++) {
            hash = hash(hash, text, to - 1, to);
            if (to - from > 1 && mayBeLabels.get(hash & LAST_BITS)) {
                SkillLabel label = label(text, beginningFrom, beginningTo, from, to);
                longest = label == null || never.contains(text, from, to) ? longest : label;
            }
        }
        return longest;
    }

    /** The label that two spans make, or null. */
    private @Nullable SkillLabel label(FoldedText text, int from, int to, int thenFrom, int thenTo) {
        int hash = hash(hash(0, text, from, to), text, thenFrom, thenTo);
        return mayBeLabels.get(hash & LAST_BITS)
                ? labels.get(text.subSequence(from, to) + text.subSequence(thenFrom, thenTo))
                : null;
    }

    /** The hash of a string that goes on with a span. */
    private static int hash(int before, FoldedText text, int from, int to) {
        int hash = before;
        for (int at = from; at < to; at++) {
            hash = 31 * hash + text.charAt(at);
        }
        return hash;
    }

    private void add(int from, int to, SkillLabel label, List<LinkedSkill> found) {
        if (found.stream().noneMatch(other -> other.from() < to && from < other.to())) {
            found.add(new LinkedSkill(from, to, vocabulary.find(label.skill()).orElseThrow(), label));
        }
    }

    /** Where the next item begins behind a joint of an enumeration, or -1. */
    private static int joinedTo(FoldedText text, int from, int to) {
        int at = from;
        boolean joined = false;
        while (at < to && (isJoint(text.charAt(at)) || text.charAt(at) == ' ')) {
            joined |= text.charAt(at) != ' ';
            at++;
        }
        if (text.startsWith("以及", from)) {
            at = from + 2;
            joined = true;
        }
        return joined && at < to && TokenBoundaries.isHan(text.charAt(at)) ? at : -1;
    }

    /** Where the item before ends, in front of a joint, or -1. */
    private static int joinedBefore(FoldedText text, int to, int from) {
        int at = to;
        boolean joined = false;
        while (at > from && (isJoint(text.charAt(at - 1)) || text.charAt(at - 1) == ' ')) {
            joined |= text.charAt(at - 1) != ' ';
            at--;
        }
        return joined && at > from && TokenBoundaries.isHan(text.charAt(at - 1)) ? at : -1;
    }

    private static boolean isJoint(char c) {
        return JOINTS.contains(c);
    }

    private static int hanEnd(FoldedText text, int from, int limit) {
        int end = from;
        while (end < limit && TokenBoundaries.isHan(text.charAt(end)) && !isJoint(text.charAt(end))) {
            end++;
        }
        return end;
    }

    /** A line of the data file. */
    record WordsEntry(@JsonProperty(required = true) List<String> words) {}
}
