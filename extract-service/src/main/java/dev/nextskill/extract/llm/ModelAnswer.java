package dev.nextskill.extract.llm;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.langchain4j.model.output.structured.Description;
import dev.nextskill.extract.extraction.PostingRequirements.EducationRequirement;
import dev.nextskill.extract.extraction.PostingRequirements.ExperienceRequirement;
import dev.nextskill.extract.extraction.PostingRequirements.InternshipRequirement;
import dev.nextskill.extract.extraction.SkillMention;
import dev.nextskill.extract.extraction.SkillRequirement;
import dev.nextskill.extract.extraction.SkillRequirementsExtracted;
import dev.nextskill.vocabulary.SkillId;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a model says of a posting, before anything of it is believed. The intermediate fields come first: a model that has
 * written down the sections and the technical words classifies better. Values are strings, so that a wrong one is complained
 * about and not the whole answer refused.
 *
 * @param sections the posting's parts
 * @param technicalWords all technical words, in order
 * @param roleClass null where the answer is of a part of the posting only
 * @param education null if none is stated
 * @param experience null if none is stated
 * @param internship null if none is stated
 */
@JsonPropertyOrder({"sections", "technicalWords", "roleClass", "education", "experience", "internship", "requirements"})
public record ModelAnswer(
        @Description("the posting's parts in order") List<SectionAnswer> sections,

        @Description("every technical word of the posting, verbatim, in order")
        List<String> technicalWords,

        @Nullable RoleClassAnswer roleClass,
        @Nullable EducationAnswer education,
        @Nullable ExperienceAnswer experience,
        @Nullable InternshipAnswer internship,

        @Description("one entry per ask; a skill stands in one of them only")
        List<RequirementAnswer> requirements) {

    public ModelAnswer {
        sections = List.copyOf(sections);
        technicalWords = List.copyOf(technicalWords);
        requirements = List.copyOf(requirements);
    }

    /** Says nothing. */
    static final ModelAnswer NOTHING = new ModelAnswer(List.of(), List.of(), null, null, null, null, List.of());

    /** @param kind duties, requirements, bonus, introduction, ignored or none */
    @JsonPropertyOrder({"heading", "kind"})
    public record SectionAnswer(
            String heading,

            @Description("duties, requirements, bonus, introduction, ignored or none")
            String kind) {}

    @JsonPropertyOrder({"id", "because"})
    public record RoleClassAnswer(
            String id,

            @Description("the words of the posting that decide it, verbatim")
            List<String> because) {

        public RoleClassAnswer {
            because = List.copyOf(because);
        }
    }

    @JsonPropertyOrder({"minimum", "quote"})
    public record EducationAnswer(
            @Description("associate, bachelor, master or doctor")
            String minimum,

            String quote) {}

    @JsonPropertyOrder({"minYears", "quote"})
    public record ExperienceAnswer(int minYears, String quote) {}

    @JsonPropertyOrder({"minMonths", "daysPerWeek", "quote"})
    public record InternshipAnswer(
            @Nullable Integer minMonths, @Nullable Integer daysPerWeek, String quote) {}

    /** One ask: any of its skills is enough. */
    @JsonPropertyOrder({"anyOf", "necessity", "level", "quote"})
    public record RequirementAnswer(
            List<SkillAnswer> anyOf,

            @Description("essential, optional or responsibility")
            String necessity,

            @Description("aware, familiar, proficient, expert or unspecified")
            String level,

            @Description("the clause that asks, verbatim") String quote) {

        public RequirementAnswer {
            anyOf = List.copyOf(anyOf);
        }
    }

    /** @param skill the id of a candidate, or null */
    @JsonPropertyOrder({"words", "skill", "assertion"})
    public record SkillAnswer(
            @Description("the words that name it, verbatim, as short as names it")
            String words,

            @Description("the id of a candidate, or null") @Nullable
            String skill,

            @Description("stated, inferred or corrected") String assertion) {}

    /** What a model would have answered that read a posting as it was read before. */
    static ModelAnswer of(SkillRequirementsExtracted read) {
        EducationRequirement education = read.education();
        ExperienceRequirement experience = read.experience();
        InternshipRequirement internship = read.internship();
        return new ModelAnswer(
                List.of(),
                read.requirements().stream()
                        .flatMap(requirement -> requirement.anyOf().stream())
                        .map(skill -> skill.mention().text())
                        .toList(),
                new RoleClassAnswer(
                        read.roleClass().id(),
                        read.roleClass().because().stream()
                                .map(SkillMention::text)
                                .toList()),
                education == null
                        ? null
                        : new EducationAnswer(
                                education.minimum(), education.evidence().quote()),
                experience == null
                        ? null
                        : new ExperienceAnswer(
                                experience.minYears(), experience.evidence().quote()),
                internship == null
                        ? null
                        : new InternshipAnswer(
                                internship.minMonths(),
                                internship.daysPerWeek(),
                                internship.evidence().quote()),
                read.requirements().stream().map(ModelAnswer::of).toList());
    }

    ModelAnswer withSections(List<SectionAnswer> others) {
        return new ModelAnswer(others, technicalWords, roleClass, education, experience, internship, requirements);
    }

    private static RequirementAnswer of(SkillRequirement requirement) {
        return new RequirementAnswer(
                requirement.anyOf().stream()
                        .map(skill -> {
                            SkillId id = skill.skillId();
                            return new SkillAnswer(
                                    skill.mention().text(), id == null ? null : id.value(), lower(skill.assertion()));
                        })
                        .toList(),
                lower(requirement.necessity()),
                lower(requirement.level()),
                requirement.evidence().quote());
    }

    private static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
