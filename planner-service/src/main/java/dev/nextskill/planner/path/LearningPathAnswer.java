package dev.nextskill.planner.path;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.nextskill.planner.curriculum.ComponentDepth;
import dev.nextskill.planner.curriculum.Curriculum;
import dev.nextskill.planner.curriculum.Depth;
import dev.nextskill.planner.curriculum.Hours;
import dev.nextskill.planner.curriculum.KnowledgeComponent;
import dev.nextskill.planner.curriculum.LearningResource;
import dev.nextskill.planner.market.PostingWords;
import dev.nextskill.planner.market.RoleClasses;
import dev.nextskill.planner.market.WilsonInterval;
import dev.nextskill.planner.path.LearningPath.Reach;
import dev.nextskill.vocabulary.Skill;
import dev.nextskill.vocabulary.SkillId;
import dev.nextskill.vocabulary.SkillVocabulary;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A path as the learner sees it, in one language, with the postings' own words.
 *
 * @param note why there are no steps, when there are none
 * @param meanCoverage the average coverage over all the hours, 0 to 1: the area under V as a share
 */
record LearningPathAnswer(
        Goal goal,
        @Nullable String note,
        SampleAnswer sample,
        HoursAnswer hours,
        Reach before,
        Reach after,
        double meanCoverage,
        List<StepAnswer> steps,
        List<NotPlannedAnswer> notPlanned) {

    /** Entries of {@code notPlanned} shown. */
    private static final int NOT_PLANNED = 50;

    record Goal(List<RoleClassAnswer> roleClasses) {}

    record RoleClassAnswer(String id, String label) {}

    /**
     * @param postings that the plan is for; identical texts are one posting
     * @param withoutRequirements left out: nothing in them to learn for
     * @param repeats left out: extract-service marks them {@code duplicateOf} another posting, which counts for them
     */
    record SampleAnswer(
            int postings,
            int withoutRequirements,
            int repeats,
            @Nullable LocalDate newest) {}

    /**
     * @param available to be spent
     * @param planned by the steps
     */
    record HoursAnswer(double available, Hours planned) {}

    /**
     * @param from the depth that the learner has by then; absent: none
     * @param youCan what the learner can do afterwards, for every depth of the step
     */
    record StepAnswer(
            int number,
            ComponentAnswer component,
            @Nullable Depth from,
            Depth to,
            Hours hours,
            double cumulativeHours,
            double coverage,
            int applicablePostings,
            List<YouCan> youCan,
            List<ReasonAnswer> reasons,
            List<LearningResource> resources) {}

    record ComponentAnswer(String id, String name, String track) {}

    record YouCan(Depth depth, String text) {}

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = Asked.class, name = "asked-by-postings"),
        @JsonSubTypes.Type(value = Needed.class, name = "prerequisite-of"),
        @JsonSubTypes.Type(value = Unlocked.class, name = "unlocks")
    })
    sealed interface ReasonAnswer {}

    record Asked(int n, double share, WilsonInterval interval, List<EvidenceAnswer> evidence) implements ReasonAnswer {}

    /**
     * @param component of the later step that cannot do without this one
     * @param asked the component that postings ask for, the same or what it leads to
     */
    record Needed(ComponentAnswer component, Depth depth, ComponentAnswer asked, Depth askedDepth, Asked because)
            implements ReasonAnswer {}

    record Unlocked(int applicablePostings, List<SkillAnswer> skills) implements ReasonAnswer {}

    record SkillAnswer(SkillId skillId, String label, Depth depth) {}

    /** @param quote the posting's own words */
    record EvidenceAnswer(
            UUID postingId,
            @Nullable String company,
            @Nullable String title,
            SkillId skillId,
            String label,
            String necessity,
            @Nullable String quote) {}

    /** @param cause {@code no-component}, {@code parked} or {@code hours} */
    record NotPlannedAnswer(SkillId skillId, String label, int n, String cause) {}

    /** The postings whose words the answer needs. */
    static Set<UUID> quoted(LearningPath path) {
        Set<UUID> quoted = new LinkedHashSet<>();
        for (PathStep step : path.steps()) {
            for (StepReason reason : step.reasons()) {
                if (reason instanceof StepReason.AskedByPostings asked) {
                    asked.examples().forEach(example -> quoted.add(example.postingId()));
                } else if (reason instanceof StepReason.PrerequisiteOf needed) {
                    needed.because().examples().forEach(example -> quoted.add(example.postingId()));
                }
            }
        }
        return quoted;
    }

    /** Puts paths into words. */
    static final class Wording {

        private final Curriculum curriculum;
        private final SkillVocabulary vocabulary;
        private final RoleClasses roleClasses;
        private final Map<UUID, PostingWords> words;
        private final String language;

        /**
         * @param words of the postings {@link LearningPathAnswer#quoted}
         * @param language zh or en
         */
        Wording(
                Curriculum curriculum,
                SkillVocabulary vocabulary,
                RoleClasses roleClasses,
                Map<UUID, PostingWords> words,
                String language) {
            this.curriculum = curriculum;
            this.vocabulary = vocabulary;
            this.roleClasses = roleClasses;
            this.words = Map.copyOf(words);
            this.language = language;
        }

        LearningPathAnswer of(LearningPath path, List<String> goal) {
            List<StepAnswer> steps = new ArrayList<>();
            for (PathStep step : path.steps()) {
                steps.add(step(steps.size() + 1, step));
            }
            return new LearningPathAnswer(
                    new Goal(goal.stream().distinct().map(this::roleClass).toList()),
                    note(path).orElse(null),
                    new SampleAnswer(
                            path.sample().postings(),
                            path.sample().withoutRequirements(),
                            path.sample().repeats(),
                            path.sample().newest().orElse(null)),
                    new HoursAnswer(path.hours(), path.planned()),
                    path.before(),
                    path.after(),
                    path.hours() == 0 ? path.before().coverage() : path.area() / path.hours(),
                    steps,
                    path.notPlanned().stream()
                            .limit(NOT_PLANNED)
                            .map(each -> new NotPlannedAnswer(
                                    each.skill(),
                                    label(each.skill()),
                                    each.n(),
                                    each.cause().name().toLowerCase(Locale.ROOT).replace('_', '-')))
                            .toList());
        }

        private RoleClassAnswer roleClass(String id) {
            return new RoleClassAnswer(
                    id,
                    roleClasses
                            .find(id)
                            .map(each -> language.equals("en") ? each.en() : each.zh())
                            .orElse(id));
        }

        private Optional<String> note(LearningPath path) {
            if (!path.steps().isEmpty()) {
                return Optional.empty();
            }
            boolean english = language.equals("en");
            if (path.sample().postings() == 0) {
                return Optional.of(
                        english
                                ? "There are no postings of this goal to plan for yet: send some to the ingest-service first."
                                : "这个目标还没有可供规划的岗位：请先把岗位发给 ingest-service。");
            }
            if (path.notPlanned().stream().anyMatch(each -> each.cause() == LearningPath.NotPlanned.Cause.HOURS)) {
                return Optional.of(
                        english
                                ? "The hours are not enough for even the smallest step that these postings ask for."
                                : "这些小时不够学完岗位要求的任何一步。");
            }
            return Optional.of(
                    english
                            ? "Nothing is left to learn for these postings that the curriculum teaches and you have not parked."
                            : "就这些岗位而言，课程里没有你还需要学且未搁置的内容了。");
        }

        private StepAnswer step(int number, PathStep step) {
            KnowledgeComponent component = step.component();
            List<YouCan> youCan = new ArrayList<>();
            for (Depth depth : Depth.values()) {
                boolean isNew =
                        step.from().isEmpty() || depth.compareTo(step.from().get()) > 0;
                if (isNew && depth.compareTo(step.to()) <= 0) {
                    youCan.add(new YouCan(depth, component.at(depth).youCan().in(language)));
                }
            }
            return new StepAnswer(
                    number,
                    component(component),
                    step.from().orElse(null),
                    step.to(),
                    step.hours(),
                    step.cumulativeHours(),
                    step.reached().coverage(),
                    step.reached().applicable(),
                    youCan,
                    step.reasons().stream().map(this::reason).toList(),
                    component.resources());
        }

        private ReasonAnswer reason(StepReason reason) {
            if (reason instanceof StepReason.AskedByPostings asked) {
                return asked(asked);
            } else if (reason instanceof StepReason.PrerequisiteOf needed) {
                return new Needed(
                        component(needed.dependent()),
                        needed.dependent().depth(),
                        component(needed.asked()),
                        needed.asked().depth(),
                        asked(needed.because()));
            } else if (reason instanceof StepReason.Unlocks unlocks) {
                return new Unlocked(
                        unlocks.applicable(),
                        unlocks.skills().stream()
                                .map(each -> new SkillAnswer(each.skill(), label(each.skill()), each.depth()))
                                .toList());
            }
            // Java 17 has no exhaustive switch over sealed types.
            throw new IllegalArgumentException("Unknown reason " + reason);
        }

        private Asked asked(StepReason.AskedByPostings asked) {
            return new Asked(
                    asked.n(),
                    asked.share(),
                    asked.interval(),
                    asked.examples().stream().map(this::evidence).toList());
        }

        private EvidenceAnswer evidence(StepReason.Example example) {
            Optional<PostingWords> posting = Optional.ofNullable(words.get(example.postingId()));
            return new EvidenceAnswer(
                    example.postingId(),
                    posting.flatMap(PostingWords::company).orElse(null),
                    posting.flatMap(PostingWords::title).orElse(null),
                    example.skill(),
                    label(example.skill()),
                    "essential",
                    posting.flatMap(each -> each.essentialQuote(example.skill()))
                            .orElse(null));
        }

        private ComponentAnswer component(ComponentDepth of) {
            return component(curriculum.find(of.component()).orElseThrow());
        }

        private ComponentAnswer component(KnowledgeComponent component) {
            return new ComponentAnswer(component.id().value(), component.name().in(language), component.track());
        }

        private String label(SkillId skill) {
            return vocabulary.find(skill).map(Skill::preferredLabel).orElse(skill.value());
        }
    }
}
