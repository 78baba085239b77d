package dev.nextskill.extract.extraction;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.nextskill.extract.extraction.PostingRequirements.RankedLanguage;
import dev.nextskill.extract.extraction.PostingRequirements.RoleClassification;
import dev.nextskill.extract.extraction.SkillRequirement.AskedSkill;
import dev.nextskill.extract.extraction.SkillRequirement.Assertion;
import dev.nextskill.extract.extraction.SkillRequirement.Necessity;
import dev.nextskill.extract.extraction.SkillRequirement.ProficiencyLevel;
import dev.nextskill.extract.linking.FoldedText;
import dev.nextskill.vocabulary.Skill;
import dev.nextskill.vocabulary.SkillId;
import dev.nextskill.vocabulary.SkillLabel;
import dev.nextskill.vocabulary.SkillType;
import dev.nextskill.vocabulary.SkillVocabulary;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What people corrected of what was read of a posting: laid over every reading, of whatever engine, so that it is never lost. Laying it
 * over twice is as good as once.
 *
 * @param roleClass what the person will really do; null: as it is read
 * @param requirements by skill id, or by the words of a mention that the vocabulary does not know
 */
record PostingCorrections(
        @Nullable String roleClass,

        @JsonInclude(JsonInclude.Include.NON_EMPTY) SortedMap<String, SkillCorrection> requirements) {

    /** Begins what words are known by; no id of a skill does. */
    private static final String UNLINKED = "?";

    static final PostingCorrections NONE = new PostingCorrections(null, new TreeMap<>());

    @JsonCreator
    PostingCorrections(
            @JsonProperty("roleClass") @Nullable String roleClass,
            @JsonProperty("requirements") @Nullable SortedMap<String, SkillCorrection> requirements) {
        this.roleClass = roleClass;
        this.requirements =
                Collections.unmodifiableSortedMap(requirements == null ? new TreeMap<>() : new TreeMap<>(requirements));
    }

    @JsonIgnore
    boolean isEmpty() {
        return roleClass == null && requirements.isEmpty();
    }

    /**
     * The reading, corrected. A correction whose skill the reading lacks adds it by its quote; one whose quote no longer stands in the
     * posting, because its text was replaced, rests. Necessity and level are the whole ask's, alternatives included. What is said here of
     * words goes before what {@link CorrectedMentions} made of them.
     */
    SkillRequirementsExtracted applyTo(
            SkillRequirementsExtracted reading, PostingText words, SkillVocabulary vocabulary) {
        if (isEmpty()) {
            return reading;
        }
        SortedMap<String, SkillCorrection> targets = new TreeMap<>();
        SortedMap<String, Set<String>> sources = new TreeMap<>();
        Set<String> gone = new HashSet<>();
        requirements.forEach((key, correction) -> {
            String source = identity(key, vocabulary);
            gone.add(source);
            if (!correction.removed()) {
                String target = target(key, vocabulary);
                targets.merge(target, correction, SkillCorrection::and);
                sources.computeIfAbsent(target, each -> new HashSet<>(Set.of(each)))
                        .add(source);
            }
        });
        gone.removeAll(targets.keySet());
        Overlay overlay = new Overlay(reading.requirements(), words, vocabulary);
        gone.addAll(overlay.unlink(unlinkedKeys(vocabulary), targets.keySet()));
        targets.forEach((target, correction) ->
                overlay.correct(target, sources.getOrDefault(target, Set.of()), correction, name(target)));
        overlay.remove(gone);
        return reading.corrected(
                corrected(reading.roleClass()),
                languages(
                        reading.programmingLanguages(), overlay.requirements, targets.keySet(), gone, vocabulary::find),
                overlay.requirements);
    }

    /** What a skill of a reading is known by: its id or, if the vocabulary does not know it, its words. */
    static String identity(AskedSkill skill) {
        return skill.skillId() != null ? skill.skillId().value() : unlinked(skill.label());
    }

    /** What a key of a correction means. */
    static String identity(String key, SkillVocabulary vocabulary) {
        return skill(key, vocabulary).map(skill -> skill.id().value()).orElseGet(() -> unlinked(key));
    }

    /** The skill with this id. */
    static Optional<Skill> skill(String id, SkillVocabulary vocabulary) {
        try {
            return vocabulary.find(new SkillId(id));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** What the skill of a key turns into, by way of other corrections too. */
    String target(String key, SkillVocabulary vocabulary) {
        Set<String> seen = new HashSet<>();
        String current = key;
        while (seen.add(current)) {
            SkillCorrection correction = requirements.get(current);
            if (correction == null || correction.removed() || correction.skillId() == null) {
                return identity(current, vocabulary);
            }
            current = correction.skillId().value();
        }
        // In a circle each stays what it is.
        return identity(key, vocabulary);
    }

    private Set<String> unlinkedKeys(SkillVocabulary vocabulary) {
        return requirements.keySet().stream()
                .map(key -> identity(key, vocabulary))
                .filter(identity -> identity.startsWith(UNLINKED))
                .collect(Collectors.toSet());
    }

    /** That words which the vocabulary does not know mean a skill. */
    record Meaning(String words, SkillId skill) {}

    /** What people said here about the meaning of words; a removal says nothing of it. */
    List<Meaning> meanings(SkillVocabulary vocabulary) {
        List<Meaning> meanings = new ArrayList<>();
        requirements.forEach((key, correction) -> {
            String target = target(key, vocabulary);
            String source = identity(key, vocabulary);
            if (!correction.removed() && !target.equals(source)) {
                words(key, source, correction)
                        .filter(words -> vocabulary.findLabel(words).isEmpty())
                        .ifPresent(words -> skill(target, vocabulary)
                                .ifPresent(skill -> meanings.add(new Meaning(words, skill.id()))));
            }
        });
        return meanings;
    }

    /** Also those that were linked, be it by the corrections of other postings, so that these can be contradicted. */
    private static Optional<String> words(String key, String source, SkillCorrection correction) {
        return source.startsWith(UNLINKED)
                ? Optional.of(key)
                : Optional.ofNullable(correction.found()).map(SkillCorrection.Found::words);
    }

    private static String unlinked(String words) {
        return UNLINKED + SkillVocabulary.normalise(words);
    }

    /** A target that is no skill, as people wrote it. */
    private String name(String target) {
        return requirements.keySet().stream()
                .filter(key -> unlinked(key).equals(target))
                .findFirst()
                .orElse(target);
    }

    private RoleClassification corrected(RoleClassification read) {
        return roleClass == null
                ? read
                : new RoleClassification(roleClass, 1, read.id().equals(roleClass) ? read.because() : List.of());
    }

    /**
     * The languages in their order, once requirements have changed.
     *
     * @param targets ids of skills that may have come
     * @param gone ids of those that have gone
     */
    static List<RankedLanguage> languages(
            List<RankedLanguage> read,
            List<SkillRequirement> requirements,
            Set<String> targets,
            Set<String> gone,
            Function<SkillId, Optional<Skill>> vocabulary) {
        List<RankedLanguage> languages = new ArrayList<>(read);
        languages.removeIf(language -> gone.contains(language.skillId().value()));
        Set<SkillId> known = languages.stream().map(RankedLanguage::skillId).collect(Collectors.toSet());
        for (SkillRequirement requirement : requirements) {
            for (AskedSkill asked : requirement.anyOf()) {
                SkillId id = asked.skillId();
                SkillMention mention = asked.mention();
                if (id != null
                        && targets.contains(id.value())
                        && mention.in() == null
                        && vocabulary
                                .apply(id)
                                .filter(skill -> skill.type() == SkillType.PROGRAMMING_LANGUAGE)
                                .isPresent()
                        && known.add(id)) {
                    languages.add(new RankedLanguage(
                            id,
                            asked.label(),
                            0,
                            new TextEvidence(mention.text(), mention.start(), mention.end(), null)));
                }
            }
        }
        // The sort is stable: what was read stays in its order.
        languages.sort(Comparator.comparingInt(language -> language.evidence().start()));
        List<RankedLanguage> ranked = new ArrayList<>();
        for (RankedLanguage each : languages) {
            ranked.add(new RankedLanguage(each.skillId(), each.label(), ranked.size() + 1, each.evidence()));
        }
        return ranked;
    }

    /** The requirements while they are corrected. */
    private static final class Overlay {

        private final List<SkillRequirement> requirements;
        private final PostingText words;
        private final SkillVocabulary vocabulary;

        Overlay(List<SkillRequirement> read, PostingText words, SkillVocabulary vocabulary) {
            this.requirements = new ArrayList<>(read);
            this.words = words;
            this.vocabulary = vocabulary;
        }

        /**
         * Takes back the links of these words to skills of which nothing is said here.
         *
         * @return the ids of these skills
         */
        Set<String> unlink(Set<String> words, Set<String> targets) {
            Set<String> ids = new HashSet<>();
            requirements.replaceAll(requirement -> requirement.asking(requirement.anyOf().stream()
                    .map(asked -> {
                        String identity = identity(asked);
                        if (asked.assertion() != Assertion.CORRECTED
                                || asked.skillId() == null
                                || targets.contains(identity)
                                || !words.contains(unlinked(asked.mention().text()))) {
                            return asked;
                        }
                        ids.add(identity);
                        return new AskedSkill(null, asked.mention().text(), asked.mention(), Assertion.STATED);
                    })
                    .toList()));
            return ids;
        }

        void remove(Set<String> identities) {
            keep(asked -> !identities.contains(identity(asked)));
        }

        void correct(String target, Set<String> sources, SkillCorrection correction, String name) {
            Optional<Skill> skill = skill(target, vocabulary);
            Optional<Place> given = place(correction.quote(), skill, name, correction.found());
            // A skill stands in one requirement only: the first of them.
            AtomicBoolean stands = new AtomicBoolean();
            keep(asked -> !sources.contains(identity(asked)) || !stands.getAndSet(true));
            if (!stands.get()) {
                given.or(() -> standing(correction.found()))
                        .ifPresent(place -> requirements.add(new SkillRequirement(
                                List.of(asked(skill, name, place.mention())),
                                correction.necessity() == null ? Necessity.ESSENTIAL : correction.necessity(),
                                correction.level() == null ? ProficiencyLevel.UNSPECIFIED : correction.level(),
                                place.evidence(),
                                1)));
                return;
            }
            requirements.replaceAll(requirement -> requirement.anyOf().stream()
                            .noneMatch(asked -> sources.contains(identity(asked)))
                    ? requirement
                    : new SkillRequirement(
                            requirement.anyOf().stream()
                                    .map(asked -> sources.contains(identity(asked))
                                            ? asked(
                                                    skill,
                                                    asked.skillId() == null ? asked.label() : name,
                                                    given.map(Place::mention).orElse(asked.mention()))
                                            : asked)
                                    .toList(),
                            correction.necessity() == null ? requirement.necessity() : correction.necessity(),
                            correction.level() == null ? requirement.level() : correction.level(),
                            given.map(Place::evidence).orElse(requirement.evidence()),
                            1));
        }

        private void keep(Predicate<AskedSkill> wanted) {
            List<SkillRequirement> kept = new ArrayList<>();
            for (SkillRequirement requirement : requirements) {
                List<AskedSkill> left =
                        requirement.anyOf().stream().filter(wanted).toList();
                if (left.size() == requirement.anyOf().size()) {
                    kept.add(requirement);
                } else if (!left.isEmpty()) {
                    kept.add(requirement.asking(left));
                }
            }
            requirements.clear();
            requirements.addAll(kept);
        }

        private static AskedSkill asked(Optional<Skill> skill, String name, SkillMention mention) {
            return new AskedSkill(
                    skill.map(Skill::id).orElse(null),
                    skill.map(Skill::preferredLabel).orElse(name),
                    mention,
                    Assertion.CORRECTED);
        }

        private Optional<Place> standing(SkillCorrection.@Nullable Found found) {
            return found == null
                    ? Optional.empty()
                    : find(found.quote())
                            .map(evidence -> new Place(
                                    evidence, mention(evidence, found.words()).orElseGet(() -> whole(evidence))));
        }

        private Optional<Place> place(
                @Nullable String quote, Optional<Skill> skill, String name, SkillCorrection.@Nullable Found found) {
            return find(quote)
                    .map(evidence -> new Place(
                            evidence,
                            Stream.concat(
                                            skill.map(each -> each.labels().stream()
                                                            .map(SkillLabel::text))
                                                    .orElse(Stream.of(name)),
                                            found == null ? Stream.of() : Stream.of(found.words()))
                                    .sorted(Comparator.comparing(String::length).reversed())
                                    .map(label -> mention(evidence, label))
                                    .flatMap(Optional::stream)
                                    .findFirst()
                                    .orElseGet(() -> whole(evidence))));
        }

        private Optional<TextEvidence> find(@Nullable String quote) {
            if (quote == null || quote.isBlank()) {
                return Optional.empty();
            }
            return find(words.text(), quote, null)
                    .or(() -> words.findTitle().flatMap(title -> find(title, quote, SkillMention.Part.TITLE)));
        }

        private static Optional<TextEvidence> find(String text, String quote, SkillMention.@Nullable Part part) {
            int at = text.indexOf(quote);
            if (at < 0) {
                return Optional.empty();
            }
            int start = text.codePointCount(0, at);
            return Optional.of(new TextEvidence(quote, start, start + quote.codePointCount(0, quote.length()), part));
        }

        /** The label's words as they stand in the quote, whole words. */
        private static Optional<SkillMention> mention(TextEvidence evidence, String label) {
            FoldedText quote = FoldedText.of(evidence.quote());
            String sought = FoldedText.of(label).toString();
            if (sought.isEmpty()) {
                return Optional.empty();
            }
            for (int at = 0; at + sought.length() <= quote.length(); at++) {
                int end = at + sought.length();
                if (quote.startsWith(sought, at)
                        && !(isLatin(quote.at(at)) && isLatin(quote.at(at - 1)))
                        && !(isLatin(quote.at(end - 1)) && isLatin(quote.at(end)))) {
                    return Optional.of(new SkillMention(
                            quote.quote(at, end),
                            evidence.start() + quote.codePointStart(at),
                            evidence.start() + quote.codePointEnd(end),
                            evidence.in()));
                }
            }
            return Optional.empty();
        }

        private static boolean isLatin(char c) {
            return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
        }

        private static SkillMention whole(TextEvidence evidence) {
            return new SkillMention(evidence.quote(), evidence.start(), evidence.end(), evidence.in());
        }
    }

    private record Place(TextEvidence evidence, SkillMention mention) {}

    /** With another correction, or none any more, of a key. */
    PostingCorrections with(String key, Function<SkillCorrection, @Nullable SkillCorrection> change) {
        Map<String, SkillCorrection> changed = new TreeMap<>(requirements);
        SkillCorrection after = change.apply(changed.getOrDefault(key, SkillCorrection.NOTHING));
        if (after == null) {
            changed.remove(key);
        } else {
            changed.put(key, after);
        }
        return new PostingCorrections(roleClass, new TreeMap<>(changed));
    }

    PostingCorrections withRoleClass(@Nullable String id) {
        return new PostingCorrections(id, requirements);
    }
}
