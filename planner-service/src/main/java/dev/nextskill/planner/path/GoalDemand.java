package dev.nextskill.planner.path;

import dev.nextskill.planner.curriculum.ComponentDepth;
import dev.nextskill.planner.curriculum.Curriculum;
import dev.nextskill.planner.curriculum.Depth;
import dev.nextskill.planner.market.Gates;
import dev.nextskill.planner.market.PostingSignature;
import dev.nextskill.planner.market.PostingSignature.AskedGroup;
import dev.nextskill.planner.market.ProficiencyLevel;
import dev.nextskill.vocabulary.SkillId;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * What a goal's postings ask for, compressed: postings that ask for the same are one signature with their summed weight. Depends on the
 * postings, the curriculum and the day only, not on the learner. Everything is numbered, so that the planner works on arrays; nobody
 * changes them, so that plans share a demand.
 */
final class GoalDemand {

    /** Evidence shown per reason; a signature needs to remember no more. */
    static final int EXAMPLES = 3;

    private static final Comparator<Posting> NEWEST_FIRST =
            Comparator.comparing(Posting::postedOn).reversed().thenComparing(Posting::id);

    /** A skill at the depth that its level needs. */
    record Ask(SkillId skill, Depth depth) {}

    record Posting(UUID id, LocalDate postedOn) {}

    final LearningPath.Sample sample;
    final List<Ask> asks;
    /** By ask: what must be learnt to cover it; empty if nothing teaches it. */
    final NodeSet[] required;

    final int[][] groupsOfAsk;
    final int[][] asksOfGroup;
    final int[][] signaturesOfGroup;
    final int[][] groupsOfSignature;
    /** By node: the asks that require it. */
    final int[][] asksOfNode;
    /** By signature: the summed weight, the number of postings, the newest of them, the gates. */
    final double[] weight;

    final int[] postings;
    final List<List<Posting>> examples;
    final List<Gates> gates;
    final double totalWeight;

    /** A signature while it is being collected. */
    private static final class Collected {
        private final int[] groups;
        private final Gates gates;
        private final List<Posting> newest = new ArrayList<>();
        private double weight;
        private int n;

        private Collected(int[] groups, Gates gates) {
            this.groups = groups;
            this.gates = gates;
        }

        private void add(Posting posting, double postingWeight) {
            weight += postingWeight;
            n++;
            newest.add(posting);
            if (newest.size() > EXAMPLES) {
                newest.sort(NEWEST_FIRST);
                newest.remove(EXAMPLES);
            }
        }
    }

    private record SignatureKey(List<Integer> groups, Gates gates) {}

    static GoalDemand of(
            List<PostingSignature> all,
            Set<String> roleClasses,
            Curriculum curriculum,
            Objective objective,
            LocalDate today) {
        List<PostingSignature> planned = new ArrayList<>();
        int withoutRequirements = 0;
        int repeats = 0;
        Optional<LocalDate> newest = Optional.empty();
        for (PostingSignature posting : all) {
            if (!roleClasses.contains(posting.roleClass())) {
                continue;
            }
            if (posting.repeat()) {
                repeats++;
            } else if (posting.essential().isEmpty()) {
                withoutRequirements++;
            } else {
                planned.add(posting);
                LocalDate day = earlier(posting.postedOn(), today);
                newest = Optional.of(newest.filter(day::isBefore).orElse(day));
            }
        }
        return new GoalDemand(
                planned,
                new LearningPath.Sample(planned.size(), withoutRequirements, repeats, newest),
                curriculum,
                objective);
    }

    private GoalDemand(
            List<PostingSignature> planned, LearningPath.Sample sample, Curriculum curriculum, Objective objective) {
        this.sample = sample;
        Map<AskedGroup, Integer> groupNumbers = new HashMap<>();
        List<int[]> groups = new ArrayList<>();
        Map<Ask, Integer> askNumbers = new HashMap<>();
        List<Ask> askList = new ArrayList<>();
        Map<SignatureKey, Collected> signatures = new HashMap<>();
        List<Collected> signatureList = new ArrayList<>();
        LocalDate newest = sample.newest().orElse(LocalDate.MIN);
        for (PostingSignature posting : planned) {
            int[] numbers = new int[posting.essential().size()];
            for (int i = 0; i < numbers.length; i++) {
                AskedGroup group = posting.essential().get(i);
                Integer number = groupNumbers.get(group);
                if (number == null) {
                    number = groups.size();
                    groupNumbers.put(group, number);
                    groups.add(numbers(group, askNumbers, askList));
                }
                numbers[i] = number;
            }
            int[] distinct = Arrays.stream(numbers).distinct().sorted().toArray();
            SignatureKey key = new SignatureKey(Arrays.stream(distinct).boxed().toList(), posting.gates());
            Collected signature = signatures.get(key);
            if (signature == null) {
                signature = new Collected(distinct, posting.gates());
                signatures.put(key, signature);
                signatureList.add(signature);
            }
            signature.add(
                    new Posting(posting.postingId(), posting.postedOn()),
                    objective.weight(ChronoUnit.DAYS.between(posting.postedOn(), newest)));
        }

        int universe = curriculum.graph().size();
        this.asks = List.copyOf(askList);
        this.required = new NodeSet[asks.size()];
        List<List<Integer>> byNode = lists(universe);
        for (int ask = 0; ask < required.length; ask++) {
            required[ask] = NodeSet.empty(universe);
            for (ComponentDepth covering :
                    curriculum.covering(asks.get(ask).skill(), asks.get(ask).depth())) {
                int node = curriculum.graph().find(covering).orElseThrow();
                required[ask].add(node);
                byNode.get(node).add(ask);
            }
        }
        this.asksOfNode = arrays(byNode);
        this.asksOfGroup = groups.toArray(int[][]::new);
        this.groupsOfAsk = inverse(asksOfGroup, asks.size());
        this.groupsOfSignature = signatureList.stream().map(each -> each.groups).toArray(int[][]::new);
        this.signaturesOfGroup = inverse(groupsOfSignature, groups.size());
        this.weight = signatureList.stream().mapToDouble(each -> each.weight).toArray();
        this.postings = signatureList.stream().mapToInt(each -> each.n).toArray();
        this.examples = signatureList.stream()
                .map(each -> each.newest.stream().sorted(NEWEST_FIRST).toList())
                .toList();
        this.gates = signatureList.stream().map(each -> each.gates).toList();
        this.totalWeight = Arrays.stream(weight).sum();
    }

    int signatures() {
        return weight.length;
    }

    int groups() {
        return asksOfGroup.length;
    }

    /** 了解 needs to recognise, 熟悉 (or nothing said) to explain, 掌握 and 精通 to build. */
    static Depth depthFor(ProficiencyLevel level) {
        return switch (level) {
            case AWARE -> Depth.RECOGNISE;
            case FAMILIAR, UNSPECIFIED -> Depth.EXPLAIN;
            case PROFICIENT, EXPERT -> Depth.BUILD;
        };
    }

    private static int[] numbers(AskedGroup group, Map<Ask, Integer> askNumbers, List<Ask> askList) {
        Depth depth = depthFor(group.level());
        return group.anyOf().stream()
                .mapToInt(skill -> askNumbers.computeIfAbsent(new Ask(skill, depth), ask -> {
                    askList.add(ask);
                    return askList.size() - 1;
                }))
                .toArray();
    }

    private static int[][] inverse(int[][] lists, int size) {
        List<List<Integer>> inverse = lists(size);
        for (int i = 0; i < lists.length; i++) {
            for (int each : lists[i]) {
                inverse.get(each).add(i);
            }
        }
        return arrays(inverse);
    }

    private static List<List<Integer>> lists(int size) {
        List<List<Integer>> lists = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            lists.add(new ArrayList<>());
        }
        return lists;
    }

    private static int[][] arrays(List<List<Integer>> lists) {
        return lists.stream()
                .map(list -> list.stream().mapToInt(i -> i).toArray())
                .toArray(int[][]::new);
    }

    private static LocalDate earlier(LocalDate one, LocalDate other) {
        return one.isBefore(other) ? one : other;
    }
}
