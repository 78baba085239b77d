package dev.nextskill.extract.linking;

import static dev.nextskill.extract.linking.TokenBoundaries.isJoint;
import static dev.nextskill.extract.linking.TokenBoundaries.isLatinOrDigit;

import dev.nextskill.vocabulary.SkillVocabulary;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
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

    private final long[] keys;
    private final int[] targets;
    private final List<@Nullable T> values;
    /** Of each state: whether its phrase has a joint after the character that led here. */
    private final boolean[] joint;

    private PhraseTrie(long[] keys, int[] targets, List<@Nullable T> values, boolean[] joint) {
        this.keys = keys;
        this.targets = targets;
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
        return walk(text, from, limit, null);
    }

    /** All phrases in a span, also those inside or across others. */
    public List<Match<T>> scanAll(FoldedText text, int from, int to) {
        List<Match<T>> matches = new ArrayList<>();
        for (int at = from; at < to; at++) {
            walk(text, at, to, matches);
        }
        return matches;
    }

    /**
     * Follows the text from a position through the trie.
     *
     * @param every takes each phrase that begins here; null if only the longest matters
     */
    private @Nullable Match<T> walk(FoldedText text, int from, int limit, @Nullable List<Match<T>> every) {
        if (from >= limit) {
            return null;
        }
        char first = text.charAt(from);
        if (isJoint(first) || first == '\n') {
            return null;
        }
        int state = next(0, first);
        if (state < 0 || !TokenBoundaries.startsAt(text, from)) {
            return null;
        }
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
            if (state < 0) {
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
        long key = (long) state << 16 | c;
        int slot = slot(key, keys.length);
        while (keys[slot] != -1) {
            if (keys[slot] == key) {
                return targets[slot];
            }
            slot = slot + 1 & keys.length - 1;
        }
        return -1;
    }

    private static int slot(long key, int size) {
        long mixed = key * 0x9E3779B97F4A7C15L;
        return (int) (mixed >>> 32) & size - 1;
    }

    /** Collects phrases; the first of two that are equal once folded stays. */
    public static final class Builder<T> {

        private final List<java.util.Map<Character, Integer>> children = new ArrayList<>();
        private final List<@Nullable T> values = new ArrayList<>();
        private final List<Boolean> joints = new ArrayList<>();

        public Builder() {
            newState();
        }

        /** @throws IllegalArgumentException if nothing is left of the phrase once it is folded */
        public Builder<T> add(String phrase, T value) {
            FoldedText folded = FoldedText.of(phrase);
            int state = 0;
            boolean started = false;
            for (int i = 0; i < folded.length(); i++) {
                char c = folded.charAt(i);
                if (isJoint(c) || Character.isWhitespace(c)) {
                    if (started) {
                        joints.set(state, true);
                    }
                    continue;
                }
                started = true;
                Integer next = children.get(state).get(c);
                if (next == null) {
                    next = newState();
                    children.get(state).put(c, next);
                }
                state = next;
            }
            if (!started) {
                throw new IllegalArgumentException(
                        "The phrase \"%s\" has no character to look for (%s)".formatted(phrase, SkillVocabulary.class));
            }
            if (values.get(state) == null) {
                values.set(state, value);
            }
            return this;
        }

        public PhraseTrie<T> build() {
            int transitions = children.stream().mapToInt(java.util.Map::size).sum();
            int size = Integer.highestOneBit(Math.max(8, transitions * 2)) * 2;
            long[] keys = new long[size];
            int[] targets = new int[size];
            Arrays.fill(keys, -1);
            for (int state = 0; state < children.size(); state++) {
                for (var child : children.get(state).entrySet()) {
                    long key = (long) state << 16 | child.getKey();
                    int slot = slot(key, size);
                    while (keys[slot] != -1) {
                        slot = slot + 1 & size - 1;
                    }
                    keys[slot] = key;
                    targets[slot] = child.getValue();
                }
            }
            boolean[] joint = new boolean[joints.size()];
            for (int i = 0; i < joint.length; i++) {
                joint[i] = joints.get(i);
            }
            return new PhraseTrie<>(keys, targets, new ArrayList<>(values), joint);
        }

        private int newState() {
            children.add(new java.util.HashMap<>());
            values.add(null);
            joints.add(false);
            return children.size() - 1;
        }
    }
}
