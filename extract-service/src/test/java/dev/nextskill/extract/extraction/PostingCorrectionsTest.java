package dev.nextskill.extract.extraction;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nextskill.extract.extraction.SkillRequirement.AskedSkill;
import dev.nextskill.extract.extraction.SkillRequirement.Assertion;
import dev.nextskill.extract.extraction.SkillRequirement.Necessity;
import dev.nextskill.extract.extraction.SkillRequirement.ProficiencyLevel;
import dev.nextskill.vocabulary.SkillId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class PostingCorrectionsTest {

    private static final RulesExtractor RULES = new RulesExtractor(TestVocabulary.VOCABULARY);
    private static final CorrectedMentions FOOBAR_IS_RUST = CorrectedMentions.of(
            List.of(of(Map.of("FooBar", new SkillCorrection(false, new SkillId("rust"), null, null, null, null)))),
            TestVocabulary.VOCABULARY);
    private static final List<String> PIECES = List.of(
            "任职要求：",
            "熟悉 Go/Python 至少一门；",
            "精通 MySQL。",
            "了解 Kafka 优先，",
            "掌握 FooBar、",
            "Redis，",
            "🚀",
            "\n",
            "有 Kubernetes 经验");
    private static final List<String> KEYS =
            List.of("go", "python", "mysql", "kafka", "FooBar", "foobar", "redis", "kubernetes", "rust", "Nothing");

    private static SkillRequirementsExtracted read(PostingText words) {
        return read(words, CorrectedMentions.NONE);
    }

    /** @param others what people said of words in other postings */
    private static SkillRequirementsExtracted read(PostingText words, CorrectedMentions others) {
        PostingRequirements read = others.repaired(RULES.extract(words));
        return new SkillRequirementsExtracted(
                UUID.nameUUIDFromBytes(new byte[0]),
                null,
                Instant.EPOCH,
                read.extractor(),
                words.title(),
                null,
                null,
                read.roleClass(),
                read.education(),
                read.experience(),
                read.internship(),
                read.programmingLanguages(),
                read.requirements(),
                null);
    }

    private static SkillRequirementsExtracted corrected(PostingText words, PostingCorrections corrections) {
        return corrections.applyTo(read(words), words, TestVocabulary.VOCABULARY);
    }

    private static PostingCorrections of(Map<String, SkillCorrection> skills) {
        return new PostingCorrections(null, new TreeMap<>(skills));
    }

    private static List<String> skills(SkillRequirementsExtracted event) {
        return event.requirements().stream()
                .flatMap(each -> each.anyOf().stream())
                .map(PostingCorrections::identity)
                .toList();
    }

    @Property(tries = 2000)
    void twice_is_as_good_as_once(@ForAll("texts") String text, @ForAll("corrections") PostingCorrections corrections) {
        PostingText words = new PostingText("后端开发", null, text);

        SkillRequirementsExtracted once = corrected(words, corrections);

        assertThat(corrections.applyTo(once, words, TestVocabulary.VOCABULARY)).isEqualTo(once);
    }

    @Property(tries = 2000)
    void twice_is_as_good_as_once_where_corrections_of_other_postings_were_heeded(
            @ForAll("texts") String text, @ForAll("corrections") PostingCorrections corrections) {
        PostingText words = new PostingText("后端开发", null, text);

        SkillRequirementsExtracted once =
                corrections.applyTo(read(words, FOOBAR_IS_RUST), words, TestVocabulary.VOCABULARY);

        assertThat(corrections.applyTo(once, words, TestVocabulary.VOCABULARY)).isEqualTo(once);
        assertThat(skills(once)).doesNotHaveDuplicates();
    }

    @Property(tries = 2000)
    void quotes_are_verbatim_and_a_skill_stands_once(
            @ForAll("texts") String text, @ForAll("corrections") PostingCorrections corrections) {
        SkillRequirementsExtracted event = corrected(new PostingText(null, null, text), corrections);

        assertThat(skills(event)).doesNotHaveDuplicates();
        for (SkillRequirement requirement : event.requirements()) {
            TextEvidence evidence = requirement.evidence();
            assertThat(part(text, evidence.start(), evidence.end())).isEqualTo(evidence.quote());
            for (AskedSkill asked : requirement.anyOf()) {
                SkillMention mention = asked.mention();
                assertThat(part(text, mention.start(), mention.end())).isEqualTo(mention.text());
            }
        }
        assertThat(event.programmingLanguages()).extracting(each -> each.rank()).isSorted();
    }

    private static String part(String text, int start, int end) {
        return text.substring(text.offsetByCodePoints(0, start), text.offsetByCodePoints(0, end));
    }

    @Example
    void an_added_skill_is_mentioned_by_its_label_within_the_quote() {
        PostingText words = new PostingText(null, null, "🚀要求：用过rust语言");

        SkillRequirementsExtracted event =
                corrected(words, of(Map.of("rust", new SkillCorrection(false, null, null, null, "用过rust语言", null))));

        SkillRequirement rust = event.requirements().stream()
                .filter(each -> new SkillId("rust").equals(each.anyOf().get(0).skillId()))
                .findFirst()
                .orElseThrow();
        assertThat(rust.anyOf().get(0).mention()).isEqualTo(new SkillMention("rust", 6, 10, null));
        assertThat(rust.anyOf().get(0).assertion()).isEqualTo(Assertion.CORRECTED);
        assertThat(event.programmingLanguages())
                .extracting(each -> each.skillId().value())
                .contains("rust");
    }

    @Example
    void a_removed_language_is_no_first_language_and_a_relinked_mention_stands_where_it_stood() {
        PostingText words = new PostingText(null, null, "任职要求：熟悉 Go 与 Python。掌握 FooBar。");
        assertThat(skills(read(words))).contains("go", "?foobar");

        SkillRequirementsExtracted event = corrected(
                words,
                of(Map.of(
                        "go",
                        SkillCorrection.REMOVAL,
                        "FooBar",
                        new SkillCorrection(false, new SkillId("kafka"), null, null, null, null))));

        assertThat(skills(event)).contains("kafka").doesNotContain("go", "?foobar");
        assertThat(event.programmingLanguages()).hasSize(1).first().returns(1, each -> each.rank());
    }

    @Example
    void what_a_later_reading_does_not_find_stands_by_its_quote_while_the_text_has_it() {
        SkillCorrection correction = new SkillCorrection(
                false, new SkillId("kafka"), Necessity.OPTIONAL, null, null, new SkillCorrection.Found("会用某物", "某物"));
        PostingCorrections corrections = of(Map.of("某物", correction));

        SkillRequirementsExtracted found = corrected(new PostingText(null, null, "还要会用某物才行"), corrections);

        assertThat(skills(found)).contains("kafka");
        assertThat(found.requirements()).anySatisfy(each -> {
            assertThat(each.evidence().quote()).isEqualTo("会用某物");
            assertThat(each.necessity()).isEqualTo(Necessity.OPTIONAL);
        });
        assertThat(skills(corrected(new PostingText(null, null, "别的文字"), corrections)))
                .doesNotContain("kafka");
    }

    @Example
    void what_people_say_of_words_here_goes_before_what_they_said_of_them_elsewhere() {
        PostingText words = new PostingText(null, null, "任职要求：掌握 FooBar。");
        SkillRequirementsExtracted read = read(words, FOOBAR_IS_RUST);
        assertThat(skills(read)).containsExactly("rust");
        assertThat(read.programmingLanguages()).hasSize(1);

        SkillRequirementsExtracted removed =
                of(Map.of("FooBar", SkillCorrection.REMOVAL)).applyTo(read, words, TestVocabulary.VOCABULARY);
        SkillRequirementsExtracted optional = of(Map.of(
                        "FooBar", new SkillCorrection(false, null, Necessity.OPTIONAL, null, null, null)))
                .applyTo(read, words, TestVocabulary.VOCABULARY);
        SkillRequirementsExtracted another = of(Map.of(
                        "FooBar", new SkillCorrection(false, new SkillId("kafka"), null, null, null, null)))
                .applyTo(read, words, TestVocabulary.VOCABULARY);

        assertThat(skills(removed)).isEmpty();
        assertThat(removed.programmingLanguages()).isEmpty();
        assertThat(skills(optional)).containsExactly("?foobar");
        assertThat(optional.requirements().get(0).necessity()).isEqualTo(Necessity.OPTIONAL);
        assertThat(skills(another)).containsExactly("kafka");
        assertThat(another.programmingLanguages()).isEmpty();
    }

    @Example
    void a_role_class_that_people_name_is_certain() {
        SkillRequirementsExtracted event =
                corrected(new PostingText(null, null, "熟悉 Go"), new PostingCorrections("model-research", null));

        assertThat(event.roleClass().id()).isEqualTo("model-research");
        assertThat(event.roleClass().confidence()).isEqualTo(1);
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.of(PIECES).list().ofMinSize(1).ofMaxSize(8).map(pieces -> String.join("", pieces));
    }

    @Provide
    Arbitrary<PostingCorrections> corrections() {
        Arbitrary<SkillCorrection> correction = Arbitraries.oneOf(
                Arbitraries.just(SkillCorrection.REMOVAL),
                Combinators.combine(
                                Arbitraries.of("go", "rust", "kafka", "mysql", "python")
                                        .map(SkillId::new)
                                        .injectNull(0.6),
                                Arbitraries.of(Necessity.class).injectNull(0.5),
                                Arbitraries.of(ProficiencyLevel.class).injectNull(0.5),
                                Arbitraries.of("Go/Python", "精通 MySQL", "Kafka", "🚀", "nowhere")
                                        .injectNull(0.5),
                                Arbitraries.of(
                                                new SkillCorrection.Found("Redis", "Redis"),
                                                new SkillCorrection.Found("熟悉 Go", "Go"))
                                        .injectNull(0.5))
                        .as((skill, necessity, level, quote, found) ->
                                new SkillCorrection(false, skill, necessity, level, quote, found)));
        return Arbitraries.maps(Arbitraries.of(KEYS), correction).ofMaxSize(6).map(PostingCorrectionsTest::of);
    }
}
