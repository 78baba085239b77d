package dev.nextskill.planner.path;

import java.util.BitSet;
import java.util.function.IntConsumer;

/** A mutable set of nodes of the prerequisite graph, all of the same universe: bits, without the allocations and checks of BitSet. */
final class NodeSet {

    private final long[] words;

    private NodeSet(long[] words) {
        this.words = words;
    }

    static NodeSet empty(int universe) {
        return new NodeSet(new long[(universe + 63) >> 6]);
    }

    static NodeSet of(BitSet bits, int universe) {
        NodeSet set = empty(universe);
        set.addAll(bits);
        return set;
    }

    NodeSet copy() {
        return new NodeSet(words.clone());
    }

    boolean contains(int node) {
        return (words[node >> 6] & 1L << node) != 0;
    }

    void add(int node) {
        words[node >> 6] |= 1L << node;
    }

    void addAll(NodeSet other) {
        for (int i = 0; i < words.length; i++) {
            words[i] |= other.words[i];
        }
    }

    void addAll(BitSet bits) {
        long[] others = bits.toLongArray();
        for (int i = 0; i < others.length; i++) {
            words[i] |= others[i];
        }
    }

    void become(NodeSet other) {
        System.arraycopy(other.words, 0, words, 0, words.length);
    }

    /** This set becomes all minus known. */
    void becomeDifference(NodeSet all, NodeSet known) {
        for (int i = 0; i < words.length; i++) {
            words[i] = all.words[i] & ~known.words[i];
        }
    }

    boolean isEmpty() {
        for (long word : words) {
            if (word != 0) {
                return false;
            }
        }
        return true;
    }

    boolean intersects(NodeSet other) {
        for (int i = 0; i < words.length; i++) {
            if ((words[i] & other.words[i]) != 0) {
                return true;
            }
        }
        return false;
    }

    boolean isWithin(NodeSet other) {
        for (int i = 0; i < words.length; i++) {
            if ((words[i] & ~other.words[i]) != 0) {
                return false;
            }
        }
        return true;
    }

    boolean isWithinUnion(NodeSet one, NodeSet other) {
        for (int i = 0; i < words.length; i++) {
            if ((words[i] & ~(one.words[i] | other.words[i])) != 0) {
                return false;
            }
        }
        return true;
    }

    /** From the smallest number up. */
    void forEach(IntConsumer action) {
        for (int i = 0; i < words.length; i++) {
            for (long word = words[i]; word != 0; word &= word - 1) {
                action.accept((i << 6) + Long.numberOfTrailingZeros(word));
            }
        }
    }

    /** The sum of the members' values. */
    double sum(double[] values) {
        double sum = 0;
        for (int i = 0; i < words.length; i++) {
            for (long word = words[i]; word != 0; word &= word - 1) {
                sum += values[(i << 6) + Long.numberOfTrailingZeros(word)];
            }
        }
        return sum;
    }

    /** The sum of the values of the members that are not in another set. */
    double sumOutside(NodeSet other, double[] values) {
        double sum = 0;
        for (int i = 0; i < words.length; i++) {
            for (long word = words[i] & ~other.words[i]; word != 0; word &= word - 1) {
                sum += values[(i << 6) + Long.numberOfTrailingZeros(word)];
            }
        }
        return sum;
    }

    /** The sum of the values of the members that are in neither of two sets. */
    double sumOutside(NodeSet one, NodeSet other, double[] values) {
        double sum = 0;
        for (int i = 0; i < words.length; i++) {
            for (long word = words[i] & ~one.words[i] & ~other.words[i]; word != 0; word &= word - 1) {
                sum += values[(i << 6) + Long.numberOfTrailingZeros(word)];
            }
        }
        return sum;
    }
}
