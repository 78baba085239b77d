package dev.nextskill.extract.extraction;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nextskill.extract.extraction.PostingRequirements.RankedLanguage;
import dev.nextskill.extract.extraction.SkillRequirement.AskedSkill;
import dev.nextskill.extract.extraction.SkillRequirement.Assertion;
import dev.nextskill.extract.extraction.SkillRequirement.Necessity;
import dev.nextskill.vocabulary.SkillId;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class CorrectedMentionsTest {

    private static final RulesExtractor RULES = new RulesExtractor(TestVocabulary.VOCABULARY);
    private static final List<String> PIECES = List.of(
            "任职要求：",
            "加分项：",
            "熟悉 FooBar，",
            "掌握 foobar、",
            "精通 Rust。",
            "Rust，",
            "了解 Kafka、",
            "熟悉 FooBar/Rust 之一。",
            "熟悉 Quuxer、",
            "🚀",
            "\n");

    private static PostingRequirements read(String text) {
        return RULES.extract(new PostingText(null, null, text));
    }

    /** A posting in which people corrected the words, or the skill that was made of them, to another. */
    private static PostingCorrections corrected(String key, String to) {
        return corrected(key, new SkillCorrection(false, new SkillId(to), null, null, null, null));
    }

    private static PostingCorrections corrected(String key, SkillCorrection correction) {
        return new PostingCorrections(null, new TreeMap<>(Map.of(key, correction)));
    }

    private static CorrectedMentions of(PostingCorrections... postings) {
        return CorrectedMentions.of(Arrays.asList(postings), TestVocabulary.VOCABULARY);
    }

    private static List<String> skills(PostingRequirements read) {
        return read.requirements().stream()
                .flatMap(each -> each.anyOf().stream())
                .map(PostingCorrections::identity)
                .toList();
    }

    @Example
    void words_that_people_corrected_elsewhere_are_linked_and_stay_the_postings_own() {
        PostingRequirements read = read("任职要求：🚀 熟悉 FooBar。");
        assertThat(skills(read)).containsExactly("?foobar");

        PostingRequirements repaired = of(corrected("FOOBAR", "kafka")).repaired(read);

        assertThat(repaired.requirements()).singleElement().satisfies(requirement -> {
            AskedSkill asked = requirement.anyOf().get(0);
            assertThat(asked.skillId()).isEqualTo(new SkillId("kafka"));
            assertThat(asked.label()).isEqualTo("Kafka");
            assertThat(asked.assertion()).isEqualTo(Assertion.CORRECTED);
            assertThat(asked.mention())
                    .isEqualTo(read.requirements().get(0).anyOf().get(0).mention());
            assertThat(asked.mention().text()).isEqualTo("FooBar");
            assertThat(requirement.evidence())
                    .isEqualTo(read.requirements().get(0).evidence());
            assertThat(requirement.confidence()).isEqualTo(FoundSkill.CORRECTED);
        });
    }

    @Example
    void without_corrections_nothing_is_done() {
        PostingRequirements read = read("任职要求：熟悉 FooBar。");

        assertThat(of()).isSameAs(CorrectedMentions.NONE);
        assertThat(of().repaired(read)).isSameAs(read);
        assertThat(of(corrected("Quuxer", "kafka")).repaired(read)).isSameAs(read);
    }

    @Example
    void the_skill_of_most_postings_counts_and_a_tie_links_nothing() {
        PostingRequirements read = read("任职要求：熟悉 FooBar。");
        PostingCorrections kafka = corrected("FooBar", "kafka");
        PostingCorrections redis = corrected("Foo Bar", "redis");

        assertThat(skills(of(kafka, redis, kafka).repaired(read))).containsExactly("kafka");
        assertThat(skills(of(redis, kafka, redis).repaired(read))).containsExactly("redis");
        assertThat(of(kafka, redis).repaired(read)).isSameAs(read);
    }

    @Example
    void a_repair_is_contradicted_under_the_skill_that_it_named() {
        PostingRequirements read = read("任职要求：熟悉 FooBar。");
        PostingCorrections kafka = corrected("FooBar", "kafka");
        PostingCorrections rather = corrected(
                "kafka",
                new SkillCorrection(
                        false,
                        new SkillId("redis"),
                        null,
                        null,
                        null,
                        new SkillCorrection.Found("熟悉 FooBar", "FooBar")));

        assertThat(of(kafka, rather).repaired(read)).isSameAs(read);
        assertThat(skills(of(kafka, rather, rather).repaired(read))).containsExactly("redis");
    }

    @Example
    void removals_other_values_labels_and_skills_that_are_gone_say_nothing_of_words() {
        PostingRequirements read = read("任职要求：熟悉 FooBar。");

        CorrectedMentions mentions = of(
                corrected("FooBar", SkillCorrection.REMOVAL),
                corrected("FooBar", new SkillCorrection(false, null, Necessity.OPTIONAL, null, null, null)),
                corrected("FooBar", "gone-from-the-vocabulary"),
                corrected(
                        "kafka",
                        new SkillCorrection(
                                false,
                                new SkillId("redis"),
                                null,
                                null,
                                null,
                                new SkillCorrection.Found("熟悉 Kafka", "Kafka"))));

        assertThat(mentions).isSameAs(CorrectedMentions.NONE);
        assertThat(mentions.repaired(read)).isSameAs(read);
    }

    @Example
    void of_a_skill_that_stands_already_the_stronger_mention_stays() {
        CorrectedMentions mentions = of(corrected("FooBar", "kafka"));

        PostingRequirements weaker = mentions.repaired(read("任职要求：\n1、精通 Kafka。\n加分项：\n1、了解 FooBar。"));
        PostingRequirements stronger = mentions.repaired(read("任职要求：\n1、精通 FooBar。\n加分项：\n1、了解 Kafka。"));

        assertThat(weaker.requirements()).singleElement().satisfies(each -> {
            assertThat(each.anyOf().get(0).mention().text()).isEqualTo("Kafka");
            assertThat(each.anyOf().get(0).assertion()).isEqualTo(Assertion.STATED);
        });
        assertThat(stronger.requirements()).singleElement().satisfies(each -> {
            assertThat(each.anyOf().get(0).mention().text()).isEqualTo("FooBar");
            assertThat(each.necessity()).isEqualTo(Necessity.ESSENTIAL);
        });
    }

    @Example
    void a_language_under_a_wrong_name_has_its_rank() {
        PostingRequirements repaired = of(corrected("FooBar", "rust")).repaired(read("任职要求：熟悉 FooBar，了解 Python。"));

        assertThat(repaired.programmingLanguages())
                .extracting(each -> each.skillId().value() + " " + each.rank())
                .containsExactly("rust 1", "python 2");
    }

    @Property(tries = 2000)
    void a_skill_stands_once_its_words_are_verbatim_and_the_order_of_corrections_says_nothing(
            @ForAll("texts") String text) {
        PostingCorrections rust = corrected("FooBar", "rust");
        PostingCorrections kafka = corrected("quuxer", "kafka");
        PostingRequirements read = read(text);

        PostingRequirements repaired = of(rust, kafka).repaired(read);

        assertThat(skills(repaired)).doesNotHaveDuplicates().doesNotContain("?foobar", "?quuxer");
        assertThat(of(kafka, rust).repaired(read)).isEqualTo(repaired);
        assertThat(of(rust, kafka).repaired(repaired)).isEqualTo(repaired);
        for (SkillRequirement requirement : repaired.requirements()) {
            for (AskedSkill asked : requirement.anyOf()) {
                SkillMention mention = asked.mention();
                assertThat(text.substring(
                                text.offsetByCodePoints(0, mention.start()), text.offsetByCodePoints(0, mention.end())))
                        .isEqualTo(mention.text());
            }
        }
        assertThat(repaired.programmingLanguages())
                .extracting(RankedLanguage::skillId)
                .doesNotHaveDuplicates();
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.of(PIECES).list().ofMinSize(1).ofMaxSize(8).map(pieces -> String.join("", pieces));
    }
}
