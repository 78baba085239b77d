package dev.nextskill.extract.extraction;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nextskill.extract.extraction.PostingRequirements.RoleClassification;
import dev.nextskill.extract.linking.FoldedText;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RoleClassifierTest {

    private static final RoleClassifier CLASSIFIER = new RoleClassifier();
    private static final PostingLayout LAYOUT = new PostingLayout(SectionHeading.read());

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "llm-application|大模型应用开发工程师|岗位职责：负责智能体与知识库问答的研发，用 LangChain 编排工作流。任职要求：熟悉 RAG。",
                "ai-infrastructure|推理框架工程师|岗位职责：优化推理引擎与 GPU 算子的性能。任职要求：熟悉 CUDA、C++。",
                "model-research|多模态算法研究员|岗位职责：研究多模态大模型的预训练与对齐。任职要求：发表过顶会论文，熟悉 PyTorch。",
                "model-evaluation|测试开发工程师|岗位职责：编写测试用例，搭建自动化测试平台。任职要求：熟悉 Python。",
                "backend|Java后端开发工程师|岗位职责：负责订单系统的服务端开发，保证高并发下的稳定性。任职要求：熟悉 MySQL、Redis。",
                "other|大模型产品经理|岗位职责：负责智能体产品的需求与规划。",
                "other|前端开发工程师|岗位职责：负责页面与组件的开发。任职要求：熟悉 Vue。"
            })
    void tells_the_classes_of_postings(String expected, String title, String text) {
        assertThat(classify(title, text).id()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "llm-application|大模型应用实习|技术栈：RAG、LangChain、Prompt工程",
                "ai-infrastructure|大模型推理实习生|技术栈：KVCache、GPU 算子、Kubernetes",
                "model-research|NLP算法实习生|技术栈：PyTorch、微调、RLHF",
                "model-evaluation|测开实习生|技术栈：自动化测试框架、压测",
                "backend|后端开发实习生|技术栈：Go、MySQL、Kafka"
            })
    void tells_the_classes_of_notes_of_one_line(String expected, String title, String text) {
        assertThat(classify(title, text).id()).isEqualTo(expected);
    }

    @Test
    void is_less_sure_of_a_text_that_says_little() {
        double little = classify(null, "负责系统的设计").confidence();
        double much = classify("测试开发工程师", "岗位职责：编写测试用例，搭建自动化测试平台。").confidence();

        assertThat(little).isLessThan(0.7);
        assertThat(much).isGreaterThan(0.9);
    }

    @Test
    void names_the_words_that_decided_once_each_and_as_they_stand() {
        RoleClassification read = classify("测试开发工程师", "岗位职责：编写测试用例。任职要求：会写测试用例。");

        assertThat(read.because())
                .extracting(SkillMention::text)
                .contains("测试用例")
                .doesNotHaveDuplicates();
    }

    private static RoleClassification classify(@Nullable String title, String text) {
        FoldedText folded = FoldedText.of(text);
        return CLASSIFIER.classify(
                title == null ? null : FoldedText.of(title), folded, LAYOUT.statements(folded), RoleClassVotes.NONE);
    }
}
