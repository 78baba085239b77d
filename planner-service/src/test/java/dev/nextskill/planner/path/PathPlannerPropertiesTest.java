package dev.nextskill.planner.path;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nextskill.planner.curriculum.ComponentDepth;
import dev.nextskill.planner.curriculum.ComponentId;
import dev.nextskill.planner.curriculum.Curriculum;
import dev.nextskill.planner.curriculum.Depth;
import dev.nextskill.planner.curriculum.Hours;
import dev.nextskill.planner.curriculum.KnowledgeComponent;
import dev.nextskill.planner.curriculum.KnowledgeComponent.DepthGoal;
import dev.nextskill.planner.curriculum.LocalText;
import dev.nextskill.planner.curriculum.Prerequisite;
import dev.nextskill.planner.curriculum.SmallCurricula;
import dev.nextskill.planner.market.Gates;
import dev.nextskill.planner.market.PostingSignature;
import dev.nextskill.planner.market.PostingSignature.AskedGroup;
import dev.nextskill.planner.market.PostingSignatures.Snapshot;
import dev.nextskill.planner.market.ProficiencyLevel;
import dev.nextskill.vocabulary.SkillId;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** What holds of every path, on random curricula, postings and learners. */
class PathPlannerPropertiesTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 6, 1);
    private static final Objective OBJECTIVE = new Objective(0.5, 0.8, 90);

    @Property(tries = 300)
    void no_hard_prerequisite_is_violated(@ForAll long seed, @ForAll @IntRange(min = 1, max = 200) int hours) {
        Scene scene = new Scene(seed);
        Set<ComponentDepth> learnt = new HashSet<>(scene.withPrerequisites(scene.known));

        for (PathStep step : scene.plan(hours).steps()) {
            for (ComponentDepth each : depths(step)) {
                learnt.add(each);
                assertThat(learnt).containsAll(scene.withPrerequisites(List.of(each)));
            }
        }
    }

    @Property(tries = 300)
    void never_over_the_hours(@ForAll long seed, @ForAll @IntRange(min = 1, max = 200) int hours) {
        LearningPath path = new Scene(seed).plan(hours);

        assertThat(path.planned().typical()).isLessThanOrEqualTo(hours + 1e-6);
        assertThat(path.steps().stream().mapToDouble(PathStep::cumulativeHours))
                .isSorted()
                .allMatch(spent -> spent <= hours + 1e-6);
    }

    @Property(tries = 200)
    void the_same_question_has_the_same_answer(@ForAll long seed, @ForAll @IntRange(min = 1, max = 200) int hours) {
        assertThat(new Scene(seed).plan(hours)).isEqualTo(new Scene(seed).plan(hours));
    }

    @Property(tries = 300)
    void more_hours_never_give_less_area(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 150) int hours,
            @ForAll @IntRange(min = 1, max = 50) int more) {
        Scene scene = new Scene(seed);

        assertThat(scene.plan(hours + more).area())
                .isGreaterThanOrEqualTo(scene.plan(hours).area() - 1e-6);
    }

    @Property(tries = 300)
    void what_is_known_is_never_planned(@ForAll long seed, @ForAll @IntRange(min = 1, max = 200) int hours) {
        Scene scene = new Scene(seed);
        Set<ComponentDepth> seen = new HashSet<>(scene.withPrerequisites(scene.known));

        for (PathStep step : scene.plan(hours).steps()) {
            for (ComponentDepth each : depths(step)) {
                assertThat(seen.add(each)).as("%s is new", each).isTrue();
            }
        }
    }

    @Property(tries = 300)
    void every_step_names_postings_and_coverage_never_falls(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 200) int hours) {
        LearningPath path = new Scene(seed).plan(hours);
        double coverage = path.before().coverage();

        for (PathStep step : path.steps()) {
            StepReason first = step.reasons().get(0);
            assertThat(first).isInstanceOfAny(StepReason.AskedByPostings.class, StepReason.PrerequisiteOf.class);
            assertThat(step.reached().coverage()).isBetween(coverage, 1.0);
            coverage = step.reached().coverage();
        }
        assertThat(path.after().coverage()).isEqualTo(coverage);
    }

    @Property(tries = 200)
    void nothing_parked_is_planned(@ForAll long seed, @ForAll @IntRange(min = 1, max = 200) int hours) {
        Scene scene = new Scene(seed);
        SkillId parked = new SkillId("skill-0");

        LearningPath path = scene.plan(hours, Set.of(parked));

        assertThat(path.steps()).noneMatch(step -> step.component().teaches().contains(parked));
    }

    private static List<ComponentDepth> depths(PathStep step) {
        List<ComponentDepth> depths = new ArrayList<>();
        for (Depth depth : Depth.values()) {
            boolean isNew = step.from().map(from -> depth.compareTo(from) > 0).orElse(true);
            if (isNew && depth.compareTo(step.to()) <= 0) {
                depths.add(new ComponentDepth(step.component().id(), depth));
            }
        }
        return depths;
    }

    /** A random curriculum, market and learner. */
    private static final class Scene {

        private final Random random;
        private final Curriculum curriculum;
        private final List<PostingSignature> postings;
        private final List<ComponentDepth> known;

        Scene(long seed) {
            random = new Random(seed);
            int skills = 1 + random.nextInt(12);
            List<KnowledgeComponent> components = new ArrayList<>();
            int count = 1 + random.nextInt(15);
            for (int i = 0; i < count; i++) {
                components.add(component(i, components, skills));
            }
            curriculum = SmallCurricula.of(components);
            postings = new ArrayList<>();
            int many = random.nextInt(30);
            for (int i = 0; i < many; i++) {
                postings.add(posting(i, skills + 2));
            }
            known = new ArrayList<>();
            for (KnowledgeComponent component : components) {
                if (random.nextInt(5) == 0) {
                    known.add(new ComponentDepth(component.id(), component.deepest()));
                }
            }
        }

        LearningPath plan(double hours) {
            return plan(hours, Set.of());
        }

        LearningPath plan(double hours, Set<SkillId> parked) {
            return new PathPlanner(curriculum, OBJECTIVE)
                    .plan(
                            new Snapshot(1, postings),
                            new PlanningRequest(
                                    Set.of("backend"),
                                    parked.isEmpty() ? known : List.of(),
                                    Map.of(),
                                    hours,
                                    EducationLevel.BACHELOR,
                                    new Internship(4, 4),
                                    parked,
                                    TODAY));
        }

        /** By the definition, without the graph under test. */
        Set<ComponentDepth> withPrerequisites(List<ComponentDepth> some) {
            Set<ComponentDepth> all = new HashSet<>();
            List<ComponentDepth> open = new ArrayList<>(some);
            while (!open.isEmpty()) {
                ComponentDepth next = open.remove(open.size() - 1);
                if (all.add(next)) {
                    KnowledgeComponent component =
                            curriculum.find(next.component()).orElseThrow();
                    if (next.depth() != Depth.RECOGNISE) {
                        open.add(new ComponentDepth(
                                next.component(), Depth.ofRank(next.depth().rank() - 1)));
                    }
                    component.prerequisites().stream()
                            .filter(each -> each.kind() == Prerequisite.Kind.HARD)
                            .filter(each -> each.dependent().equals(next))
                            .forEach(each -> open.add(each.prerequisite()));
                }
            }
            return all;
        }

        private KnowledgeComponent component(int number, List<KnowledgeComponent> earlier, int skills) {
            ComponentId id = new ComponentId("component-" + number);
            Map<Depth, DepthGoal> depths = new EnumMap<>(Depth.class);
            int deepest = 1 + random.nextInt(2);
            for (int rank = 0; rank <= deepest; rank++) {
                double typical = 1 + random.nextInt(16) / 2.0;
                depths.put(
                        Depth.ofRank(rank),
                        new DepthGoal(new Hours(typical / 2, typical, typical * 2), new LocalText("能", "You can")));
            }
            List<Prerequisite> prerequisites = new ArrayList<>();
            for (KnowledgeComponent other : earlier) {
                if (random.nextInt(6) == 0) {
                    prerequisites.add(new Prerequisite(
                            new ComponentDepth(id, Depth.ofRank(random.nextInt(deepest + 1))),
                            new ComponentDepth(
                                    other.id(),
                                    Depth.ofRank(random.nextInt(other.deepest().rank() + 1))),
                            random.nextInt(4) == 0 ? Prerequisite.Kind.SOFT : Prerequisite.Kind.HARD));
                }
            }
            List<SkillId> teaches =
                    random.nextInt(4) == 0 ? List.of() : List.of(new SkillId("skill-" + random.nextInt(skills)));
            return new KnowledgeComponent(
                    id, "small", new LocalText("名", "Name"), teaches, depths, prerequisites, "estimate", List.of());
        }

        private PostingSignature posting(int number, int skills) {
            List<AskedGroup> groups = new ArrayList<>();
            int many = random.nextInt(6);
            for (int i = 0; i < many; i++) {
                List<SkillId> anyOf = new ArrayList<>();
                int alternatives = 1 + random.nextInt(3);
                for (int j = 0; j < alternatives; j++) {
                    anyOf.add(new SkillId("skill-" + random.nextInt(skills)));
                }
                ProficiencyLevel[] levels = ProficiencyLevel.values();
                groups.add(new AskedGroup(anyOf, levels[random.nextInt(levels.length)]));
            }
            return new PostingSignature(
                    new UUID(0, number),
                    random.nextInt(5) == 0 ? "other" : "backend",
                    TODAY.minusDays(random.nextInt(400)),
                    new Gates(random.nextInt(5) == 0 ? "master" : null, random.nextInt(6), random.nextInt(6)),
                    random.nextInt(8) == 0,
                    groups);
        }
    }
}
