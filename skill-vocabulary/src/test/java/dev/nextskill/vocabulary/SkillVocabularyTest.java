package dev.nextskill.vocabulary;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SkillVocabularyTest {

    private static final SkillVocabulary BUNDLED = SkillVocabulary.load();

    @Test
    void finds_a_skill_by_any_of_its_labels_whatever_their_case_and_width() {
        SkillVocabulary vocabulary = read("""
                - id: kafka
                  type: middleware
                  label: Kafka
                  en: [Apache Kafka]
                  misspelt: [Kakfa]
                """);

        assertThat(List.of("kafka", "ＫＡＦＫＡ", "apache  kafka", "KAKFA")).allSatisfy(words -> assertThat(
                        vocabulary.findLabel(words).orElseThrow().skill())
                .isEqualTo(new SkillId("kafka")));
        assertThat(vocabulary.findLabel("Kakfa").orElseThrow().kind()).isEqualTo(SkillLabel.Kind.MISSPELT);
        assertThat(vocabulary.findLabel("Pulsar")).isEmpty();
    }

    @Test
    void keeps_the_words_an_ambiguous_label_needs_beside_it() {
        SkillVocabulary vocabulary = read("""
                - id: go
                  type: programming-language
                  label: Go
                  en: [Golang]
                  context:
                    Go: [语言, Java]
                """);

        assertThat(vocabulary.findLabel("go").orElseThrow().context()).containsExactly("语言", "Java");
        assertThat(vocabulary.findLabel("golang").orElseThrow().needsContext()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    - {id: a, type: tool, label: A};;- {id: a, type: tool, label: B}               | skills.yaml, line 2: the skill "a" stands twice
                    - {id: a, type: tool, label: A};;- {id: b, type: tool, label: ａ}              | skills.yaml, line 2: the label "ａ" of "b" is also "A" of "a"
                    - {id: a, type: tool, label: A, broader: [x]}                                  | skills.yaml, line 1: the broader skill "x" of "a" does not exist
                    - {id: a, type: tool, label: A, broader: [b]};;- {id: b, type: tool, label: B, broader: [a]} | "a" is broader than itself
                    - {id: a, type: gadget, label: A}                                              | line 1: Cannot deserialize value of type
                    - {id: a, type: tool}                                                          | Missing required creator property 'label'
                    - {id: A b, type: tool, label: A}                                              | must be kebab-case
                    - {id: a, type: tool, label: A, colour: red}                                   | Unrecognized field "colour"
                    - {id: a, type: tool, label: A, sameAs: {esko: x}}                             | sameAs of "a" must use one of
                    - {id: a, type: tool, label: A, context: {B: [x]}}                             | names "B", which is none of its labels
                    - {id: a, type: tool, label: ' '}                                              | "a" has an empty label
                    skills: none                                                                   | line 1: must be a list
                    """)
    void refuses_a_wrong_data_file_and_names_the_line(String yaml, String complaint) {
        assertThatThrownBy(() -> read(yaml.replace(";;", "\n")))
                .isInstanceOf(InvalidDataFileException.class)
                .hasMessageContaining(complaint);
    }

    @Test
    void another_file_is_another_version() {
        assertThat(read("- {id: a, type: tool, label: A}").version())
                .hasSize(12)
                .isNotEqualTo(read("- {id: a, type: tool, label: B}").version());
    }

    @Test
    void the_bundled_vocabulary_is_sorted_by_id_so_that_diffs_are_readable() {
        List<SkillId> inFile =
                YamlEntries.ofResource(SkillVocabulary.class, "skills.yaml", SkillVocabulary.SkillEntry.class).stream()
                        .map(entry -> entry.value().id())
                        .toList();

        assertThat(inFile).isSorted();
    }

    @ParameterizedTest
    @CsvSource({"SET训练, sft", "SensorRT, tensorrt", "lanchain, langchain", "Llamalndex, llamaindex"})
    void the_bundled_vocabulary_knows_the_errors_of_the_students_notes(String error, String skill) {
        SkillLabel label = BUNDLED.findLabel(error).orElseThrow();

        assertThat(label.skill()).isEqualTo(new SkillId(skill));
        assertThat(label.kind()).isEqualTo(SkillLabel.Kind.MISSPELT);
    }

    @ParameterizedTest
    @CsvSource({
        "大模型评测, 评测体系",
        "架构设计, 系统设计",
        "推荐系统, 推荐算法",
        "LLM, 大语言模型",
        "多模态, 多模态大模型",
        "Tool Use, 工具调用",
        "监督微调, 指令微调",
        "数据结构, 数据结构与算法",
        "性能优化, 优化性能",
        "模型训练, 训练模型",
        "知识图谱构建, 知识图谱的构建",
        "数据处理, 大规模数据处理",
        "训练加速, 高效训练",
        "算子开发, 算子"
    })
    void the_bundled_vocabulary_knows_one_skill_by_all_its_names(String one, String other) {
        assertThat(BUNDLED.findLabel(one).orElseThrow().skill())
                .isEqualTo(BUNDLED.findLabel(other).orElseThrow().skill());
    }

    @ParameterizedTest
    @CsvSource({"排序, 排序模型", "软件开发流程, SDLC", "SLA, SLO", "Angular, AngularJS", "对抗训练, 对抗学习", "点云, 点云处理", "代码仓库, 代码管理"})
    void the_bundled_vocabulary_keeps_apart_what_is_related(String one, String other) {
        assertThat(BUNDLED.findLabel(one).orElseThrow().skill())
                .isNotEqualTo(BUNDLED.findLabel(other).orElseThrow().skill());
    }

    @ParameterizedTest
    @CsvSource({"Amazon S3, S3", "上下文工程, Context Engineering", "API网关, 网关", "流式计算, 流处理"})
    void the_bundled_vocabulary_prefers_the_name_that_postings_use(String label, String preferred) {
        SkillId skill = BUNDLED.findLabel(label).orElseThrow().skill();

        assertThat(BUNDLED.find(skill).orElseThrow().preferredLabel()).isEqualTo(preferred);
    }

    @Test
    void the_bundled_vocabulary_is_large_and_speaks_chinese_and_english() {
        List<String> texts = BUNDLED.skills().stream()
                .flatMap(skill -> skill.labels().stream())
                .map(SkillLabel::text)
                .toList();

        assertThat(BUNDLED.skills()).hasSizeGreaterThan(300);
        assertThat(texts.stream().filter(text -> text.matches(".*\\p{IsHan}.*")))
                .hasSizeGreaterThan(300);
        assertThat(texts.stream().filter(text -> text.matches("[\\p{ASCII}]+"))).hasSizeGreaterThan(300);
    }

    private static SkillVocabulary read(String yaml) {
        return SkillVocabulary.read(yaml.getBytes(UTF_8));
    }
}
