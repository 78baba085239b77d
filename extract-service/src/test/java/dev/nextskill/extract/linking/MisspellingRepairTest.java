package dev.nextskill.extract.linking;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.nextskill.vocabulary.SkillVocabulary;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MisspellingRepairTest {

    private static final MisspellingRepair REPAIR = new MisspellingRepair(SkillVocabulary.read("""
            - {id: ccache, type: tool, label: ccache}
            - {id: docker, type: tool, label: Docker}
            - {id: mysql, type: database, label: MySQL}
            - {id: nysql, type: database, label: NySQL}
            - {id: opencv, type: framework, label: OpenCV}
            - {id: python, type: programming-language, label: Python}
            - {id: redis, type: database, label: Redis}
            - {id: resnet, type: model, label: ResNet}
            - {id: scala, type: programming-language, label: Scala}
            - {id: tensorflow, type: framework, label: TensorFlow}
            - {id: yolo-five, type: model, label: YOLOv5}
            """.getBytes(UTF_8)));

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            tensorfolw   | TensorFlow
            Tensor Flwo  | TensorFlow
            TensorFiow   | TensorFlow
            tensorlow    | TensorFlow
            pyhton       | Python
            dokcer       | Docker
            """)
    void one_error_in_a_long_name_is_repaired(String words, String label) {
        assertThat(repaired(words)).isEqualTo(label);
    }

    @ParameterizedTest
    @CsvSource({
        "ResNeSt",
        "Cache",
        "Reset",
        "OpenCL",
        "Scale",
        "Pythons",
        "TensorFlowX",
        "YOLOv6",
        "TensorFlow2",
        "Ridas",
        "Go",
        "unknown",
        "TensorFlow"
    })
    void what_is_right_or_too_far_stays(String words) {
        assertThat(repaired(words)).isNull();
    }

    private static @Nullable String repaired(String words) {
        FoldedText text = FoldedText.of(words);
        LinkedSkill repaired = REPAIR.repair(text, 0, text.length());
        return repaired == null ? null : repaired.label().text();
    }
}
