package dev.nextskill.planner.path;

import dev.nextskill.planner.curriculum.ComponentDepth;
import dev.nextskill.planner.curriculum.Curriculum;
import dev.nextskill.planner.curriculum.Depth;
import dev.nextskill.planner.curriculum.Hours;
import dev.nextskill.planner.curriculum.KnowledgeComponent;
import dev.nextskill.planner.curriculum.PrerequisiteGraph;
import dev.nextskill.planner.market.PostingSignatures.Snapshot;
import dev.nextskill.planner.path.GoalDemand.Ask;
import dev.nextskill.planner.path.LearningPath.NotPlanned;
import dev.nextskill.planner.path.LearningPath.Reach;
import dev.nextskill.vocabulary.SkillId;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Plans what to learn next, how deep and why: an order of (component, depth) steps that respects hard prerequisites and makes the area
 * under V over the learner's hours large, because a learner may stop at any time. {@link Objective} says what V is.
 *
 * <p>How: {@link GoalDemand} compresses the goal's postings, {@link TargetOrder} orders what they ask for by gain per hour together with
 * its missing prerequisites, {@link HoursBudget} cuts that to the hours, {@link StepReasons} says why. Deterministic; remembers nothing
 * but the demands last computed. An instance may be shared between threads.
 */
public final class PathPlanner {

    private final Curriculum curriculum;
    private final Objective objective;
    private final GoalDemands demands;
    private final double[] hours;
    private final int[] rank;
    private final NodeSet[] closures;

    public PathPlanner(Curriculum curriculum, Objective objective) {
        this.curriculum = curriculum;
        this.objective = objective;
        this.demands = new GoalDemands(curriculum, objective);
        PrerequisiteGraph graph = curriculum.graph();
        this.hours = new double[graph.size()];
        this.rank = new int[graph.size()];
        this.closures = new NodeSet[graph.size()];
        for (int node = 0; node < hours.length; node++) {
            rank[node] = graph.rank(node);
            closures[node] = NodeSet.of(graph.closure(node), hours.length);
            if (graph.component(node).depths().containsKey(graph.depth(node))) {
                hours[node] = hoursOf(node).typical();
            }
        }
    }

    /**
     * Plans.
     *
     * @param postings all there are, those outside the goal are passed over; equal revisions must mean equal postings
     * @return a path without steps if there is nothing to plan for, nothing to learn or no time
     * @throws IllegalArgumentException if a known component does not exist
     */
    public LearningPath plan(Snapshot postings, PlanningRequest request) {
        GoalDemand demand = demands.of(postings, request.roleClasses(), request.today());
        Coverage start = new Coverage(demand, objective, request::passes, hours.length);
        start.learn(known(request));
        for (int ask = 0; ask < demand.asks.size(); ask++) {
            if (isKnown(demand.asks.get(ask), request)) {
                start.cover(ask);
            }
        }
        NodeSet parked = parked(request, start.learnt());
        NodeSet[] targets = new NodeSet[demand.asks.size()];
        boolean[] isTarget = new boolean[targets.length];
        for (int ask = 0; ask < targets.length; ask++) {
            NodeSet closure = NodeSet.empty(hours.length);
            demand.required[ask].forEach(node -> closure.addAll(closures[node]));
            targets[ask] = closure;
            isTarget[ask] = !closure.isEmpty()
                    && !request.parked().contains(demand.asks.get(ask).skill())
                    && !closure.intersects(parked);
        }
        int[] order = TargetOrder.of(demand, start, targets, isTarget, hours);
        HoursBudget.Cut cut = new HoursBudget(order, targets, hours, rank, request.hours()).best(start);
        Coverage end = start.copy();
        List<PathStep> steps = steps(demand, start, end, stepwise(cut.nodes()));
        return new LearningPath(
                demand.sample,
                request.hours(),
                start.reach(),
                end.reach(),
                demand.totalWeight == 0 ? 0 : cut.area() / demand.totalWeight,
                steps,
                notPlanned(demand, end, isTarget, request.parked()));
    }

    /** What the learner has: what is said, and what that cannot do without. */
    private NodeSet known(PlanningRequest request) {
        List<ComponentDepth> said = new ArrayList<>(request.knownComponents());
        request.knownSkills().forEach((skill, depth) -> said.addAll(curriculum.covering(skill, depth)));
        NodeSet known = NodeSet.empty(hours.length);
        for (ComponentDepth each : said) {
            known.addAll(closures[
                    curriculum
                            .graph()
                            .find(each)
                            .orElseThrow(() -> new IllegalArgumentException("There is no " + each))]);
        }
        return known;
    }

    /** A skill said to be known is known, even if no component teaches it. */
    private static boolean isKnown(Ask ask, PlanningRequest request) {
        Depth depth = request.knownSkills().get(ask.skill());
        return depth != null && depth.compareTo(ask.depth()) >= 0;
    }

    /** What is not to be learnt: components that teach something parked, as far as they are not known. */
    private NodeSet parked(PlanningRequest request, NodeSet known) {
        NodeSet parked = NodeSet.empty(hours.length);
        for (SkillId skill : request.parked()) {
            for (ComponentDepth each : curriculum.covering(skill, Depth.BUILD)) {
                for (Depth depth = each.depth(); ; depth = Depth.ofRank(depth.rank() - 1)) {
                    int node = curriculum
                            .graph()
                            .find(new ComponentDepth(each.component(), depth))
                            .orElseThrow();
                    if (!known.contains(node)) {
                        parked.add(node);
                    }
                    if (depth == Depth.RECOGNISE) {
                        break;
                    }
                }
            }
        }
        return parked;
    }

    /** Depths of the same component that follow each other are one step. */
    private List<List<Integer>> stepwise(List<Integer> nodes) {
        List<List<Integer>> steps = new ArrayList<>();
        for (int node : nodes) {
            if (!steps.isEmpty()) {
                List<Integer> last = steps.get(steps.size() - 1);
                if (component(last.get(0)).id().equals(component(node).id())) {
                    last.add(node);
                    continue;
                }
            }
            steps.add(new ArrayList<>(List.of(node)));
        }
        return steps;
    }

    private List<PathStep> steps(GoalDemand demand, Coverage start, Coverage progress, List<List<Integer>> nodes) {
        StepReasons reasons = new StepReasons(demand, start, curriculum.graph(), nodes);
        List<PathStep> steps = new ArrayList<>();
        double cumulative = 0;
        for (int i = 0; i < nodes.size(); i++) {
            Reach before = progress.reach();
            List<Integer> covered = new ArrayList<>();
            Hours spent = Hours.NONE;
            for (int node : nodes.get(i)) {
                progress.learn(node, covered::add);
                spent = spent.plus(hoursOf(node));
            }
            cumulative += spent.typical();
            Depth first = curriculum.graph().depth(nodes.get(i).get(0));
            Depth last = curriculum.graph().depth(nodes.get(i).get(nodes.get(i).size() - 1));
            Reach reached = progress.reach();
            steps.add(new PathStep(
                    component(nodes.get(i).get(0)),
                    first == Depth.RECOGNISE ? Optional.empty() : Optional.of(Depth.ofRank(first.rank() - 1)),
                    last,
                    spent,
                    cumulative,
                    reached,
                    reasons.of(i, reached.applicable() - before.applicable(), covered)));
        }
        return steps;
    }

    private static List<NotPlanned> notPlanned(
            GoalDemand demand, Coverage end, boolean[] isTarget, Set<SkillId> parked) {
        Map<SkillId, BitSet> waiting = new TreeMap<>();
        Map<SkillId, NotPlanned.Cause> causes = new TreeMap<>();
        for (int ask = 0; ask < isTarget.length; ask++) {
            if (end.isOpen(ask)) {
                SkillId skill = demand.asks.get(ask).skill();
                BitSet signatures = waiting.computeIfAbsent(skill, id -> new BitSet());
                for (int group : demand.groupsOfAsk[ask]) {
                    if (!end.isGroupCovered(group)) {
                        for (int signature : demand.signaturesOfGroup[group]) {
                            signatures.set(signature);
                        }
                    }
                }
                causes.put(skill, cause(skill, demand.required[ask].isEmpty(), isTarget[ask], parked));
            }
        }
        List<NotPlanned> all = new ArrayList<>();
        waiting.forEach((skill, signatures) -> all.add(new NotPlanned(
                skill,
                signatures.stream().map(signature -> demand.postings[signature]).sum(),
                causes.getOrDefault(skill, NotPlanned.Cause.HOURS))));
        all.sort(Comparator.comparingInt(NotPlanned::n).reversed());
        return all;
    }

    private static NotPlanned.Cause cause(SkillId skill, boolean untaught, boolean target, Set<SkillId> parked) {
        if (target) {
            return NotPlanned.Cause.HOURS;
        }
        return untaught && !parked.contains(skill) ? NotPlanned.Cause.NO_COMPONENT : NotPlanned.Cause.PARKED;
    }

    private KnowledgeComponent component(int node) {
        return curriculum.graph().component(node);
    }

    private Hours hoursOf(int node) {
        return component(node).at(curriculum.graph().depth(node)).hours();
    }
}
