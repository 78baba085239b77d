package dev.nextskill.extract.extraction;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.nextskill.extract.extraction.SkillRequirement.AskedSkill;
import dev.nextskill.extract.extraction.SkillRequirement.Assertion;
import java.util.Locale;

/** Requirements in the short form that the golden cases use: what is decided, without offsets. */
final class CompactRequirements {

    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private CompactRequirements() {}

    static JsonNode of(PostingRequirements posting) {
        ObjectNode compact = JSON.createObjectNode();
        if (posting.roleClass().because().stream().anyMatch(word -> word.in() == SkillMention.Part.TITLE)) {
            compact.put("roleClass", posting.roleClass().id());
        }
        if (posting.education() != null) {
            compact.put("education", posting.education().minimum());
        }
        if (posting.experience() != null) {
            compact.put("experienceYears", posting.experience().minYears());
        }
        if (posting.internship() != null) {
            compact.put("internshipMonths", posting.internship().minMonths());
            compact.put("internshipDaysPerWeek", posting.internship().daysPerWeek());
        }
        ArrayNode languages = compact.putArray("languages");
        posting.programmingLanguages().forEach(language -> languages.add(language.label()));
        ArrayNode requirements = compact.putArray("requirements");
        posting.requirements().forEach(requirement -> requirements.add(line(requirement)));
        return compact;
    }

    static String pretty(JsonNode compact) {
        return compact.toPrettyString();
    }

    /** For instance {@code essential familiar: Go | Python ← 熟悉 Go/Python}. */
    private static String line(SkillRequirement requirement) {
        return "%s %s: %s ← %s"
                .formatted(
                        requirement.necessity().name().toLowerCase(Locale.ROOT),
                        requirement.level().name().toLowerCase(Locale.ROOT),
                        String.join(
                                " | ",
                                requirement.anyOf().stream()
                                        .map(CompactRequirements::skill)
                                        .toList()),
                        requirement.evidence().quote());
    }

    private static String skill(AskedSkill skill) {
        String label = skill.skillId() == null ? "\"" + skill.label() + "\"" : skill.label();
        return skill.assertion() == Assertion.STATED
                ? label
                : "%s (%s \"%s\")"
                        .formatted(
                                label,
                                skill.assertion().name().toLowerCase(Locale.ROOT),
                                skill.mention().text());
    }
}
