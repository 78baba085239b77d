package dev.nextskill.extract.linking;

import static dev.nextskill.extract.linking.TokenBoundaries.isJoint;
import static dev.nextskill.extract.linking.TokenBoundaries.isLatinOrDigit;

import dev.nextskill.vocabulary.SkillVocabulary;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Many phrases, found in a text in one pass: at each place where a token can begin, the longest phrase that ends where a
 * token can end.
 *
 * <p>Phrases are compared in folded form. White space and hyphens are flexible: a phrase's own may be left out
 * ("SpringBoot"), and others may stand where a capital or a digit shows a new part ("Lang Chain", "GPT-4") or where
 * Chinese and Latin meet. A walk is at most as long as the longest phrase, and Latin words are tried at their first
 * letter only, so that a scan is linear in the text. An Aho–Corasick automaton would not look back, but cannot skip
 * joints on one side only without doubling its states; with tokens as starts the walks are short anyway.
 */
public final class PhraseTrie<T> {

    /** A phrase in a text; the span is in folded positions. */
    public record Match<T>(int from, int to, T value) {}

    /** Bounds the blanks that a walk may skip between two characters. */
    private static final int LONGEST_JOINT = 3;

    private static final int NO_STATE = 0;

    /** By the first character of a phrase: the state it leads to, one of the lowest. */
    private final char[] starts;
    /** Of each state: the character that leads to it. */
    private final char[] letters;
    /** Of each state: the first of its children, which are numbered in the order of their letters, up to the first of the next state. */
    private final int[] children;

    private final List<@Nullable T> values;
    /** Of each state: whether its phrase has a joint after the character that led here. */
    private final boolean[] joint;

    private PhraseTrie(char[] starts, char[] letters, int[] children, List<@Nullable T> values, boolean[] joint) {
        this.starts = starts;
        this.letters = letters;
        this.children = children;
        this.values = values;
        this.joint = joint;
    }

    /** All phrases in a span, leftmost first, the longest at each place, not overlapping. */
    public List<Match<T>> scan(FoldedText text, int from, int to) {
        List<Match<T>> matches = new ArrayList<>();
        int at = from;
        while (at < to) {
            Match<T> match = longestAt(text, at, to);
            if (match != null) {
                matches.add(match);
                at = match.to();
            } else {
                at++;
            }
        }
        return matches;
    }

    /** The longest phrase that starts at a position and ends before the limit, if there is one. */
    public @Nullable Match<T> longestAt(FoldedText text, int from, int limit) {
        return from < limit && isStart(text.charAt(from)) ? walk(text, from, limit, null) : null;
    }

    /** All phrases in a span, also those inside or across others. */
    public List<Match<T>> scanAll(FoldedText text, int from, int to) {
        List<Match<T>> matches = new ArrayList<>();
        for (int at = from; at < to; at++) {
            if (isStart(text.charAt(at))) {
                walk(text, at, to, matches);
            }
        }
        return matches;
    }

    /** Whether a phrase begins with the character; at most places of a text, none of a few phrases does. */
    private boolean isStart(char c) {
        return c < starts.length && starts[c] != NO_STATE;
    }

    /**
     * Follows the text through the trie, from a position where a phrase may begin.
     *
     * @param every takes each phrase that begins here; null if only the longest matters
     */
    private @Nullable Match<T> walk(FoldedText text, int from, int limit, @Nullable List<Match<T>> every) {
        if (!TokenBoundaries.startsAt(text, from)) {
            return null;
        }
        int state = starts[text.charAt(from)];
        int bestEnd = -1;
        @Nullable T best = null;
        int letters = 1;
        int at = from + 1;
        while (true) {
            T value = values.get(state);
            if (value != null && TokenBoundaries.endsAt(text, at, letters)) {
                best = value;
                bestEnd = at;
                if (every != null) {
                    every.add(new Match<>(from, at, value));
                }
            }
            int next = at;
            if (next < limit && isJoint(text.charAt(next))) {
                while (next < limit && next - at < LONGEST_JOINT && isJoint(text.charAt(next))) {
                    next++;
                }
                if (next == limit || !mayJoin(text, at, next, state)) {
                    break;
                }
            }
            if (next >= limit) {
                break;
            }
            state = next(state, text.charAt(next));
            if (state == NO_STATE) {
                break;
            }
            letters++;
            at = next + 1;
        }
        return best == null ? null : new Match<>(from, bestEnd, best);
    }

    private boolean mayJoin(FoldedText text, int jointAt, int next, int state) {
        char before = text.charAt(jointAt - 1);
        char after = text.charAt(next);
        if (joint[state] || !isLatinOrDigit(before) || !isLatinOrDigit(after)) {
            return true;
        }
        return (text.isUpperCase(next) && text.at(jointAt) != '_') || TokenBoundaries.isDigit(after);
    }

    private int next(int state, char c) {
        int child = children[state];
        int end = children[state + 1];
        while (child < end && letters[child] < c) {
            child++;
        }
        return child < end && letters[child] == c ? child : NO_STATE;
    }

    /** Collects phrases; the first of two that are equal once folded stays. */
    public static final class Builder<T> {

        /** What is known behind some first characters of a phrase. */
        private static final class Node<T> {

            private final SortedMap<Character, Node<T>> children = new TreeMap<>();
            private @Nullable T value;
            private boolean joint;
        }

        private final Node<T> root = new Node<>();

        /** @throws IllegalArgumentException if nothing is left of the phrase once it is folded */
        public Builder<T> add(String phrase, T value) {
            FoldedText folded = FoldedText.of(phrase);
            Node<T> node = root;
            for (int i = 0; i < folded.length(); i++) {
                char c = folded.charAt(i);
                if (!isJoint(c) && !Character.isWhitespace(c)) {
                    node = node.children.computeIfAbsent(c, unused -> new Node<>());
                } else if (node != root) {
                    node.joint = true;
                }
            }
            if (node == root) {
                throw new IllegalArgumentException(
                        "The phrase \"%s\" has no character to look for (%s)".formatted(phrase, SkillVocabulary.class));
            }
            if (node.value == null) {
                node.value = value;
            }
            return this;
        }

        /** Numbers the states level by level, so that a state's children stand side by side. */
        public PhraseTrie<T> build() {
            List<Node<T>> states = new ArrayList<>(List.of(root));
            StringBuilder letters = new StringBuilder("\n");
            List<Integer> children = new ArrayList<>();
            for (int state = 0; state < states.size(); state++) {
                children.add(states.size());
                states.get(state).children.forEach((letter, child) -> {
                    letters.append(letter.charValue());
                    states.add(child);
                });
            }
            children.add(states.size());
            char[] starts = new char[root.children.isEmpty() ? 0 : root.children.lastKey() + 1];
            for (int state = 1; state <= root.children.size(); state++) {
                starts[letters.charAt(state)] = (char) state;
            }
            List<@Nullable T> values = new ArrayList<>(states.size());
            boolean[] joint = new boolean[states.size()];
            for (int state = 0; state < joint.length; state++) {
                values.add(states.get(state).value);
                joint[state] = states.get(state).joint;
            }
            return new PhraseTrie<>(
                    starts,
                    letters.toString().toCharArray(),
                    children.stream().mapToInt(Integer::intValue).toArray(),
                    values,
                    joint);
        }
    }
}
