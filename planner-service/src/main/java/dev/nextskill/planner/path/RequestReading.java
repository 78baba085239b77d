package dev.nextskill.planner.path;

import dev.nextskill.planner.curriculum.ComponentDepth;
import dev.nextskill.planner.curriculum.ComponentId;
import dev.nextskill.planner.curriculum.Curriculum;
import dev.nextskill.planner.curriculum.Depth;
import dev.nextskill.planner.curriculum.KnowledgeComponent;
import dev.nextskill.planner.market.RoleClasses;
import dev.nextskill.vocabulary.Skill;
import dev.nextskill.vocabulary.SkillId;
import dev.nextskill.vocabulary.SkillLabel;
import dev.nextskill.vocabulary.SkillVocabulary;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Turns a learner's words into what the planner needs, or says all that is wrong with them. */
final class RequestReading {

    private final SkillVocabulary vocabulary;
    private final Curriculum curriculum;
    private final RoleClasses roleClasses;

    RequestReading(SkillVocabulary vocabulary, Curriculum curriculum, RoleClasses roleClasses) {
        this.vocabulary = vocabulary;
        this.curriculum = curriculum;
        this.roleClasses = roleClasses;
    }

    /** What came of it. */
    sealed interface Reading {}

    record Understood(PlanningRequest request) implements Reading {}

    /** @param complaints each says what is wrong, where and what to do */
    record NotUnderstood(List<Complaint> complaints) implements Reading {}

    /** @param field for instance {@code known[2].skill} */
    record Complaint(String field, String message) {}

    Reading read(LearningPathRequest request, LocalDate today) {
        List<Complaint> complaints = new ArrayList<>();
        List<String> goal = request.goal().roleClasses();
        for (int i = 0; i < goal.size(); i++) {
            if (roleClasses.find(goal.get(i)).isEmpty()) {
                complaints.add(new Complaint(
                        "goal.roleClasses[%d]".formatted(i),
                        "There is no role class \"%s\"; use one of %s."
                                .formatted(goal.get(i), String.join(", ", roleClasses.ids()))));
            }
        }
        List<ComponentDepth> components = new ArrayList<>();
        Map<SkillId, Depth> skills = new HashMap<>();
        List<LearningPathRequest.Known> known = request.knownOrNone();
        for (int i = 0; i < known.size(); i++) {
            LearningPathRequest.Known each = known.get(i);
            String field = "known[%d]".formatted(i);
            String component = each.component();
            String skill = each.skill();
            if ((component == null) == (skill == null)) {
                complaints.add(new Complaint(
                        field, "Name either a component or a skill, for instance {\"skill\": \"python\"}."));
            } else if (component != null) {
                component(component)
                        .ifPresentOrElse(
                                found -> components.add(known(found, each.depthOrExplain())),
                                () -> complaints.add(new Complaint(field + ".component", unknownComponent(component))));
            } else if (skill != null) {
                skill(skill)
                        .ifPresentOrElse(
                                found -> skills.merge(
                                        found, each.depthOrExplain(), (a, b) -> a.compareTo(b) > 0 ? a : b),
                                () -> complaints.add(new Complaint(field + ".skill", unknownSkill(skill))));
            }
        }
        Set<SkillId> parked = new HashSet<>();
        List<String> parkedWords = request.parkedOrNone();
        for (int i = 0; i < parkedWords.size(); i++) {
            Optional<SkillId> found = skill(parkedWords.get(i));
            if (found.isPresent()) {
                parked.add(found.get());
            } else {
                complaints.add(new Complaint("parkedLanguages[%d]".formatted(i), unknownSkill(parkedWords.get(i))));
            }
        }
        double hours = hours(request, today, complaints);
        if (!complaints.isEmpty()) {
            return new NotUnderstood(complaints);
        }
        return new Understood(new PlanningRequest(
                Set.copyOf(goal),
                components,
                skills,
                hours,
                request.educationOrBachelor(),
                request.internshipOrAny(),
                parked,
                today));
    }

    private static double hours(LearningPathRequest request, LocalDate today, List<Complaint> complaints) {
        Double hours = request.hours();
        Double perWeek = request.hoursPerWeek();
        LocalDate deadline = request.deadline();
        if (deadline != null && !deadline.isAfter(today)) {
            complaints.add(
                    new Complaint("deadline", "The deadline %s must be after today, %s.".formatted(deadline, today)));
            return 0;
        }
        if (hours != null && perWeek == null) {
            return hours;
        }
        if (hours == null && perWeek != null && deadline != null) {
            return perWeek * ChronoUnit.DAYS.between(today, deadline) / 7.0;
        }
        complaints.add(new Complaint(
                "hours", "Say either hours, all there are to spend, or hoursPerWeek together with a deadline."));
        return 0;
    }

    /** A component that is said to be known deeper than it goes is known as deep as it goes. */
    private static ComponentDepth known(KnowledgeComponent component, Depth depth) {
        return new ComponentDepth(
                component.id(), depth.compareTo(component.deepest()) < 0 ? depth : component.deepest());
    }

    private Optional<KnowledgeComponent> component(String id) {
        return Optional.of(id)
                .filter(ComponentId::isValid)
                .map(ComponentId::new)
                .flatMap(curriculum::find);
    }

    private Optional<SkillId> skill(String idOrLabel) {
        try {
            Optional<Skill> byId = vocabulary.find(new SkillId(idOrLabel));
            if (byId.isPresent()) {
                return byId.map(Skill::id);
            }
        } catch (IllegalArgumentException e) {
            // Not an id: perhaps a label, like C++.
        }
        return vocabulary.findLabel(idOrLabel).map(SkillLabel::skill);
    }

    private String unknownComponent(String id) {
        return "There is no component \"%s\"; did you mean %s?"
                .formatted(
                        id,
                        Nearest.to(
                                id,
                                curriculum.components().stream()
                                        .map(each -> each.id().value())
                                        .toList()));
    }

    private String unknownSkill(String id) {
        return "There is no skill \"%s\"; did you mean %s?"
                .formatted(
                        id,
                        Nearest.to(
                                id,
                                vocabulary.skills().stream()
                                        .map(each -> each.id().value())
                                        .toList()));
    }
}
