package dev.nextskill.extract.llm;

import dev.nextskill.extract.extraction.PostingRequirements;
import dev.nextskill.extract.extraction.PostingRequirements.ExtractedBy;
import dev.nextskill.extract.extraction.PostingRequirements.RoleClassification;
import dev.nextskill.extract.extraction.RulesReading;
import dev.nextskill.extract.extraction.RulesReading.Asking;
import dev.nextskill.extract.extraction.RulesReading.Named;
import dev.nextskill.extract.extraction.SkillMention;
import dev.nextskill.extract.extraction.SkillRequirement;
import dev.nextskill.extract.extraction.SkillRequirement.AskedSkill;
import dev.nextskill.extract.extraction.SkillRequirement.Assertion;
import dev.nextskill.extract.extraction.SkillRequirement.Necessity;
import dev.nextskill.extract.extraction.SkillRequirement.ProficiencyLevel;
import dev.nextskill.extract.extraction.TextEvidence;
import dev.nextskill.extract.linking.FoldedText;
import dev.nextskill.extract.llm.VerifiedAnswer.VerifiedRequirement;
import dev.nextskill.extract.llm.VerifiedAnswer.VerifiedRoleClass;
import dev.nextskill.extract.llm.VerifiedAnswer.VerifiedSkill;
import dev.nextskill.vocabulary.SkillId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One reading of the rules' and the model's, by the policy of ADR 13. Deterministic. Where the text itself decides, by a heading
 * or a cue word, the rules win; where it does not, the model may; what only one of them sees must be sure by itself.
 */
final class ReadingMerge {

    /** From here on, the rules need nobody to agree. */
    private static final double SURE = 0.9;
    /** How much doubt is left when the other engine agrees. */
    private static final double DOUBT_LEFT = 0.2;

    /** The linker's own certainty begins here. */
    private static final double LINKED = 0.8;

    private static final double RULES_ALONE = 0.9;
    private static final double RULES_AND_WORD = 0.75;
    private static final double MODEL_ALONE = 0.85;

    /** The least share of the rules' own classifier at which a class that the model names is believed. */
    private static final double LEAST_ROLE_SHARE = 0.05;

    /** A skill as the rules see it. */
    private record Seen(
            AskedSkill skill,
            Necessity necessity,
            boolean isDecided,
            ProficiencyLevel level,
            double certainty,
            int group,
            TextEvidence evidence) {}

    /** A skill as the model sees it. */
    private record Answered(VerifiedSkill skill, int group, TextEvidence evidence) {}

    /** Which requirement a skill comes to stand in. */
    private record Group(boolean isModels, int number, Necessity necessity) {}

    private record Placed(AskedSkill skill, ProficiencyLevel level, TextEvidence evidence, double confidence) {}

    private record Mention(SkillMention.@Nullable Part part, int start, int end) {

        static Mention of(SkillMention mention) {
            return new Mention(mention.in(), mention.start(), mention.end());
        }

        boolean overlaps(Mention other) {
            return part == other.part && start < other.end && other.start < end;
        }
    }

    private static final Comparator<SkillMention> BY_PLACE = Comparator.<SkillMention>comparingInt(
                    mention -> mention.in() == SkillMention.Part.TITLE ? 0 : 1)
            .thenComparingInt(SkillMention::start)
            .thenComparingInt(SkillMention::end);

    private final RulesReading rules;
    private final VerifiedAnswer answer;
    private final boolean isTrusted;
    private final Map<String, Seen> seen = new LinkedHashMap<>();
    private final Map<String, Answered> answered = new LinkedHashMap<>();
    private final Map<Group, List<Placed>> groups = new LinkedHashMap<>();

    private ReadingMerge(RulesReading rules, VerifiedAnswer answer, boolean isTrusted) {
        this.rules = rules;
        this.answer = answer;
        this.isTrusted = isTrusted;
    }

    /**
     * Merges.
     *
     * @param isTrusted whether the model may decide what the text leaves open; not in a posting that speaks to its reader
     */
    static PostingRequirements merge(RulesReading rules, VerifiedAnswer answer, boolean isTrusted, ExtractedBy by) {
        ReadingMerge merge = new ReadingMerge(rules, answer, isTrusted);
        PostingRequirements read = rules.requirements();
        return new PostingRequirements(
                by,
                merge.roleClass(),
                read.education() != null ? read.education() : answer.education(),
                read.experience() != null ? read.experience() : answer.experience(),
                read.internship() != null ? read.internship() : answer.internship(),
                read.programmingLanguages(),
                merge.requirements());
    }

    private RoleClassification roleClass() {
        RoleClassification byRules = rules.requirements().roleClass();
        VerifiedRoleClass byModel = answer.roleClass();
        if (byModel == null || !isTrusted) {
            return byRules;
        }
        if (byModel.id().equals(byRules.id())) {
            return new RoleClassification(
                    byRules.id(),
                    rounded(1 - (1 - byRules.confidence()) * DOUBT_LEFT),
                    byRules.because().isEmpty() ? byModel.because() : byRules.because());
        }
        double share = rules.roleClassShare(byModel.id()).orElse(0.0);
        return share < LEAST_ROLE_SHARE
                ? byRules
                : new RoleClassification(byModel.id(), rounded(0.5 + share / 2), byModel.because());
    }

    private List<SkillRequirement> requirements() {
        collectSeen();
        collectAnswered();
        dropOverlaps();
        answered.forEach((key, byModel) -> {
            Seen byRules = seen.get(key);
            if (byRules == null) {
                placeModels(byModel);
            } else {
                placeBoth(byModel, byRules);
            }
        });
        Map<Integer, Group> mates = matesOfRulesGroups();
        seen.forEach((key, byRules) -> {
            if (!answered.containsKey(key)) {
                placeRules(byRules, mates);
            }
        });
        List<SkillRequirement> requirements = new ArrayList<>(groups.size());
        groups.forEach((group, placed) -> requirements.add(requirement(group, placed)));
        requirements.sort(
                Comparator.comparing(requirement -> requirement.anyOf().get(0).mention(), BY_PLACE));
        return requirements;
    }

    private void collectSeen() {
        Map<Mention, Named> named = new HashMap<>();
        for (Named each : rules.named()) {
            FoldedText source =
                    each.part() == null ? rules.text() : rules.title().orElse(rules.text());
            named.put(
                    new Mention(each.part(), source.codePointStart(each.from()), source.codePointEnd(each.to())), each);
        }
        List<SkillRequirement> all = rules.requirements().requirements();
        for (int group = 0; group < all.size(); group++) {
            SkillRequirement requirement = all.get(group);
            for (AskedSkill skill : requirement.anyOf()) {
                Named words = named.get(Mention.of(skill.mention()));
                boolean decided = words == null
                        || words.part() != null
                        || rules.asking(words.from(), words.to())
                                .map(Asking::isDecided)
                                .orElse(true);
                seen.put(
                        key(skill),
                        new Seen(
                                skill,
                                requirement.necessity(),
                                decided,
                                requirement.level(),
                                words == null ? requirement.confidence() : words.certainty(),
                                group,
                                requirement.evidence()));
            }
        }
    }

    private static String key(AskedSkill skill) {
        SkillId id = skill.skillId();
        return id == null ? AnswerVerifier.unlinkedKey(skill.mention().text()) : id.value();
    }

    private void collectAnswered() {
        for (int group = 0; group < answer.requirements().size(); group++) {
            VerifiedRequirement requirement = answer.requirements().get(group);
            for (VerifiedSkill skill : requirement.anyOf()) {
                answered.put(skill.key(), new Answered(skill, group, requirement.evidence()));
            }
        }
    }

    /** The same words under two names: a linked one before an unlinked one, else the model's, which reads whole sentences. */
    private void dropOverlaps() {
        List<Mention> linkedByRules = new ArrayList<>();
        for (Seen each : seen.values()) {
            if (each.skill.skillId() != null) {
                linkedByRules.add(Mention.of(each.skill.mention()));
            }
        }
        answered.values()
                .removeIf(each -> !each.skill.isLinked()
                        && linkedByRules.stream()
                                .anyMatch(mention -> mention.overlaps(
                                        Mention.of(each.skill.skill().mention()))));
        Set<String> keys = Set.copyOf(answered.keySet());
        List<Mention> byModel = answered.values().stream()
                .map(each -> Mention.of(each.skill.skill().mention()))
                .toList();
        seen.entrySet()
                .removeIf(each -> each.getValue().skill.skillId() == null
                        && !keys.contains(each.getKey())
                        && byModel.stream()
                                .anyMatch(mention -> mention.overlaps(
                                        Mention.of(each.getValue().skill.mention()))));
    }

    private void placeModels(Answered byModel) {
        VerifiedSkill skill = byModel.skill;
        if (!isTrusted && skill.certainty() < LINKED) {
            // Whether words that nobody knows are a skill, the model would decide alone.
            return;
        }
        // No stronger than the text bears: what only the model sees is essential only where a heading or a cue makes it
        // so.
        Necessity necessity = weaker(skill.necessity(), skill.most());
        place(
                new Group(true, byModel.group, necessity),
                new Placed(
                        skill.skill(),
                        level(ProficiencyLevel.UNSPECIFIED, skill, necessity),
                        byModel.evidence,
                        rounded(skill.certainty() * MODEL_ALONE)));
    }

    private void placeBoth(Answered byModel, Seen byRules) {
        VerifiedSkill skill = byModel.skill;
        Necessity necessity = necessity(byRules, skill);
        ProficiencyLevel level = level(byRules.level, skill, necessity);
        double confidence = rounded(1 - (1 - byRules.certainty) * DOUBT_LEFT);
        // The proof must be of the mention that decides.
        if (skill.necessity() != necessity && byRules.necessity == necessity) {
            place(
                    new Group(false, byRules.group, necessity),
                    new Placed(byRules.skill, level, byRules.evidence, confidence));
        } else {
            AskedSkill asked = skill.skill();
            Assertion assertion =
                    byRules.skill.assertion() == Assertion.INFERRED ? Assertion.INFERRED : asked.assertion();
            place(
                    new Group(true, byModel.group, necessity),
                    new Placed(
                            new AskedSkill(asked.skillId(), asked.label(), asked.mention(), assertion),
                            level,
                            byModel.evidence,
                            confidence));
        }
    }

    private Necessity necessity(Seen byRules, VerifiedSkill byModel) {
        if (byRules.isDecided) {
            return byModel.isDecided()
                    ? stronger(byRules.necessity, weaker(byModel.necessity(), byModel.most()))
                    : byRules.necessity;
        }
        return byModel.isDecided() || isTrusted ? byModel.necessity() : byRules.necessity;
    }

    /** The cue word's; where there is none, the model's, if it may decide. */
    private ProficiencyLevel level(ProficiencyLevel byRules, VerifiedSkill byModel, Necessity necessity) {
        if (byRules != ProficiencyLevel.UNSPECIFIED) {
            return byRules;
        }
        if (byModel.isCued()) {
            return byModel.level();
        }
        return isTrusted && necessity != Necessity.RESPONSIBILITY ? byModel.level() : ProficiencyLevel.UNSPECIFIED;
    }

    /** Of each group of the rules: where all of its skills that the model sees too came to stand, if in one place. */
    private Map<Integer, Group> matesOfRulesGroups() {
        Map<Integer, Group> mates = new HashMap<>();
        Map<String, Group> places = new HashMap<>();
        groups.forEach((group, placed) -> placed.forEach(each -> places.put(key(each.skill), group)));
        Map<Integer, Set<Group>> all = new HashMap<>();
        seen.forEach((key, byRules) -> {
            Group place = places.get(key);
            if (place != null) {
                all.computeIfAbsent(byRules.group, unused -> new HashSet<>()).add(place);
            }
        });
        all.forEach((group, where) -> {
            if (where.size() == 1) {
                mates.put(group, where.iterator().next());
            }
        });
        return mates;
    }

    private void placeRules(Seen byRules, Map<Integer, Group> mates) {
        boolean isSure = byRules.certainty >= SURE && byRules.skill.assertion() == Assertion.STATED;
        if (!isSure && !isListed(byRules.skill)) {
            return;
        }
        Group own = new Group(false, byRules.group, byRules.necessity);
        Group with = mates.get(byRules.group);
        boolean joins = with != null
                && with.necessity == byRules.necessity
                && groups.getOrDefault(with, List.of()).size() > 1
                && holds(groups.getOrDefault(with, List.of()).get(0).evidence, byRules.skill.mention());
        place(
                joins && with != null ? with : own,
                new Placed(
                        byRules.skill,
                        byRules.level,
                        byRules.evidence,
                        rounded(byRules.certainty * (isSure ? RULES_ALONE : RULES_AND_WORD))));
    }

    private boolean isListed(AskedSkill skill) {
        String words = FindableText.squeeze(skill.mention().text());
        return answer.technicalWords().stream().anyMatch(word -> word.contains(words));
    }

    private static boolean holds(TextEvidence evidence, SkillMention mention) {
        return evidence.in() == mention.in() && evidence.start() <= mention.start() && mention.end() <= evidence.end();
    }

    private void place(Group group, Placed placed) {
        groups.computeIfAbsent(group, unused -> new ArrayList<>(2)).add(placed);
    }

    private static SkillRequirement requirement(Group group, List<Placed> placed) {
        List<Placed> inOrder = new ArrayList<>(placed);
        inOrder.sort(Comparator.comparing(each -> each.skill.mention(), BY_PLACE));
        double confidence = 1;
        for (Placed each : inOrder) {
            confidence = Math.min(confidence, each.confidence);
        }
        // Those that came first gave the group its quote.
        return new SkillRequirement(
                inOrder.stream().map(Placed::skill).toList(),
                group.necessity,
                inOrder.get(0).level,
                placed.get(0).evidence,
                confidence);
    }

    private static Necessity weaker(Necessity one, Necessity other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private static Necessity stronger(Necessity one, Necessity other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    private static double rounded(double share) {
        return Math.round(Math.max(0, Math.min(1, share)) * 100) / 100.0;
    }
}
