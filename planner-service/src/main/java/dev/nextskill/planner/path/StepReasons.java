package dev.nextskill.planner.path;

import dev.nextskill.planner.curriculum.PrerequisiteGraph;
import dev.nextskill.planner.market.WilsonInterval;
import dev.nextskill.planner.path.GoalDemand.Ask;
import dev.nextskill.planner.path.GoalDemand.Posting;
import dev.nextskill.planner.path.StepReason.AskedByPostings;
import dev.nextskill.planner.path.StepReason.CoveredSkill;
import dev.nextskill.planner.path.StepReason.Example;
import dev.nextskill.planner.path.StepReason.PrerequisiteOf;
import dev.nextskill.planner.path.StepReason.Unlocks;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Says why each step is in the path. A step is a run of nodes of one component. */
final class StepReasons {

    /** Later steps named in a step's reasons. */
    private static final int DEPENDENTS = 3;

    private static final Comparator<Candidate> NEWEST_FIRST = Comparator.comparing(
                    (Candidate candidate) -> candidate.posting().postedOn())
            .reversed()
            .thenComparing(candidate -> candidate.posting().id())
            .thenComparing(Candidate::skillAsked);

    private final GoalDemand demand;
    private final Coverage start;
    private final PrerequisiteGraph graph;
    private final List<List<Integer>> steps;
    private final List<Optional<AskedByPostings>> asked = new ArrayList<>();
    /** By step: the later steps that directly need it. */
    private final List<List<Integer>> dependents = new ArrayList<>();

    StepReasons(GoalDemand demand, Coverage start, PrerequisiteGraph graph, List<List<Integer>> steps) {
        this.demand = demand;
        this.start = start;
        this.graph = graph;
        this.steps = steps;
        Map<Integer, Integer> stepOfNode = new HashMap<>();
        for (int step = 0; step < steps.size(); step++) {
            for (int node : steps.get(step)) {
                stepOfNode.put(node, step);
            }
            asked.add(askedFor(steps.get(step)));
            dependents.add(new ArrayList<>());
        }
        for (int step = 0; step < steps.size(); step++) {
            Set<Integer> needed = new LinkedHashSet<>();
            for (int node : steps.get(step)) {
                for (int before : graph.hardPrerequisites(node)) {
                    Integer other = stepOfNode.get(before);
                    if (other != null && other != step) {
                        needed.add(other);
                    }
                }
            }
            for (int before : needed) {
                dependents.get(before).add(step);
            }
        }
    }

    /**
     * @param applicable postings that one can apply for from this step on
     * @param covered asks covered from this step on
     */
    List<StepReason> of(int step, int applicable, List<Integer> covered) {
        List<StepReason> reasons = new ArrayList<>();
        asked.get(step).ifPresent(reasons::add);
        List<PrerequisiteOf> prerequisiteOf = prerequisiteOf(step);
        reasons.addAll(prerequisiteOf);
        if (reasons.isEmpty()) {
            throw new IllegalStateException("Nothing in the path needs %s; it must not be in it"
                    .formatted(graph.at(steps.get(step).get(0))));
        }
        if (applicable > 0 || !covered.isEmpty()) {
            reasons.add(new Unlocks(
                    applicable,
                    covered.stream()
                            .map(demand.asks::get)
                            .sorted(Comparator.comparing(Ask::skill).thenComparing(Ask::depth))
                            .map(ask -> new CoveredSkill(ask.skill(), ask.depth()))
                            .toList()));
        }
        return reasons;
    }

    /** Postings for which the learner does not yet have what the step's nodes are required for. */
    private Optional<AskedByPostings> askedFor(List<Integer> nodes) {
        BitSet signatures = new BitSet();
        List<Candidate> candidates = new ArrayList<>();
        Set<Integer> asks = new LinkedHashSet<>();
        for (int node : nodes) {
            for (int ask : demand.asksOfNode[node]) {
                asks.add(ask);
            }
        }
        for (int ask : asks) {
            for (int group : demand.groupsOfAsk[ask]) {
                if (!start.isGroupCovered(group)) {
                    for (int signature : demand.signaturesOfGroup[group]) {
                        signatures.set(signature);
                        for (Posting posting : demand.examples.get(signature)) {
                            candidates.add(new Candidate(posting, demand.asks.get(ask)));
                        }
                    }
                }
            }
        }
        if (signatures.isEmpty()) {
            return Optional.empty();
        }
        int n = signatures.stream().map(signature -> demand.postings[signature]).sum();
        int of = demand.sample.postings();
        return Optional.of(new AskedByPostings(n, (double) n / of, WilsonInterval.of(n, of), newest(candidates)));
    }

    private record Candidate(Posting posting, Ask ask) {

        private String skillAsked() {
            return ask.skill().value();
        }
    }

    private static List<Example> newest(List<Candidate> candidates) {
        List<Example> examples = new ArrayList<>();
        Set<Object> seen = new LinkedHashSet<>();
        for (Candidate each : candidates.stream().sorted(NEWEST_FIRST).toList()) {
            if (examples.size() < GoalDemand.EXAMPLES && seen.add(each.posting().id())) {
                examples.add(new Example(each.posting().id(), each.ask().skill()));
            }
        }
        return examples;
    }

    private List<PrerequisiteOf> prerequisiteOf(int step) {
        List<PrerequisiteOf> all = new ArrayList<>();
        for (int dependent : dependents.get(step)) {
            nearestAsked(dependent)
                    .ifPresent(target -> all.add(new PrerequisiteOf(
                            graph.at(last(dependent)),
                            graph.at(last(target)),
                            asked.get(target).orElseThrow())));
        }
        return all.stream()
                .sorted(Comparator.comparingInt(
                                (PrerequisiteOf each) -> each.because().n())
                        .reversed())
                .limit(DEPENDENTS)
                .toList();
    }

    /** The step itself, or the nearest that it leads to, for which postings ask. */
    private Optional<Integer> nearestAsked(int step) {
        Deque<Integer> open = new ArrayDeque<>(List.of(step));
        Set<Integer> seen = new LinkedHashSet<>(open);
        while (!open.isEmpty()) {
            int next = open.remove();
            if (asked.get(next).isPresent()) {
                return Optional.of(next);
            }
            for (int dependent : dependents.get(next)) {
                if (seen.add(dependent)) {
                    open.add(dependent);
                }
            }
        }
        return Optional.empty();
    }

    private int last(int step) {
        List<Integer> nodes = steps.get(step);
        return nodes.get(nodes.size() - 1);
    }
}
