package dev.nextskill.extract.llm;

import dev.nextskill.extract.extraction.PostingRequirements;
import dev.nextskill.extract.extraction.PostingRequirements.EducationRequirement;
import dev.nextskill.extract.extraction.PostingRequirements.ExperienceRequirement;
import dev.nextskill.extract.extraction.PostingRequirements.InternshipRequirement;
import dev.nextskill.extract.extraction.PostingRequirements.RankedLanguage;
import dev.nextskill.extract.extraction.PostingRequirements.RoleClassification;
import dev.nextskill.extract.extraction.PostingText;
import dev.nextskill.extract.extraction.SkillMention;
import dev.nextskill.extract.extraction.SkillRequirement;
import dev.nextskill.extract.extraction.SkillRequirement.AskedSkill;
import dev.nextskill.extract.extraction.TextEvidence;
import org.jspecify.annotations.Nullable;

/** Quotes a posting verbatim where it was read with passages blanked out: a quote may reach over one. */
final class OriginalQuotes {

    private final PostingText original;

    OriginalQuotes(PostingText original) {
        this.original = original;
    }

    PostingRequirements of(PostingRequirements read) {
        EducationRequirement education = read.education();
        ExperienceRequirement experience = read.experience();
        InternshipRequirement internship = read.internship();
        return new PostingRequirements(
                read.extractor(),
                new RoleClassification(
                        read.roleClass().id(),
                        read.roleClass().confidence(),
                        read.roleClass().because().stream().map(this::of).toList()),
                education == null ? null : new EducationRequirement(education.minimum(), of(education.evidence())),
                experience == null ? null : new ExperienceRequirement(experience.minYears(), of(experience.evidence())),
                internship == null
                        ? null
                        : new InternshipRequirement(
                                internship.minMonths(), internship.daysPerWeek(), of(internship.evidence())),
                read.programmingLanguages().stream()
                        .map(language -> new RankedLanguage(
                                language.skillId(), language.label(), language.rank(), of(language.evidence())))
                        .toList(),
                read.requirements().stream()
                        .map(requirement -> new SkillRequirement(
                                requirement.anyOf().stream().map(this::of).toList(),
                                requirement.necessity(),
                                requirement.level(),
                                of(requirement.evidence()),
                                requirement.confidence()))
                        .toList());
    }

    private AskedSkill of(AskedSkill skill) {
        return new AskedSkill(skill.skillId(), skill.label(), of(skill.mention()), skill.assertion());
    }

    private SkillMention of(SkillMention mention) {
        return new SkillMention(
                words(mention.start(), mention.end(), mention.in()), mention.start(), mention.end(), mention.in());
    }

    private TextEvidence of(TextEvidence evidence) {
        return new TextEvidence(
                words(evidence.start(), evidence.end(), evidence.in()),
                evidence.start(),
                evidence.end(),
                evidence.in());
    }

    private String words(int start, int end, SkillMention.@Nullable Part in) {
        String source = in == SkillMention.Part.TITLE ? original.findTitle().orElse("") : original.text();
        return source.substring(source.offsetByCodePoints(0, start), source.offsetByCodePoints(0, end));
    }
}
