package dev.nextskill.extract.extraction;

import dev.nextskill.extract.extraction.PostingRequirements.RankedLanguage;
import dev.nextskill.extract.extraction.RequirementAssembly.Strength;
import dev.nextskill.extract.extraction.SkillRequirement.AskedSkill;
import dev.nextskill.extract.extraction.SkillRequirement.Assertion;
import dev.nextskill.extract.linking.FoldedText;
import dev.nextskill.vocabulary.Skill;
import dev.nextskill.vocabulary.SkillId;
import dev.nextskill.vocabulary.SkillVocabulary;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What words mean that the vocabulary does not know, as people said when they corrected postings: the skill that most of these postings
 * were corrected to, none where two are even. The same corrections mean the same, in whatever order they come.
 */
final class CorrectedMentions {

    static final CorrectedMentions NONE = new CorrectedMentions(Map.of());

    /** By folded words. */
    private final Map<String, Skill> skills;

    private CorrectedMentions(Map<String, Skill> skills) {
        this.skills = skills;
    }

    /** @param corrections one each posting */
    static CorrectedMentions of(Collection<PostingCorrections> corrections, SkillVocabulary vocabulary) {
        Map<String, Map<SkillId, Integer>> votes = new HashMap<>();
        for (PostingCorrections each : corrections) {
            Set<PostingCorrections.Meaning> meanings = new HashSet<>();
            for (PostingCorrections.Meaning meaning : each.meanings(vocabulary)) {
                meanings.add(new PostingCorrections.Meaning(folded(meaning.words()), meaning.skill()));
            }
            for (PostingCorrections.Meaning meaning : meanings) {
                votes.computeIfAbsent(meaning.words(), words -> new HashMap<>())
                        .merge(meaning.skill(), 1, Integer::sum);
            }
        }
        Map<String, Skill> skills = new HashMap<>();
        votes.forEach((words, counts) ->
                winner(counts).flatMap(vocabulary::find).ifPresent(skill -> skills.put(words, skill)));
        return skills.isEmpty() ? NONE : new CorrectedMentions(Map.copyOf(skills));
    }

    private static Optional<SkillId> winner(Map<SkillId, Integer> votes) {
        int most = votes.values().stream().mapToInt(Integer::intValue).max().orElse(0);
        List<SkillId> first = votes.entrySet().stream()
                .filter(each -> each.getValue() == most)
                .map(Map.Entry::getKey)
                .toList();
        return first.size() == 1 ? Optional.of(first.get(0)) : Optional.empty();
    }

    /** As {@link RequirementAssembly} compares unlinked mentions, so that all of a posting's mentions of one name are one. */
    private static String folded(String words) {
        return FoldedText.of(words).toString().replace(" ", "");
    }

    /**
     * The reading, its unlinked mentions of such words linked. A skill still stands in one requirement, that of its strongest mention; the
     * words stay the posting's own.
     */
    PostingRequirements repaired(PostingRequirements read) {
        if (skills.isEmpty()) {
            return read;
        }
        Map<SkillId, Skill> linked = new HashMap<>();
        List<SkillRequirement> requirements = new ArrayList<>(read.requirements());
        requirements.replaceAll(requirement -> repaired(requirement, linked));
        if (linked.isEmpty()) {
            return read;
        }
        List<SkillRequirement> once = eachOnce(requirements, linked.keySet());
        Set<String> ids = new HashSet<>();
        linked.keySet().forEach(id -> ids.add(id.value()));
        List<RankedLanguage> languages = PostingCorrections.languages(
                read.programmingLanguages(), once, ids, Set.of(), id -> Optional.ofNullable(linked.get(id)));
        return new PostingRequirements(
                read.extractor(),
                read.roleClass(),
                read.education(),
                read.experience(),
                read.internship(),
                languages,
                once);
    }

    /** @param linked takes the skills that mentions were linked to */
    private SkillRequirement repaired(SkillRequirement requirement, Map<SkillId, Skill> linked) {
        List<AskedSkill> anyOf = new ArrayList<>(requirement.anyOf());
        int repairs = 0;
        for (int i = 0; i < anyOf.size(); i++) {
            AskedSkill asked = anyOf.get(i);
            Skill skill =
                    asked.skillId() == null ? skills.get(folded(asked.mention().text())) : null;
            if (skill != null) {
                linked.put(skill.id(), skill);
                Assertion assertion =
                        asked.assertion() == Assertion.INFERRED ? Assertion.INFERRED : Assertion.CORRECTED;
                anyOf.set(i, new AskedSkill(skill.id(), skill.preferredLabel(), asked.mention(), assertion));
                repairs++;
            }
        }
        if (repairs == 0) {
            return requirement;
        }
        return new SkillRequirement(
                anyOf,
                requirement.necessity(),
                requirement.level(),
                requirement.evidence(),
                // As sure as of a known misspelling; of several alternatives the least sure counts.
                repairs == anyOf.size()
                        ? Math.max(requirement.confidence(), FoundSkill.CORRECTED)
                        : requirement.confidence());
    }

    private record Place(int requirement, int alternative, Strength strength) {}

    private static List<SkillRequirement> eachOnce(List<SkillRequirement> requirements, Set<SkillId> linked) {
        Map<SkillId, Place> strongest = new HashMap<>();
        for (int i = 0; i < requirements.size(); i++) {
            SkillRequirement requirement = requirements.get(i);
            for (int k = 0; k < requirement.anyOf().size(); k++) {
                AskedSkill asked = requirement.anyOf().get(k);
                SkillId id = asked.skillId();
                if (id != null && linked.contains(id)) {
                    Strength strength = new Strength(
                            asked.assertion() == Assertion.INFERRED, requirement.necessity(), requirement.level());
                    strongest.merge(
                            id,
                            new Place(i, k, strength),
                            (old, other) -> other.strength.exceeds(old.strength) ? other : old);
                }
            }
        }
        List<SkillRequirement> once = new ArrayList<>(requirements.size());
        for (int i = 0; i < requirements.size(); i++) {
            SkillRequirement requirement = requirements.get(i);
            List<AskedSkill> left = new ArrayList<>(requirement.anyOf().size());
            for (int k = 0; k < requirement.anyOf().size(); k++) {
                AskedSkill asked = requirement.anyOf().get(k);
                Place stands = asked.skillId() == null ? null : strongest.get(asked.skillId());
                if (stands == null || (stands.requirement == i && stands.alternative == k)) {
                    left.add(asked);
                }
            }
            if (!left.isEmpty()) {
                once.add(requirement.asking(left));
            }
        }
        return once;
    }
}
