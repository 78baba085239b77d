package dev.nextskill.planner.market;

import dev.nextskill.planner.market.SkillRequirementsExtracted.AskedSkill;
import dev.nextskill.planner.market.SkillRequirementsExtracted.EducationRequirement;
import dev.nextskill.planner.market.SkillRequirementsExtracted.Evidence;
import dev.nextskill.planner.market.SkillRequirementsExtracted.InternshipRequirement;
import dev.nextskill.planner.market.SkillRequirementsExtracted.RankedLanguage;
import dev.nextskill.planner.market.SkillRequirementsExtracted.Requirement;
import dev.nextskill.planner.market.SkillRequirementsExtracted.RoleClassification;
import dev.nextskill.vocabulary.SkillId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Builds events for tests. */
final class Events {

    private final UUID postingId;
    private String roleClass = "llm-application";
    private @Nullable LocalDate datePosted = LocalDate.of(2026, 5, 28);
    private @Nullable Instant receivedAt;
    private Instant extractedAt = Instant.parse("2026-06-01T08:00:00Z");
    private @Nullable String education;
    private @Nullable InternshipRequirement internship;
    private @Nullable UUID duplicateOf;
    private final List<RankedLanguage> languages = new ArrayList<>();
    private final List<Requirement> requirements = new ArrayList<>();

    private Events(UUID postingId) {
        this.postingId = postingId;
    }

    static Events posting(long number) {
        return new Events(new UUID(0, number));
    }

    Events in(String newRoleClass) {
        roleClass = newRoleClass;
        return this;
    }

    Events posted(@Nullable String day) {
        datePosted = day == null ? null : LocalDate.parse(day);
        return this;
    }

    Events received(String instant) {
        receivedAt = Instant.parse(instant);
        return this;
    }

    Events extracted(String instant) {
        extractedAt = Instant.parse(instant);
        return this;
    }

    Events needsDegree(String minimum) {
        education = minimum;
        return this;
    }

    Events wantsInterns(@Nullable Integer months, @Nullable Integer daysPerWeek) {
        internship = new InternshipRequirement(months, daysPerWeek);
        return this;
    }

    Events repeats(long number) {
        duplicateOf = new UUID(0, number);
        return this;
    }

    Events names(String... inOrder) {
        for (String language : inOrder) {
            languages.add(new RankedLanguage(new SkillId(language), languages.size() + 1));
        }
        return this;
    }

    Events asks(Necessity necessity, ProficiencyLevel level, @Nullable String... anyOf) {
        requirements.add(new Requirement(
                Arrays.stream(anyOf)
                        .map(id -> new AskedSkill(id == null ? null : new SkillId(id)))
                        .toList(),
                necessity,
                level,
                new Evidence("要求：" + String.join("/", anyOf))));
        return this;
    }

    SkillRequirementsExtracted event() {
        return new SkillRequirementsExtracted(
                postingId,
                receivedAt,
                extractedAt,
                "示例岗位",
                "示例公司",
                datePosted,
                new RoleClassification(roleClass),
                education == null ? null : new EducationRequirement(education),
                internship,
                languages,
                requirements,
                duplicateOf);
    }
}
