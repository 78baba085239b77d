package dev.nextskill.planner.market;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.nextskill.vocabulary.SkillId;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The event {@code skill-requirements.v1}, as far as the planner uses it. What it does not use it ignores. */
record SkillRequirementsExtracted(
        @JsonProperty(required = true) UUID postingId,
        @Nullable Instant receivedAt,
        @JsonProperty(required = true) Instant extractedAt,
        @Nullable String title,
        @Nullable String company,
        @Nullable LocalDate datePosted,
        @JsonProperty(required = true) RoleClassification roleClass,
        @Nullable EducationRequirement education,
        @Nullable InternshipRequirement internship,
        @JsonProperty(required = true) List<RankedLanguage> programmingLanguages,
        @JsonProperty(required = true) List<Requirement> requirements,
        @Nullable UUID duplicateOf) {

    private static final int FIRST_YEAR = 1990;
    private static final int LAST_YEAR = 2100;
    private static final int LONGEST_ID = 64;
    private static final Pattern KEBAB_CASE = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");

    SkillRequirementsExtracted {
        // JSON null passes "required".
        Objects.requireNonNull(postingId, "postingId must not be null");
        Objects.requireNonNull(extractedAt, "extractedAt must not be null");
        Objects.requireNonNull(roleClass, "roleClass must not be null");
        plausible("datePosted", datePosted == null ? null : datePosted.getYear());
        plausible("receivedAt", receivedAt == null ? null : year(receivedAt));
        plausible("extractedAt", year(extractedAt));
        programmingLanguages = List.copyOf(programmingLanguages);
        requirements = List.copyOf(requirements);
    }

    record RoleClassification(@JsonProperty(required = true) String id) {

        RoleClassification {
            Objects.requireNonNull(id, "roleClass.id must not be null");
            if (id.length() > LONGEST_ID || !KEBAB_CASE.matcher(id).matches()) {
                throw new IllegalArgumentException(
                        "roleClass.id must be kebab-case ASCII of at most %d characters, like \"backend\"; it has %d: \"%s\""
                                .formatted(
                                        LONGEST_ID, id.length(), id.substring(0, Math.min(LONGEST_ID, id.length()))));
            }
        }
    }

    /** @param minimum {@code associate}, {@code bachelor}, {@code master} or {@code doctor} */
    record EducationRequirement(
            @JsonProperty(required = true) String minimum) {}

    /**
     * @param minMonths absent: not said
     * @param daysPerWeek absent: not said
     */
    record InternshipRequirement(
            @Nullable Integer minMonths, @Nullable Integer daysPerWeek) {}

    /** @param rank from 1, the first language */
    record RankedLanguage(
            @JsonProperty(required = true) SkillId skillId,
            @JsonProperty(required = true) int rank) {

        RankedLanguage {
            Objects.requireNonNull(skillId, "programmingLanguages.skillId must not be null");
        }
    }

    /** @param anyOf its alternatives; one of them is enough */
    record Requirement(
            @JsonProperty(required = true) List<AskedSkill> anyOf,
            @JsonProperty(required = true) Necessity necessity,
            @JsonProperty(required = true) ProficiencyLevel level,
            @JsonProperty(required = true) Evidence evidence) {

        Requirement {
            anyOf = List.copyOf(anyOf);
            Objects.requireNonNull(necessity, "requirements.necessity must not be null");
            Objects.requireNonNull(level, "requirements.level must not be null");
            Objects.requireNonNull(evidence, "requirements.evidence must not be null");
        }
    }

    /** @param skillId null for words that the vocabulary does not know */
    record AskedSkill(@Nullable SkillId skillId) {}

    /** @param quote verbatim */
    record Evidence(@JsonProperty(required = true) String quote) {

        Evidence {
            Objects.requireNonNull(quote, "requirements.evidence.quote must not be null");
        }
    }

    /** The day it was advertised, else received, else read (UTC). */
    LocalDate postedOn() {
        if (datePosted != null) {
            return datePosted;
        }
        return (receivedAt != null ? receivedAt : extractedAt)
                .atZone(ZoneOffset.UTC)
                .toLocalDate();
    }

    Gates gates() {
        return new Gates(
                education == null ? null : education.minimum(),
                internship == null || internship.minMonths() == null ? 0 : internship.minMonths(),
                internship == null || internship.daysPerWeek() == null ? 0 : internship.daysPerWeek());
    }

    private static int year(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC).getYear();
    }

    /** A posting of another time is a slip of the pen, and would be the newest, or the oldest, for ever. */
    private static void plausible(String field, @Nullable Integer year) {
        if (year != null && (year < FIRST_YEAR || year > LAST_YEAR)) {
            throw new IllegalArgumentException(
                    "%s must be of the years %d to %d, not %d".formatted(field, FIRST_YEAR, LAST_YEAR, year));
        }
    }
}
