package dev.nextskill.extract.extraction;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.nextskill.vocabulary.SkillId;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a posting asks for. Offsets are Unicode code points, end exclusive, in the text, or in the title where the evidence says so.
 *
 * @param programmingLanguages in the order of first mention
 * @param requirements one per ask; a skill stands in one of them only
 */
public record PostingRequirements(
        ExtractedBy extractor,
        RoleClassification roleClass,
        @Nullable EducationRequirement education,
        @Nullable ExperienceRequirement experience,
        @Nullable InternshipRequirement internship,
        List<RankedLanguage> programmingLanguages,
        List<SkillRequirement> requirements) {

    public PostingRequirements {
        programmingLanguages = List.copyOf(programmingLanguages);
        requirements = List.copyOf(requirements);
    }

    /** The same, read in place of a model that has not read the posting yet. */
    PostingRequirements standingIn() {
        return new PostingRequirements(
                new ExtractedBy(
                        extractor.engine(),
                        extractor.model(),
                        extractor.promptVersion(),
                        extractor.vocabularyVersion(),
                        extractor.neighbours(),
                        true),
                roleClass,
                education,
                experience,
                internship,
                programmingLanguages,
                requirements);
    }

    /**
     * Which engine read it, with which data.
     *
     * @param engine {@code rules} or {@code llm}
     * @param neighbours the prior postings shown to the model
     * @param degraded whether the rules engine stands in for a model that has not read the posting yet
     */
    public record ExtractedBy(
            String engine,
            @Nullable String model,
            @Nullable String promptVersion,
            String vocabularyVersion,
            List<UUID> neighbours,

            @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean degraded) {

        public ExtractedBy {
            neighbours = List.copyOf(neighbours);
        }

        /** The rules engine's name. */
        public static final String RULES = "rules";

        /** The rules engine. */
        public static ExtractedBy rules(String vocabularyVersion) {
            return new ExtractedBy(RULES, null, null, vocabularyVersion, List.of(), false);
        }
    }

    /**
     * What the person will do.
     *
     * @param id an id of {@code role-classes.yaml}
     * @param confidence 0..1
     * @param because the words that decided it
     */
    public record RoleClassification(String id, double confidence, List<SkillMention> because) {

        public RoleClassification {
            because = List.copyOf(because);
        }
    }

    /**
     * The least degree.
     *
     * @param minimum {@code associate}, {@code bachelor}, {@code master} or {@code doctor}
     */
    public record EducationRequirement(String minimum, TextEvidence evidence) {}

    public record ExperienceRequirement(int minYears, TextEvidence evidence) {}

    public record InternshipRequirement(
            @Nullable Integer minMonths, @Nullable Integer daysPerWeek, TextEvidence evidence) {}

    /**
     * A language and its place.
     *
     * @param rank from 1, the first language
     */
    public record RankedLanguage(SkillId skillId, String label, int rank, TextEvidence evidence) {}
}
