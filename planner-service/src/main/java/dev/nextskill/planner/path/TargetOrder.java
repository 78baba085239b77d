package dev.nextskill.planner.path;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * The order in which to go for what is asked, as if the hours never ended: always what gains most V per hour next, together with all that
 * it still needs. A target is an ask; a target's closure is what covers it and the hard prerequisites of that.
 *
 * <p>Looks ahead over bundles: what a signature still lacks to become applicable, since the last of several asks may bring what none of
 * them brings alone. Then swaps neighbours while that brings V earlier.
 */
final class TargetOrder {

    /** Bundles tried per choice: those of the signatures that promise most. */
    private static final int BUNDLES = 8;

    private static final int SWAP_PASSES = 8;

    /** Differences below this are rounding. */
    private static final double NOTHING = 1e-12;

    private final GoalDemand demand;
    private final Coverage coverage;
    private final NodeSet[] closures;
    private final boolean[] isTarget;
    private final double[] hours;
    /** By ask: the hours that its closure still takes; infinite if it is no target any more. */
    private final double[] cost;
    /** By ask: what it gains at most, and whether that is exact now. */
    private final double[] atMost;

    private final boolean[] isExact;
    private final int[] cheapest;
    /** By node: the targets whose closures hold it. */
    private final int[][] targetsOfNode;

    private final NodeSet missing;
    private final List<Integer> order = new ArrayList<>();

    private TargetOrder(GoalDemand demand, Coverage start, NodeSet[] closures, boolean[] isTarget, double[] hours) {
        this.demand = demand;
        this.coverage = start.copy();
        this.closures = closures;
        this.isTarget = isTarget;
        this.hours = hours;
        this.cost = new double[closures.length];
        this.atMost = new double[closures.length];
        this.isExact = new boolean[closures.length];
        this.cheapest = new int[demand.groups()];
        List<List<Integer>> byNode = new ArrayList<>();
        for (int node = 0; node < hours.length; node++) {
            byNode.add(new ArrayList<>());
        }
        for (int ask = 0; ask < closures.length; ask++) {
            if (isTarget[ask]) {
                int target = ask;
                closures[ask].forEach(node -> byNode.get(node).add(target));
            }
        }
        this.targetsOfNode = byNode.stream()
                .map(list -> list.stream().mapToInt(i -> i).toArray())
                .toArray(int[][]::new);
        this.missing = coverage.learnt().copy();
    }

    /**
     * @param closures by ask
     * @param isTarget by ask: whether it can be learnt at all
     * @param hours by node
     * @return asks; each is worth something when all before it have been learnt
     */
    static int[] of(GoalDemand demand, Coverage start, NodeSet[] closures, boolean[] isTarget, double[] hours) {
        TargetOrder targets = new TargetOrder(demand, start, closures, isTarget, hours);
        targets.choose();
        int[] order = targets.order.stream().mapToInt(i -> i).toArray();
        targets.swap(order, start);
        return order;
    }

    private void choose() {
        for (int ask = 0; ask < closures.length; ask++) {
            cost[ask] = Double.POSITIVE_INFINITY;
            atMost[ask] = Double.POSITIVE_INFINITY;
            if (isTarget[ask] && coverage.isOpen(ask)) {
                cost[ask] = hoursLeft(ask);
            }
        }
        while (true) {
            Choice best = bestAsk();
            for (List<Integer> bundle : bundles()) {
                missing.becomeDifference(union(bundle), coverage.learnt());
                best = best.orBetter(coverage.gain(missing), missing.sum(hours), bundle);
            }
            if (best.gain <= NOTHING) {
                return;
            }
            append(best.asks);
        }
    }

    /**
     * Lazy evaluation: computes the gain of whoever promises most until the one that promises most is exact. M. Minoux, "Accelerated
     * greedy algorithms for maximizing submodular set functions" (1978); V is not submodular, so {@link #raise} lifts the promises
     * that learning something else has improved.
     */
    private Choice bestAsk() {
        Arrays.fill(isExact, false);
        while (true) {
            int best = -1;
            for (int ask = 0; ask < closures.length; ask++) {
                if (cost[ask] < Double.POSITIVE_INFINITY
                        && (best < 0 || atMost[ask] * cost[best] > atMost[best] * cost[ask])) {
                    best = ask;
                }
            }
            if (best < 0) {
                return Choice.NONE;
            }
            if (isExact[best]) {
                return new Choice(atMost[best], cost[best], List.of(best));
            }
            missing.becomeDifference(closures[best], coverage.learnt());
            atMost[best] = coverage.gain(missing);
            isExact[best] = true;
        }
    }

    private double hoursLeft(int ask) {
        return closures[ask].sumOutside(coverage.learnt(), hours);
    }

    private void learn(int ask) {
        NodeSet block = NodeSet.empty(hours.length);
        block.becomeDifference(closures[ask], coverage.learnt());
        List<Integer> covered = new ArrayList<>();
        block.forEach(node -> coverage.learn(node, covered::add));
        block.forEach(this::cheapen);
        covered.forEach(this::raise);
        covered.forEach(this::close);
    }

    /** What needed the node is cheaper now; and a skill of several components may now hang on the others alone. */
    private void cheapen(int node) {
        for (int ask : targetsOfNode[node]) {
            if (cost[ask] < Double.POSITIVE_INFINITY) {
                cost[ask] = hoursLeft(ask);
            }
        }
        for (int ask : demand.asksOfNode[node]) {
            if (!coverage.isAskCovered(ask)) {
                demand.required[ask].forEach(other -> {
                    for (int target : targetsOfNode[other]) {
                        atMost[target] = Double.POSITIVE_INFINITY;
                    }
                });
            }
        }
    }

    /** Signatures that lack one or two groups now may become applicable by what gained less before. */
    private void raise(int coveredAsk) {
        for (int group : demand.groupsOfAsk[coveredAsk]) {
            for (int signature : demand.signaturesOfGroup[group]) {
                int lacking = coverage.lacking(signature);
                if (lacking == 1 || lacking == 2) {
                    for (int open : demand.groupsOfSignature[signature]) {
                        if (!coverage.isGroupCovered(open)) {
                            raiseGroup(open, demand.weight[signature]);
                        }
                    }
                }
            }
        }
    }

    private void raiseGroup(int group, double weight) {
        for (int ask : demand.asksOfGroup[group]) {
            demand.required[ask].forEach(node -> {
                for (int target : targetsOfNode[node]) {
                    // The whole weight is more than it can gain here: a promise may be too high, not too low.
                    atMost[target] += weight;
                }
            });
        }
    }

    /** Nobody waits any more for what the covered ask was an alternative to. */
    private void close(int coveredAsk) {
        for (int group : demand.groupsOfAsk[coveredAsk]) {
            for (int ask : demand.asksOfGroup[group]) {
                if (!coverage.isOpen(ask)) {
                    cost[ask] = Double.POSITIVE_INFINITY;
                }
            }
        }
    }

    /** @param asks one, or a bundle */
    private record Choice(double gain, double cost, List<Integer> asks) {

        private static final Choice NONE = new Choice(0, 1, List.of());

        /** The first of equals stays, so that the choice is always the same. */
        private Choice orBetter(double otherGain, double otherCost, List<Integer> others) {
            double difference = otherGain * cost - gain * otherCost;
            return difference > NOTHING ? new Choice(otherGain, otherCost, others) : this;
        }
    }

    /** What the most promising signatures lack to become applicable, each by its cheapest alternatives. */
    private List<List<Integer>> bundles() {
        findCheapest();
        Bundle[] best = new Bundle[BUNDLES];
        int found = 0;
        for (int signature = 0; signature < demand.signatures(); signature++) {
            int lacking = coverage.lacking(signature);
            // One alone has been tried as an ask.
            if (lacking > 1) {
                double sum = cheapestHours(signature, lacking);
                Bundle bundle = new Bundle(signature, demand.weight[signature] / sum);
                // An infinite sum, nothing to cover it with, promises nothing.
                if (bundle.promise > 0 && (found < BUNDLES || bundle.promise > best[BUNDLES - 1].promise)) {
                    int place = found < BUNDLES ? found++ : BUNDLES - 1;
                    while (place > 0 && best[place - 1].promise < bundle.promise) {
                        best[place] = best[place - 1];
                        place--;
                    }
                    best[place] = bundle;
                }
            }
        }
        return Arrays.stream(best, 0, found)
                .map(bundle -> asks(bundle.signature))
                .filter(asks -> asks.size() > 1)
                .toList();
    }

    /** @param promise weight per hour, if nothing that the signature lacks shared prerequisites */
    private record Bundle(int signature, double promise) {}

    /** By group: the cheapest ask that covers it, if it is not covered and can be. */
    private void findCheapest() {
        for (int group = 0; group < cheapest.length; group++) {
            cheapest[group] = -1;
            if (!coverage.isGroupCovered(group)) {
                for (int ask : demand.asksOfGroup[group]) {
                    if (cost[ask] < Double.POSITIVE_INFINITY
                            && (cheapest[group] < 0 || cost[ask] < cost[cheapest[group]])) {
                        cheapest[group] = ask;
                    }
                }
            }
        }
    }

    /** The hours of the cheapest way to cover so many more groups of a signature; infinite if there is none. */
    private double cheapestHours(int signature, int lacking) {
        int[] groups = demand.groupsOfSignature[signature];
        double[] costs = new double[groups.length];
        for (int i = 0; i < groups.length; i++) {
            costs[i] = cheapest[groups[i]] < 0 ? Double.POSITIVE_INFINITY : cost[cheapest[groups[i]]];
        }
        Arrays.sort(costs);
        double sum = 0;
        for (int i = 0; i < lacking; i++) {
            sum += costs[i];
        }
        return sum;
    }

    /** The asks of that cheapest way. */
    private List<Integer> asks(int signature) {
        return Arrays.stream(demand.groupsOfSignature[signature])
                .map(group -> cheapest[group])
                .filter(ask -> ask >= 0)
                .distinct()
                .boxed()
                .sorted(Comparator.comparingDouble(ask -> cost[ask]))
                .limit(coverage.lacking(signature))
                .toList();
    }

    private NodeSet union(List<Integer> asks) {
        NodeSet union = closures[asks.get(0)].copy();
        for (int ask : asks) {
            union.addAll(closures[ask]);
        }
        return union;
    }

    /** Learns a choice; a bundle's members one by one, what gains most per hour first. */
    private void append(List<Integer> asks) {
        List<Integer> left = new ArrayList<>(asks);
        while (!left.isEmpty()) {
            Choice best = new Choice(-1, 1, List.of(left.get(0)));
            for (int ask : left) {
                missing.becomeDifference(closures[ask], coverage.learnt());
                best = best.orBetter(coverage.gain(missing), missing.sum(hours), List.of(ask));
            }
            int ask = best.asks.get(0);
            left.remove(Integer.valueOf(ask));
            if (coverage.isOpen(ask)) {
                order.add(ask);
                learn(ask);
            }
        }
    }

    /** Two neighbours cost the same together either way; the better one first brings V earlier. */
    private void swap(int[] targets, Coverage start) {
        boolean swapped = true;
        for (int pass = 0; pass < SWAP_PASSES && swapped; pass++) {
            swapped = false;
            coverage.become(start);
            for (int i = 0; i + 1 < targets.length; i++) {
                NodeSet one = closures[targets[i]];
                NodeSet two = closures[targets[i + 1]];
                missing.becomeDifference(one, coverage.learnt());
                double gainOfOne = coverage.gain(missing);
                missing.becomeDifference(two, coverage.learnt());
                double gainOfTwo = coverage.gain(missing);
                double oneAfterTwo = one.sumOutside(coverage.learnt(), two, hours);
                double twoAfterOne = two.sumOutside(coverage.learnt(), one, hours);
                if (gainOfTwo * oneAfterTwo > gainOfOne * twoAfterOne + NOTHING) {
                    int first = targets[i];
                    targets[i] = targets[i + 1];
                    targets[i + 1] = first;
                    swapped = true;
                }
                missing.becomeDifference(closures[targets[i]], coverage.learnt());
                coverage.learn(missing);
            }
        }
    }
}
