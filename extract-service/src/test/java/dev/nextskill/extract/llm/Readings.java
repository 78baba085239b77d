package dev.nextskill.extract.llm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nextskill.extract.extraction.PostingRequirements;
import dev.nextskill.extract.extraction.PostingText;
import dev.nextskill.extract.extraction.PriorPostings;
import dev.nextskill.extract.extraction.RulesExtractor;
import dev.nextskill.extract.extraction.SkillMention;
import dev.nextskill.extract.extraction.SkillRequirement;
import dev.nextskill.extract.extraction.SkillRequirement.AskedSkill;
import dev.nextskill.extract.extraction.TextEvidence;
import dev.nextskill.vocabulary.SkillVocabulary;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the tests of this package share: the real vocabulary and engine, and ways to look at a reading. */
final class Readings {

    static final SkillVocabulary VOCABULARY = SkillVocabulary.load();
    static final RulesExtractor RULES = new RulesExtractor(VOCABULARY);
    static final NearSkills NEAR = new NearSkills(VOCABULARY);
    static final PriorPostings NO_PRIORS = (posting, most) -> List.of();

    private Readings() {}

    static LlmExtractor extractor(RequirementReader reader, AnswerTally tally) {
        return extractor(reader, tally, NO_PRIORS, 6000);
    }

    static LlmExtractor extractor(RequirementReader reader, AnswerTally tally, PriorPostings priors, int characters) {
        return new LlmExtractor(
                RULES,
                reader,
                priors,
                ReadingPrompt.version("v1"),
                NEAR,
                new AddressedPassages(),
                tally,
                "scripted",
                new LlmExtractor.Settings(characters, 3, 700, 40, 0.8));
    }

    /** For instance {@code essential familiar: Go | Python ← 熟悉 Go/Python}. */
    static List<String> lines(PostingRequirements read) {
        return read.requirements().stream().map(Readings::line).toList();
    }

    private static String line(SkillRequirement requirement) {
        return "%s %s: %s ← %s"
                .formatted(
                        requirement.necessity().name().toLowerCase(Locale.ROOT),
                        requirement.level().name().toLowerCase(Locale.ROOT),
                        requirement.anyOf().stream()
                                .map(skill -> skill.skillId() == null ? "\"" + skill.label() + "\"" : skill.label())
                                .collect(Collectors.joining(" | ")),
                        requirement.evidence().quote());
    }

    static List<String> skills(PostingRequirements read) {
        return read.requirements().stream()
                .flatMap(requirement -> requirement.anyOf().stream())
                .map(AskedSkill::label)
                .toList();
    }

    /** Every value is quoted verbatim at its offsets, and a skill stands once. */
    static void verifyProof(PostingRequirements read, PostingText posting) {
        for (SkillRequirement requirement : read.requirements()) {
            verify(requirement.evidence(), posting);
            for (AskedSkill skill : requirement.anyOf()) {
                SkillMention mention = skill.mention();
                verify(mention.text(), mention.start(), mention.end(), mention.in(), posting);
            }
        }
        assertThat(read.requirements().stream()
                        .flatMap(requirement -> requirement.anyOf().stream())
                        .map(skill -> skill.skillId() == null
                                ? AnswerVerifier.unlinkedKey(skill.label())
                                : skill.skillId().value()))
                .doesNotHaveDuplicates();
        read.roleClass().because().forEach(word -> verify(word.text(), word.start(), word.end(), word.in(), posting));
        read.programmingLanguages().forEach(language -> verify(language.evidence(), posting));
        verify(read.education() == null ? null : read.education().evidence(), posting);
        verify(read.experience() == null ? null : read.experience().evidence(), posting);
        verify(read.internship() == null ? null : read.internship().evidence(), posting);
    }

    private static void verify(@Nullable TextEvidence evidence, PostingText posting) {
        if (evidence != null) {
            verify(evidence.quote(), evidence.start(), evidence.end(), evidence.in(), posting);
        }
    }

    private static void verify(String quote, int start, int end, SkillMention.@Nullable Part in, PostingText posting) {
        String source = in == SkillMention.Part.TITLE ? posting.findTitle().orElse("") : posting.text();
        assertThat(quote)
                .isNotEmpty()
                .isEqualTo(source.substring(source.offsetByCodePoints(0, start), source.offsetByCodePoints(0, end)));
    }
}
