package dev.nextskill.planner.path;

import dev.nextskill.planner.market.Gates;
import java.util.function.IntConsumer;
import java.util.function.Predicate;

/**
 * What a learner has learnt, and what of the demand that covers; knows V at every moment and what V would gain. Only what a change
 * touches is computed anew. Mutable, for one thread.
 */
final class Coverage {

    private final GoalDemand demand;
    private final double alpha;
    /** By signature: how many groups make it applicable; more than it has where a gate bars the learner. */
    private final int[] needed;

    private final NodeSet learnt;
    private final boolean[] askCovered;
    private final boolean[] groupCovered;
    private final int[] covered;
    private double value;
    private int applicable;

    /** Marks of the gain being computed, so that nothing must be cleared between two. */
    private int mark;

    private final int[] askMark;
    private final int[] groupMark;
    private final int[] signatureMark;
    private final int[] extra;
    private final int[] touched;

    /** @param passes whether the learner passes a posting's gates */
    Coverage(GoalDemand demand, Objective objective, Predicate<Gates> passes, int universe) {
        this.demand = demand;
        this.alpha = objective.alpha();
        int signatures = demand.signatures();
        this.needed = new int[signatures];
        for (int s = 0; s < signatures; s++) {
            needed[s] = passes.test(demand.gates.get(s))
                    ? objective.needed(demand.groupsOfSignature[s].length)
                    : Integer.MAX_VALUE;
        }
        this.learnt = NodeSet.empty(universe);
        this.askCovered = new boolean[demand.asks.size()];
        this.groupCovered = new boolean[demand.groups()];
        this.covered = new int[signatures];
        this.askMark = new int[askCovered.length];
        this.groupMark = new int[groupCovered.length];
        this.signatureMark = new int[signatures];
        this.extra = new int[signatures];
        this.touched = new int[signatures];
    }

    private Coverage(Coverage other) {
        this.demand = other.demand;
        this.alpha = other.alpha;
        this.needed = other.needed;
        this.learnt = other.learnt.copy();
        this.askCovered = other.askCovered.clone();
        this.groupCovered = other.groupCovered.clone();
        this.covered = other.covered.clone();
        this.value = other.value;
        this.applicable = other.applicable;
        this.askMark = new int[askCovered.length];
        this.groupMark = new int[groupCovered.length];
        this.signatureMark = new int[covered.length];
        this.extra = new int[covered.length];
        this.touched = new int[covered.length];
    }

    Coverage copy() {
        return new Coverage(this);
    }

    /** Takes over another's state without allocating; of the same demand. */
    void become(Coverage other) {
        learnt.become(other.learnt);
        System.arraycopy(other.askCovered, 0, askCovered, 0, askCovered.length);
        System.arraycopy(other.groupCovered, 0, groupCovered, 0, groupCovered.length);
        System.arraycopy(other.covered, 0, covered, 0, covered.length);
        value = other.value;
        applicable = other.applicable;
    }

    /** V, not divided by anything. */
    double value() {
        return value;
    }

    LearningPath.Reach reach() {
        // Sums of many weights: rounding must not show as more than everything.
        return new LearningPath.Reach(
                demand.totalWeight == 0 ? 0 : Math.min(1, value / demand.totalWeight), applicable);
    }

    /** Not to be changed. */
    NodeSet learnt() {
        return learnt;
    }

    boolean isAskCovered(int ask) {
        return askCovered[ask];
    }

    boolean isGroupCovered(int group) {
        return groupCovered[group];
    }

    /** Whether some posting still waits for it: none of the alternatives is covered. */
    boolean isOpen(int ask) {
        if (askCovered[ask]) {
            return false;
        }
        for (int group : demand.groupsOfAsk[ask]) {
            if (!groupCovered[group]) {
                return true;
            }
        }
        return false;
    }

    /** How many groups the signature lacks to be applicable; 0: it is, or it never can be. */
    int lacking(int signature) {
        return needed[signature] == Integer.MAX_VALUE ? 0 : Math.max(0, needed[signature] - covered[signature]);
    }

    void learn(int node, IntConsumer onCovered) {
        learnt.add(node);
        for (int ask : demand.asksOfNode[node]) {
            if (!askCovered[ask] && demand.required[ask].isWithin(learnt)) {
                cover(ask);
                onCovered.accept(ask);
            }
        }
    }

    void learn(int node) {
        learn(node, ask -> {});
    }

    void learn(NodeSet nodes) {
        nodes.forEach(this::learn);
    }

    /** Covers an ask because the learner says so, whether or not anything teaches it. */
    void cover(int ask) {
        if (askCovered[ask]) {
            return;
        }
        askCovered[ask] = true;
        for (int group : demand.groupsOfAsk[ask]) {
            if (!groupCovered[group]) {
                groupCovered[group] = true;
                for (int signature : demand.signaturesOfGroup[group]) {
                    covered[signature]++;
                    value += demand.weight[signature] * alpha / demand.groupsOfSignature[signature].length;
                    if (covered[signature] == needed[signature]) {
                        value += demand.weight[signature] * (1 - alpha);
                        applicable += demand.postings[signature];
                    }
                }
            }
        }
    }

    /** What V would gain by learning these. */
    double gain(NodeSet missing) {
        mark++;
        Gain gain = new Gain(missing);
        missing.forEach(gain);
        double sum = 0;
        for (int i = 0; i < gain.count; i++) {
            int signature = touched[i];
            double share = alpha * extra[signature] / demand.groupsOfSignature[signature].length;
            if (covered[signature] < needed[signature] && covered[signature] + extra[signature] >= needed[signature]) {
                share += 1 - alpha;
            }
            sum += demand.weight[signature] * share;
        }
        return sum;
    }

    /** Collects the signatures that a set of nodes would touch. */
    private final class Gain implements IntConsumer {

        private final NodeSet missing;
        private int count;

        private Gain(NodeSet missing) {
            this.missing = missing;
        }

        @Override
        public void accept(int node) {
            for (int ask : demand.asksOfNode[node]) {
                if (!askCovered[ask] && askMark[ask] != mark) {
                    askMark[ask] = mark;
                    if (demand.required[ask].isWithinUnion(learnt, missing)) {
                        touch(ask);
                    }
                }
            }
        }

        private void touch(int ask) {
            for (int group : demand.groupsOfAsk[ask]) {
                if (!groupCovered[group] && groupMark[group] != mark) {
                    groupMark[group] = mark;
                    for (int signature : demand.signaturesOfGroup[group]) {
                        if (signatureMark[signature] != mark) {
                            signatureMark[signature] = mark;
                            extra[signature] = 0;
                            touched[count++] = signature;
                        }
                        extra[signature]++;
                    }
                }
            }
        }
    }
}
