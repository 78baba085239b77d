package dev.nextskill.extract.extraction;

import com.fasterxml.jackson.databind.JsonNode;
import dev.nextskill.extract.extraction.SkillCorrection.Found;
import dev.nextskill.extract.extraction.SkillRequirement.AskedSkill;
import dev.nextskill.extract.extraction.SkillRequirement.Necessity;
import dev.nextskill.extract.extraction.SkillRequirement.ProficiencyLevel;
import dev.nextskill.extract.skill.SkillSearch;
import dev.nextskill.vocabulary.Skill;
import dev.nextskill.vocabulary.SkillId;
import dev.nextskill.vocabulary.SkillVocabulary;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Turns a JSON Merge Patch (RFC 7396) of a posting's requirements into its corrections. Members: {@code requirements} by skill id or by
 * the words of an unlinked mention, {@code roleClass}, and {@code corrections}, which can only be null.
 */
final class CorrectionPatch {

    private static final List<String> MEMBERS = List.of("requirements", "roleClass", "corrections");
    private static final List<String> FIELDS = List.of("skillId", "necessity", "level", "quote");
    private static final int MOST_KEYS = 200;

    private final SkillVocabulary vocabulary;
    private final SkillSearch skills;
    private final KnownRoleClasses roleClasses;

    CorrectionPatch(SkillVocabulary vocabulary, SkillSearch skills, KnownRoleClasses roleClasses) {
        this.vocabulary = vocabulary;
        this.skills = skills;
        this.roleClasses = roleClasses;
    }

    /**
     * The posting's corrections once the patch is applied.
     *
     * @throws RefusedCorrectionException if it cannot be, naming the key
     */
    PostingCorrections apply(JsonNode patch, StoredPosting posting) {
        if (!patch.isObject()) {
            throw RefusedCorrectionException.malformed(
                    "The body is no JSON object; send {\"requirements\": {…}, \"roleClass\": …}.");
        }
        knownOnly(patch, MEMBERS, "The patch");
        PostingCorrections corrections = posting.corrections();
        if (patch.has("corrections")) {
            if (!patch.get("corrections").isNull()) {
                throw RefusedCorrectionException.malformed(
                        "\"corrections\" can only be null, which withdraws all; send what is new in \"requirements\" and \"roleClass\".");
            }
            if (patch.size() > 1) {
                throw RefusedCorrectionException.malformed(
                        "\"corrections\": null stands beside other members; withdraw first, then correct.");
            }
            return PostingCorrections.NONE;
        }
        if (patch.has("roleClass")) {
            corrections = corrections.withRoleClass(roleClass(patch.get("roleClass")));
        }
        JsonNode requirements = patch.get("requirements");
        if (requirements != null) {
            if (!requirements.isObject() || requirements.size() > MOST_KEYS) {
                throw RefusedCorrectionException.malformed(
                        "\"requirements\" must be an object of at most %d skills, by id or by the words of an unlinked mention."
                                .formatted(MOST_KEYS));
            }
            for (Map.Entry<String, JsonNode> entry : requirements.properties()) {
                corrections = correct(corrections, entry.getKey(), entry.getValue(), posting);
            }
        }
        return corrections;
    }

    private @Nullable String roleClass(JsonNode value) {
        if (value.isNull()) {
            return null;
        }
        if (!value.isTextual() || !roleClasses.ids().contains(value.asText())) {
            throw RefusedCorrectionException.wrong(
                    "\"roleClass\" is %s; there are %s, and null to withdraw the correction."
                            .formatted(value, String.join(", ", roleClasses.ids())));
        }
        return value.asText();
    }

    private PostingCorrections correct(
            PostingCorrections corrections, String words, JsonNode value, StoredPosting posting) {
        if (SkillVocabulary.normalise(words).isEmpty()) {
            throw RefusedCorrectionException.malformed(
                    "A key of \"requirements\" is blank; use a skill's id or the words of an unlinked mention.");
        }
        String identity = PostingCorrections.identity(words, vocabulary);
        // Other letter case, the same mention.
        String key = corrections.requirements().keySet().stream()
                .filter(each -> PostingCorrections.identity(each, vocabulary).equals(identity))
                .findFirst()
                .orElse(words);
        Optional<Standing> standing = standing(identity, posting);
        if (value.isNull()) {
            return remove(corrections, key, identity, standing.isPresent());
        }
        if (!value.isObject()) {
            throw RefusedCorrectionException.malformed(
                    "\"requirements\".\"%s\" must be an object with some of %s, or null to remove it."
                            .formatted(words, String.join(", ", FIELDS)));
        }
        knownOnly(value, FIELDS, "\"requirements\".\"%s\"".formatted(words));
        SkillCorrection change = new SkillCorrection(
                false,
                skillId(words, value.get("skillId")),
                constant(words, "necessity", value.get("necessity"), Necessity.class),
                constant(words, "level", value.get("level"), ProficiencyLevel.class),
                quote(words, value.get("quote"), posting),
                standing.map(Standing::found).orElse(null));
        boolean known = standing.isPresent()
                || (corrections.requirements().containsKey(key)
                        && !corrections
                                .requirements()
                                .getOrDefault(key, SkillCorrection.NOTHING)
                                .removed());
        if (!known && change.quote() == null) {
            String unknown = identity.startsWith("?")
                    ? "The posting has no unlinked mention \"%s\"%s"
                            .formatted(
                                    words,
                                    skills.find(words)
                                            .map(skill -> "; the skill's id is \"%s\"".formatted(skill.id()))
                                            .orElse(""))
                    : "The posting does not ask for \"%s\"".formatted(words);
            throw RefusedCorrectionException.wrong(
                    "%s; to add it, send a \"quote\" that asks for it, verbatim. It asks for %s."
                            .formatted(unknown, keys(posting)));
        }
        return corrections.with(key, before -> without(before, value).and(change));
    }

    /** What stands by way of this key goes, and what the extractor reads by itself under it. */
    private PostingCorrections remove(PostingCorrections corrections, String key, String identity, boolean stands) {
        if (!stands && !corrections.requirements().containsKey(key)) {
            throw RefusedCorrectionException.wrong(
                    "The posting asks for no \"%s\", which cannot be removed.".formatted(key));
        }
        PostingCorrections after = corrections;
        for (String other : corrections.requirements().keySet()) {
            if (!other.equals(key)
                    && !corrections
                            .requirements()
                            .getOrDefault(other, SkillCorrection.NOTHING)
                            .removed()
                    && corrections.target(other, vocabulary).equals(identity)) {
                after = after.with(other, before -> SkillCorrection.REMOVAL);
            }
        }
        return after.with(key, before -> SkillCorrection.REMOVAL);
    }

    /** A member that is null takes back what was said of it. */
    private static SkillCorrection without(SkillCorrection before, JsonNode value) {
        return new SkillCorrection(
                false,
                value.path("skillId").isNull() ? null : before.skillId(),
                value.path("necessity").isNull() ? null : before.necessity(),
                value.path("level").isNull() ? null : before.level(),
                value.path("quote").isNull() ? null : before.quote(),
                before.found());
    }

    private record Standing(Found found) {}

    private static Optional<Standing> standing(String identity, StoredPosting posting) {
        for (SkillRequirement requirement : posting.requirements().requirements()) {
            for (AskedSkill asked : requirement.anyOf()) {
                if (PostingCorrections.identity(asked).equals(identity)) {
                    return Optional.of(new Standing(new Found(
                            requirement.evidence().quote(), asked.mention().text())));
                }
            }
        }
        return Optional.empty();
    }

    private static String keys(StoredPosting posting) {
        return posting.requirements().requirements().stream()
                .flatMap(requirement -> requirement.anyOf().stream())
                .map(asked -> asked.skillId() == null
                        ? asked.label()
                        : asked.skillId().value())
                .limit(50)
                .collect(Collectors.joining(", "));
    }

    private @Nullable SkillId skillId(String key, @Nullable JsonNode value) {
        if (value == null || value.isNull()) {
            return null;
        }
        return PostingCorrections.skill(value.asText(), vocabulary)
                .map(Skill::id)
                .orElseThrow(() -> {
                    String nearest = String.join(", ", skills.nearest(value.asText(), 3));
                    return RefusedCorrectionException.wrong(
                            "\"skillId\" of \"%s\" is %s, which the vocabulary does not know%s; GET /api/skills lists them."
                                    .formatted(key, value, nearest.isEmpty() ? "" : ", the nearest are " + nearest));
                });
    }

    private static <E extends Enum<E>> @Nullable E constant(
            String key, String field, @Nullable JsonNode value, Class<E> type) {
        if (value == null || value.isNull()) {
            return null;
        }
        return Arrays.stream(type.getEnumConstants())
                .filter(each -> word(each).equals(value.asText()))
                .findFirst()
                .orElseThrow(() -> RefusedCorrectionException.wrong("\"%s\" of \"%s\" is %s; there are %s."
                        .formatted(
                                field,
                                key,
                                value,
                                Arrays.stream(type.getEnumConstants())
                                        .map(CorrectionPatch::word)
                                        .collect(Collectors.joining(", ")))));
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    private static @Nullable String quote(String key, @Nullable JsonNode value, StoredPosting posting) {
        if (value == null || value.isNull()) {
            return null;
        }
        String quote = value.asText();
        if (quote.isBlank()
                || !(posting.posting().text().contains(quote)
                        || posting.posting()
                                .words()
                                .findTitle()
                                .filter(title -> title.contains(quote))
                                .isPresent())) {
            throw RefusedCorrectionException.wrong(
                    "\"quote\" of \"%s\" is %s, which does not stand in the posting's text or title, letter for letter."
                            .formatted(key, value));
        }
        return quote;
    }

    private static void knownOnly(JsonNode object, List<String> known, String where) {
        for (Iterator<String> names = object.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            if (!known.contains(name)) {
                throw RefusedCorrectionException.malformed(
                        "%s has a member \"%s\"; there are %s.".formatted(where, name, String.join(", ", known)));
            }
        }
    }
}
