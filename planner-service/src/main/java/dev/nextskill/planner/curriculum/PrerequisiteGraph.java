package dev.nextskill.planner.curriculum;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;

/**
 * What must be learnt before what, over (component, depth). A deeper depth of a component always requires the shallower one.
 *
 * <p>Nodes are numbered {@code 3 * component + depth} so that sets of them are bit sets; not every number is a node, since a component
 * may lack the depth build. Immutable.
 */
public final class PrerequisiteGraph {

    private static final int DEPTHS = Depth.values().length;

    private final List<KnowledgeComponent> components;
    private final Map<ComponentId, Integer> numbers;
    private final int[][] hard;
    private final int[][] soft;
    private final BitSet[] closures;
    private final int[] rank;

    private PrerequisiteGraph(List<KnowledgeComponent> components, Map<ComponentId, Integer> numbers) {
        this.components = components;
        this.numbers = numbers;
        int size = components.size() * DEPTHS;
        this.hard = new int[size][];
        this.soft = new int[size][];
        this.closures = new BitSet[size];
        this.rank = new int[size];
    }

    /**
     * @param components with prerequisites that exist
     * @throws CycleException if something is, through others, its own prerequisite
     */
    static PrerequisiteGraph of(Collection<KnowledgeComponent> components) throws CycleException {
        List<KnowledgeComponent> sorted = components.stream()
                .sorted(Comparator.comparing(KnowledgeComponent::id))
                .toList();
        Map<ComponentId, Integer> numbers = new HashMap<>();
        for (int i = 0; i < sorted.size(); i++) {
            numbers.put(sorted.get(i).id(), i);
        }
        PrerequisiteGraph graph = new PrerequisiteGraph(sorted, Map.copyOf(numbers));
        graph.connect();
        graph.rank();
        graph.close();
        return graph;
    }

    /** Number of nodes including the numbers that are none. */
    public int size() {
        return hard.length;
    }

    /** The component that a node belongs to. */
    public KnowledgeComponent component(int node) {
        return components.get(node / DEPTHS);
    }

    public ComponentDepth at(int node) {
        return new ComponentDepth(component(node).id(), depth(node));
    }

    public Depth depth(int node) {
        return Depth.ofRank(node % DEPTHS);
    }

    /** The node's number; empty if the component is unknown or has no such depth. */
    public Optional<Integer> find(ComponentDepth wanted) {
        Integer number = numbers.get(wanted.component());
        return number == null || !components.get(number).depths().containsKey(wanted.depth())
                ? Optional.empty()
                : Optional.of(number * DEPTHS + wanted.depth().rank());
    }

    /** The node and everything that it cannot do without: a new set, the caller's own. */
    public BitSet closure(int node) {
        return (BitSet) closures[node].clone();
    }

    /** The nodes directly required, the shallower depth of the same component among them. */
    public int[] hardPrerequisites(int node) {
        return hard[node].clone();
    }

    /** A number that grows along prerequisites, hard and soft: sorting by it never puts a dependent first. */
    public int rank(int node) {
        return rank[node];
    }

    private void connect() {
        for (int node = 0; node < hard.length; node++) {
            Depth depth = depth(node);
            KnowledgeComponent component = component(node);
            List<Integer> required = new ArrayList<>();
            List<Integer> helpful = new ArrayList<>();
            if (component.depths().containsKey(depth)) {
                if (depth != Depth.RECOGNISE) {
                    required.add(node - 1);
                }
                for (Prerequisite each : component.prerequisites()) {
                    if (each.dependent().depth() == depth) {
                        int before = find(each.prerequisite())
                                .orElseThrow(
                                        () -> new IllegalArgumentException("The prerequisite %s of %s does not exist"
                                                .formatted(each.prerequisite(), each.dependent())));
                        (each.kind() == Prerequisite.Kind.HARD ? required : helpful).add(before);
                    }
                }
            }
            hard[node] = required.stream().mapToInt(i -> i).distinct().toArray();
            soft[node] = helpful.stream().mapToInt(i -> i).distinct().toArray();
        }
    }

    /** Kahn's algorithm; among the nodes that are free, the smallest number first, so that the order is always the same. */
    private void rank() throws CycleException {
        int[] open = new int[hard.length];
        List<List<Integer>> dependents = new ArrayList<>();
        for (int node = 0; node < hard.length; node++) {
            dependents.add(new ArrayList<>());
        }
        PriorityQueue<Integer> free = new PriorityQueue<>();
        for (int node = 0; node < hard.length; node++) {
            open[node] = hard[node].length + soft[node].length;
            for (int before : hard[node]) {
                dependents.get(before).add(node);
            }
            for (int before : soft[node]) {
                dependents.get(before).add(node);
            }
            if (open[node] == 0) {
                free.add(node);
            }
        }
        int next = 0;
        while (!free.isEmpty()) {
            int node = free.remove();
            rank[node] = next++;
            for (int dependent : dependents.get(node)) {
                if (--open[dependent] == 0) {
                    free.add(dependent);
                }
            }
        }
        if (next < hard.length) {
            throw new CycleException(cycle(open));
        }
    }

    /** Walks back along open prerequisites until a node comes again. */
    private List<ComponentDepth> cycle(int[] open) {
        int node = 0;
        while (open[node] == 0) {
            node++;
        }
        List<Integer> walked = new ArrayList<>();
        while (!walked.contains(node)) {
            walked.add(node);
            node = firstOpen(node, open);
        }
        List<ComponentDepth> cycle = new ArrayList<>();
        for (int each : walked.subList(walked.indexOf(node), walked.size())) {
            cycle.add(at(each));
        }
        cycle.add(at(node));
        return cycle;
    }

    private int firstOpen(int node, int[] open) {
        for (int before : hard[node]) {
            if (open[before] > 0) {
                return before;
            }
        }
        for (int before : soft[node]) {
            if (open[before] > 0) {
                return before;
            }
        }
        throw new IllegalStateException("%s is open but nothing before it is".formatted(at(node)));
    }

    private void close() {
        Integer[] order = new Integer[hard.length];
        for (int node = 0; node < hard.length; node++) {
            order[rank[node]] = node;
        }
        for (Integer node : order) {
            BitSet closure = new BitSet(hard.length);
            closure.set(node);
            for (int before : hard[node]) {
                closure.or(closures[before]);
            }
            closures[node] = closure;
        }
    }

    /** Something is its own prerequisite. */
    static final class CycleException extends Exception {

        private final transient List<ComponentDepth> cycle;

        private CycleException(List<ComponentDepth> cycle) {
            super("cycle");
            this.cycle = List.copyOf(cycle);
        }

        /** Each requires the next; the last is the first. */
        List<ComponentDepth> cycle() {
            return cycle;
        }
    }
}
