package dev.nextskill.extract.extraction;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.nextskill.extract.duplicate.PostingTraits;
import dev.nextskill.extract.duplicate.TextSignature;
import dev.nextskill.extract.extraction.ExtractionOutcome.Extracted;
import dev.nextskill.extract.extraction.ExtractionOutcome.Unusable;
import dev.nextskill.testing.Fuzz;
import dev.nextskill.vocabulary.SkillVocabulary;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;

/**
 * Whatever record or text comes, it is read or put aside with a reason, in bounded time; with the real vocabulary. See {@link Fuzz}.
 */
class ExtractionFuzzTest {

    private static final String CHINESE = """
            后端开发实习生（上海）
            岗位职责：
            1、负责示例平台的设计与开发；
            2、参与性能优化，推动 CI/CD 落地。
            任职要求：
            ① 本科及以上学历，计算机相关专业，3年以上经验优先；
            ② 精通 Java/Go/C++ 至少一种，熟悉 Spring Boot、MySQL、Redis 等；
            ③ 了解 k8s、Docker，不要求有大模型经验；
            ④ 每周实习4天，至少三个月。
            加分项：有 SensorRT、Llamalndex 使用经验，或熟悉 SET训练。
            """;
    private static final String ENGLISH = """
            Machine Learning Engineer
            Responsibilities
            - Build and ship inference services in Python or C++.
            Requirements:
            * Bachelor's degree or above; 2+ years of experience with PyTorch, TensorFlow or JAX
            * Strong knowledge of TCP/IP, Linux and Kubernetes; experience with C# or .NET is a plus
            Nice to have: familiarity with Node.js, GraphQL and LLM agents. No need for Ruby.
            """;
    /** As it arrives when someone took one encoding for another. */
    private static final String GARBLED =
            new String(CHINESE.getBytes(StandardCharsets.UTF_8), Charset.forName("GB18030"));

    private static final List<byte[]> TEXTS = List.of(utf8(CHINESE), utf8(ENGLISH), utf8(GARBLED));
    private static final List<byte[]> RECORDS = List.of(
            SamplePosting.saying(CHINESE).json(),
            SamplePosting.saying(ENGLISH.replace("\"", "'")).json(),
            SamplePosting.saying("熟悉 Go 和 MySQL。").json());
    private static final List<String> JSON_WORDS = List.of(
            "{",
            "}",
            "[",
            "]",
            ":",
            ",",
            "\"",
            "\\",
            "\\u0000",
            "\\ud800",
            "\\udc00",
            "\\n",
            "null",
            "true",
            "-1",
            "1e999",
            "9".repeat(1_200),
            "\"text\":",
            "\"title\":",
            "\"source\":{",
            "\"postingId\":\"",
            "\"receivedAt\":",
            "\"+1000000000-12-31T23:59:59Z\"",
            "2026-02-30",
            "\uFEFF",
            "熟悉 Go");

    private final SkillVocabulary vocabulary = SkillVocabulary.load();
    private final RulesExtractor rules = new RulesExtractor(vocabulary);
    private final List<String> words = words(vocabulary);
    private final RequirementExtraction extraction = new RequirementExtraction(
            rules,
            JsonMapper.builder()
                    .addModule(new JavaTimeModule())
                    .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .build(),
            Clock.systemUTC());

    @Property(tries = Fuzz.TRIES, shrinking = ShrinkingMode.OFF)
    void a_posting_with_flaws(@ForAll long seed) {
        Fuzz.run(
                seed,
                random -> reads(new String(
                        Fuzz.spoiled(random, TEXTS, words),
                        random.nextInt(10) > 0 ? StandardCharsets.UTF_8 : StandardCharsets.UTF_16)));
    }

    @Property(tries = Fuzz.TRIES, shrinking = ShrinkingMode.OFF)
    void any_words(@ForAll long seed) {
        Fuzz.run(seed, random -> reads(Fuzz.soup(random, words)));
    }

    @Property(tries = Fuzz.TRIES, shrinking = ShrinkingMode.OFF)
    void any_characters(@ForAll long seed) {
        Fuzz.run(seed, random -> {
            var text = new StringBuilder();
            var most = Fuzz.any(random, List.of(0x80, 0x2100, 0x10000, 0x110000));
            for (var i = random.nextInt(2_000); i > 0; i--) {
                text.appendCodePoint(random.nextInt(most));
            }
            reads(text.toString());
        });
    }

    @Property(tries = Fuzz.TRIES, shrinking = ShrinkingMode.OFF)
    void a_record_with_flaws(@ForAll long seed) {
        Fuzz.run(seed, random -> {
            ExtractionOutcome outcome = extraction.extract(
                    random.nextInt(10) > 0 ? Fuzz.spoiled(random, RECORDS, JSON_WORDS) : Fuzz.noise(random, 1_000));
            if (outcome instanceof Unusable unusable) {
                assertThat(unusable.reason()).isNotBlank().doesNotStartWith("The extractor failed");
            } else {
                traits((Extracted) outcome);
            }
        });
    }

    private void reads(String text) {
        PostingRequirements read = rules.extract(new PostingText(text, text, text));
        assertThat(read.requirements())
                .allSatisfy(each -> assertThat(text).contains(each.evidence().quote()));
        TextSignature.of(text).ifPresent(signature -> assertThat(PostingTraits.of(signature, text, text))
                .isNotNull());
    }

    private static void traits(Extracted extracted) {
        extracted.signature().ifPresent(signature -> assertThat(PostingTraits.of(
                        signature,
                        extracted.posting().company(),
                        extracted.posting().title()))
                .isNotNull());
    }

    /** Every skill's label, and what the rules listen to. */
    private static List<String> words(SkillVocabulary vocabulary) {
        List<String> words = new ArrayList<>();
        vocabulary.skills().forEach(skill -> skill.labels().forEach(label -> words.add(label.text())));
        List<String> cues = List.of(
                "任职要求：\n",
                "岗位职责：\n",
                "加分项",
                "【",
                "】",
                "：",
                ":",
                "\n",
                "\n\n",
                "1、",
                "(2)",
                "③",
                "- ",
                "· ",
                "；",
                "。",
                ". ",
                "，",
                ", ",
                "、",
                "/",
                "|",
                " ",
                "\t",
                "和",
                "或",
                "及",
                "and ",
                "or ",
                "（",
                "）",
                "(",
                ")",
                "熟悉",
                "精通",
                "了解",
                "掌握",
                "扎实",
                "经验",
                "优先",
                "不要求",
                "无需",
                "至少一种",
                "之一",
                "等",
                "例如",
                "推测",
                "familiar with ",
                "experience with ",
                "a plus",
                "no need for ",
                "at least one of ",
                "Requirements:\n",
                "本科及以上",
                "硕士",
                "3年以上",
                "5 years of ",
                "每周4天",
                "实习三个月",
                "99999999999年",
                "后端",
                "测试开发",
                "Kakfa",
                "FooBar",
                "\u200b",
                "\u00a0",
                "\u3000",
                "ﬁ",
                "é",
                "e\u0301",
                "🚀",
                "ＪＡＶＡ",
                "\uFEFF",
                "\u202e",
                "\r",
                "\u2028",
                "\ud800",
                "\u0000",
                "𠮷",
                "İ",
                "ß");
        // As often as the labels, which are many more.
        for (int i = words.size() / cues.size(); i > 0; i--) {
            words.addAll(cues);
        }
        return words;
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
