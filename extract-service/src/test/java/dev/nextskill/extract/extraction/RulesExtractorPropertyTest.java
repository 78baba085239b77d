package dev.nextskill.extract.extraction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assertions;

class RulesExtractorPropertyTest {

    private static final RulesExtractor EXTRACTOR = new RulesExtractor(TestVocabulary.VOCABULARY);

    @Property(tries = 500)
    void every_value_is_quoted_verbatim_at_its_offsets(
            @ForAll("postings") String text, @ForAll("postings") String title) {
        PostingRequirements read = EXTRACTOR.extract(new PostingText(title, null, text));

        read.requirements().forEach(requirement -> {
            verify(requirement.evidence(), title, text);
            requirement
                    .anyOf()
                    .forEach(skill -> verify(
                            skill.mention().text(),
                            skill.mention().start(),
                            skill.mention().end(),
                            skill.mention().in(),
                            title,
                            text));
        });
        read.roleClass()
                .because()
                .forEach(word -> verify(word.text(), word.start(), word.end(), word.in(), title, text));
        read.programmingLanguages().forEach(language -> verify(language.evidence(), title, text));
        verify(read.education() == null ? null : read.education().evidence(), title, text);
        verify(read.experience() == null ? null : read.experience().evidence(), title, text);
        verify(read.internship() == null ? null : read.internship().evidence(), title, text);
    }

    @Property(tries = 500)
    void a_skill_stands_in_one_requirement(@ForAll("postings") String text) {
        List<String> labels = EXTRACTOR.extract(new PostingText(null, null, text)).requirements().stream()
                .flatMap(requirement -> requirement.anyOf().stream())
                .map(skill -> skill.skillId() == null
                        ? "?" + skill.label()
                        : skill.skillId().value())
                .toList();

        assertThat(labels).doesNotHaveDuplicates();
    }

    @Property(tries = 100)
    void the_same_text_gives_the_same_answer(@ForAll("postings") String text) {
        PostingText posting = new PostingText(text, null, text);

        assertThat(new RulesExtractor(TestVocabulary.VOCABULARY).extract(posting))
                .isEqualTo(EXTRACTOR.extract(posting));
    }

    @Property(tries = 500)
    void any_text_at_all_is_read(@ForAll String text) {
        assertThatCode(() -> EXTRACTOR.extract(new PostingText(text, text, text)))
                .doesNotThrowAnyException();
    }

    @Example
    void long_texts_of_anything_take_no_long_time() {
        List<String> pieces = List.of(
                "a", "1", " ", "\n", "(", "要求：", "熟悉", "Go", "熟悉Java，", "熟悉Java、", "Java", "Go ", "1、", "至少一种", "Java或",
                "优先", "每周", "实习", "3个月", "本科", "/", "，", "年以上", "量化", "分词和", "A1");
        for (String piece : pieces) {
            String text = piece.repeat(100_000 / piece.length());
            EXTRACTOR.extract(new PostingText(null, null, text));

            Assertions.assertTimeout(
                    Duration.ofSeconds(2), () -> EXTRACTOR.extract(new PostingText(null, null, text)), piece);
        }
    }

    /** Work that grows with the square of a text takes minutes here. */
    @Property(tries = 20, shrinking = ShrinkingMode.OFF)
    void what_repeats_for_long_is_read_in_time_that_grows_with_its_length(@ForAll("postings") String piece) {
        String text = piece.repeat(500_000 / Math.max(1, piece.length()));

        Assertions.assertTimeoutPreemptively(
                Duration.ofSeconds(30), () -> EXTRACTOR.extract(new PostingText(text, null, text)), piece);
    }

    @Example
    void a_title_of_nothing_but_skills_is_read_in_time_that_grows_with_its_length() {
        for (String piece : List.of("熟悉Java、", "Java ", "【Java】")) {
            String title = piece.repeat(1_000_000 / piece.length());

            Assertions.assertTimeoutPreemptively(
                    Duration.ofSeconds(30), () -> EXTRACTOR.extract(new PostingText(title, null, "")), piece);
        }
    }

    @Provide
    Arbitrary<String> postings() {
        Set<String> pieces = new HashSet<>(List.of(
                "任职要求：",
                "岗位职责：\n",
                "加分项",
                "【",
                "】",
                "：",
                "\n",
                "1、",
                "(2)",
                "③",
                "；",
                "。",
                "，",
                "、",
                "/",
                " ",
                "和",
                "或",
                "（",
                "）",
                "熟悉",
                "精通",
                "了解",
                "扎实",
                "基础",
                "经验",
                "优先",
                "无需",
                "至少一种",
                "之一",
                "等",
                "如",
                "推测",
                "Go",
                "C/C++",
                "C#",
                "Python3",
                "ＪＡＶＡ",
                "Spring  Boot",
                "大模型",
                "量化",
                "模型",
                "Kakfa",
                "SensorRT",
                "FooBar",
                "指令调度",
                "本科及以上",
                "硕士",
                "3年以上经验",
                "每周4天",
                "实习三个月",
                "测试开发",
                "后端",
                "🚀",
                "é",
                "ﬁ",
                "①",
                "\u200b",
                "\t",
                "experience with ",
                "a plus",
                "and ",
                "or ",
                "Requirements:\n"));
        List<String> sorted = new ArrayList<>(pieces);
        sorted.sort(null);
        return Arbitraries.of(sorted).list().ofMaxSize(40).map(list -> String.join("", list));
    }

    private static void verify(@Nullable TextEvidence evidence, String title, String text) {
        if (evidence != null) {
            verify(evidence.quote(), evidence.start(), evidence.end(), evidence.in(), title, text);
        }
    }

    private static void verify(
            String quote, int start, int end, SkillMention.@Nullable Part in, String title, String text) {
        String source = in == SkillMention.Part.TITLE ? title : text;
        assertThat(quote)
                .isNotEmpty()
                .isEqualTo(source.substring(source.offsetByCodePoints(0, start), source.offsetByCodePoints(0, end)));
    }
}
