package dev.nextskill.extract.linking;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.nextskill.vocabulary.SkillVocabulary;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ElidedNamesTest {

    private static final SkillLinker LINKER =
            new SkillLinker(SkillVocabulary.read("""
            - {id: back-end, type: practice, label: 后端开发}
            - {id: computer-vision, type: method, label: 计算机视觉}
            - {id: data-cleaning, type: practice, label: 数据清洗, zh: [清洗], context: {清洗: [语料]}}
            - {id: data-design, type: practice, label: 数据设计}
            - {id: data-labelling, type: practice, label: 数据标注}
            - {id: deduplication, type: practice, label: 数据去重}
            - {id: front-end, type: practice, label: 前端开发}
            - {id: functional-testing, type: practice, label: 功能测试}
            - {id: image-generation, type: method, label: 图像生成}
            - {id: machine-learning, type: method, label: 机器学习}
            - {id: performance-testing, type: practice, label: 性能测试}
            - {id: security-testing, type: practice, label: 安全测试}
            - {id: video-generation, type: method, label: 视频生成}
            """.getBytes(UTF_8)), new PhraseTrie.Builder<Boolean>().build());

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            数据清洗、去重和标注等工作      | 数据清洗«数据清洗», 数据去重«去重», 数据标注«标注»
            数据清洗以及去重               | 数据清洗«数据清洗», 数据去重«去重»
            功能/性能/安全测试             | 功能测试«功能», 性能测试«性能», 安全测试«安全测试»
            负责图像、视频生成             | 图像生成«图像», 视频生成«视频生成»
            前/后端开发                   | 前端开发«前», 后端开发«后端开发»
            数据清洗，去重                 | 数据清洗«数据清洗»
            数据清洗流程。去重             | 数据清洗«数据清洗»
            数据清洗、设计                 | 数据清洗«数据清洗»
            数据清洗、机器学习、标注        | 数据清洗«数据清洗», 机器学习«机器学习», 数据标注«标注»
            数据清洗、计算机视觉、标注      | 数据清洗«数据清洗», 计算机视觉«计算机视觉»
            机器学习、深海视觉             | 机器学习«机器学习»
            """)
    void an_item_of_an_enumeration_takes_what_its_neighbour_has(String text, String found) {
        FoldedText folded = FoldedText.of(text);

        List<String> linked = LINKER.link(folded, 0, folded.length()).stream()
                .map(skill -> skill.skill().preferredLabel() + "«" + folded.quote(skill.from(), skill.to()) + "»")
                .toList();

        assertThat(linked).containsExactly(found.split(", "));
    }
}
