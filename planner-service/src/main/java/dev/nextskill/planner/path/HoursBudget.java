package dev.nextskill.planner.path;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Cuts an endless order of targets to the learner's hours.
 *
 * <p>Tries a family of orders, "the first k targets, then only those that take at most s hours", each up to the first target that no longer
 * fits, and keeps the one with the largest area under V. No order of the family depends on the hours, only where it is cut: more hours
 * can only lengthen each, so the best area never shrinks when hours are added.
 */
final class HoursBudget {

    /** Hours; the finer at the end, the less is left over. */
    private static final double[] SMALL = {24, 12, 6, 3, 1.5};

    private final int[] order;
    private final NodeSet[] closures;
    private final double[] hours;
    private final int[] rank;
    private final double budget;
    private final NodeSet missing;
    private final int[] block;
    private final int[] nodeOfRank;

    HoursBudget(int[] order, NodeSet[] closures, double[] hours, int[] rank, double budget) {
        this.order = order;
        this.closures = closures;
        this.hours = hours;
        this.rank = rank;
        this.budget = budget;
        this.missing = NodeSet.empty(hours.length);
        this.block = new int[hours.length];
        this.nodeOfRank = new int[hours.length];
        for (int node = 0; node < rank.length; node++) {
            nodeOfRank[rank[node]] = node;
        }
    }

    /**
     * @param nodes in the order of learning
     * @param area under V over all the hours
     * @param value V at the end: of equal areas the one that ends higher is better
     */
    record Cut(List<Integer> nodes, double area, double value) {}

    Cut best(Coverage start) {
        Run run = new Run(start.copy());
        Run trial = new Run(start.copy());
        Cut best = run.cut();
        for (int k = 0; k <= order.length; k++) {
            for (double small : SMALL) {
                trial.become(run);
                trial.goOn(k, small);
                best = trial.better(best);
            }
            if (k == order.length || !run.take(order[k])) {
                break;
            }
            best = run.better(best);
        }
        return best;
    }

    /** What has been taken so far. */
    private final class Run {

        private final Coverage coverage;
        private final int[] nodes = new int[hours.length];
        private int count;
        private double spent;
        private double area;

        private Run(Coverage coverage) {
            this.coverage = coverage;
        }

        private void become(Run other) {
            coverage.become(other.coverage);
            System.arraycopy(other.nodes, 0, nodes, 0, other.count);
            count = other.count;
            spent = other.spent;
            area = other.area;
        }

        private void goOn(int from, double small) {
            for (int i = from; i < order.length; i++) {
                if (closures[order[i]].sumOutside(coverage.learnt(), hours) <= small && !take(order[i])) {
                    return;
                }
            }
        }

        /** Learns what the target still needs, prerequisites first; false if that no longer fits. */
        private boolean take(int ask) {
            if (!coverage.isOpen(ask)) {
                return true;
            }
            missing.becomeDifference(closures[ask], coverage.learnt());
            if (spent + missing.sum(hours) > budget + 1e-9) {
                return false;
            }
            for (int node : inOrder()) {
                area += coverage.value() * hours[node];
                spent += hours[node];
                coverage.learn(node);
                nodes[count++] = node;
            }
            return true;
        }

        /** Prerequisites before dependents: sorted by rank, which is unique. */
        private int[] inOrder() {
            int[] size = new int[1];
            missing.forEach(node -> block[size[0]++] = rank[node]);
            int[] ranks = Arrays.copyOf(block, size[0]);
            Arrays.sort(ranks);
            for (int i = 0; i < ranks.length; i++) {
                ranks[i] = nodeOfRank[ranks[i]];
            }
            return ranks;
        }

        private double wholeArea() {
            return area + coverage.value() * (budget - spent);
        }

        private Cut better(Cut best) {
            double more = wholeArea() - best.area();
            boolean better = Math.abs(more) > 1e-9 ? more > 0 : coverage.value() > best.value() + 1e-9;
            return better ? cut() : best;
        }

        private Cut cut() {
            List<Integer> taken = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                taken.add(nodes[i]);
            }
            return new Cut(taken, wholeArea(), coverage.value());
        }
    }
}
