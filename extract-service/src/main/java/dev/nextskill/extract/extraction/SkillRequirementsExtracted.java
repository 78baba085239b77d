package dev.nextskill.extract.extraction;

import dev.nextskill.extract.extraction.PostingRequirements.EducationRequirement;
import dev.nextskill.extract.extraction.PostingRequirements.ExperienceRequirement;
import dev.nextskill.extract.extraction.PostingRequirements.ExtractedBy;
import dev.nextskill.extract.extraction.PostingRequirements.InternshipRequirement;
import dev.nextskill.extract.extraction.PostingRequirements.RankedLanguage;
import dev.nextskill.extract.extraction.PostingRequirements.RoleClassification;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The event: a posting was read. Its shape is the contract {@code skill-requirements/v1}. */
public record SkillRequirementsExtracted(
        UUID postingId,
        @Nullable Instant receivedAt,
        Instant extractedAt,
        ExtractedBy extractor,
        @Nullable String title,
        @Nullable String company,
        @Nullable LocalDate datePosted,
        RoleClassification roleClass,
        @Nullable EducationRequirement education,
        @Nullable ExperienceRequirement experience,
        @Nullable InternshipRequirement internship,
        List<RankedLanguage> programmingLanguages,
        List<SkillRequirement> requirements,
        @Nullable UUID duplicateOf) {

    /** The same, told at another instant, of a posting that repeats an earlier one or none. */
    SkillRequirementsExtracted repeating(@Nullable UUID earlier, Instant at) {
        return new SkillRequirementsExtracted(
                postingId,
                receivedAt,
                at,
                extractor,
                title,
                company,
                datePosted,
                roleClass,
                education,
                experience,
                internship,
                programmingLanguages,
                requirements,
                earlier);
    }

    /** The same with what people corrected. */
    SkillRequirementsExtracted corrected(
            RoleClassification rightClass, List<RankedLanguage> rightLanguages, List<SkillRequirement> right) {
        return new SkillRequirementsExtracted(
                postingId,
                receivedAt,
                extractedAt,
                extractor,
                title,
                company,
                datePosted,
                rightClass,
                education,
                experience,
                internship,
                List.copyOf(rightLanguages),
                List.copyOf(right),
                duplicateOf);
    }

    /** Whether both say the same, whenever it was told. */
    boolean saysTheSameAs(SkillRequirementsExtracted other) {
        return repeating(duplicateOf, other.extractedAt).equals(other);
    }
}
