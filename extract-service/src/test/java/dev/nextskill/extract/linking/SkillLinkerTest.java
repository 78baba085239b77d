package dev.nextskill.extract.linking;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.nextskill.vocabulary.SkillVocabulary;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SkillLinkerTest {

    private static final SkillLinker LINKER = new SkillLinker(
            SkillVocabulary.read("""
            - {id: data-engineering, type: practice, label: 数据工程}
            - {id: go, type: programming-language, label: Go, context: {Go: [语言, 开发]}}
            - {id: java, type: programming-language, label: Java, zh: [Java容器]}
            - {id: llm, type: method, label: LLM, zh: [大模型]}
            - {id: model-quantization, type: method, label: 模型量化, zh: [量化], context: {量化: [模型, 剪枝]}}
            - {id: r, type: programming-language, label: R, context: {R: [统计]}}
            - {id: spark, type: framework, label: Spark, context: {Spark: [大数据]}}
            - {id: workflow, type: practice, label: 工作流}
            """.getBytes(UTF_8)),
            new PhraseTrie.Builder<Boolean>().add("语言", true).build());

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            熟悉Go语言                 | Go
            go to market             |
            熟悉 Java、Go             | Java, Go
            Go, R/Java               | Go, R, Java
            大模型的量化               | LLM, 模型量化
            量化交易                   |
            R&D 统计                  |
            """)
    void an_ambiguous_label_needs_context_or_a_skill_beside_it(String text, String found) {
        assertThat(link(text)).isEqualTo(found == null ? List.of() : List.of(found.split(", ")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            与数据工程师共事            |
            负责数据工程               | 数据工程
            梳理工作流程               |
            编排工作流                 | 工作流
            Java容器化与部署           | Java
            Java容器                  | Java
            """)
    void a_name_cuts_no_longer_word(String text, String found) {
        assertThat(link(text)).isEqualTo(found == null ? List.of() : List.of(found.split(", ")));
    }

    @Test
    void a_context_word_far_away_does_not_count() {
        assertThat(link("大数据" + "很".repeat(80) + "Spark")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"Spark, Spark", "SPARK,", "Sparks,", "Spark SQL,"})
    void a_name_by_its_company_is_the_label_that_is_written_just_so(String words, String found) {
        FoldedText text = FoldedText.of(words);

        LinkedSkill named = LINKER.named(text, 0, text.length());

        assertThat(named == null ? null : named.skill().preferredLabel()).isEqualTo(found);
    }

    private static List<String> link(String words) {
        FoldedText text = FoldedText.of(words);
        return LINKER.link(text, 0, text.length()).stream()
                .map(linked -> linked.skill().preferredLabel())
                .toList();
    }
}
