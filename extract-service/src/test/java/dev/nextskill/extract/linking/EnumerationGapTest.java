package dev.nextskill.extract.linking;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EnumerationGapTest {

    private static final PhraseTrie<Boolean> FILLERS =
            new PhraseTrie.Builder<Boolean>().add("语言", true).add("等", true).build();

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            "、"        | LIST
            "，"        | LIST
            " 和 "      | LIST
            ", and "   | LIST
            "语言、"     | LIST
            "以及"       | LIST
            "/"        | SLASH
            " / "      | SLASH
            "或"        | OR
            "、或者"      | OR
            ", or "    | OR
            " order "  | NONE
            "开发，"     | NONE
            "等"        | NONE
            " "        | NONE
            """)
    void joins_only_by_words_of_joining(String between, EnumerationGap expected) {
        FoldedText text = FoldedText.of("A" + between + "B");

        assertThat(EnumerationGap.between(text, 1, text.length() - 1, FILLERS)).isEqualTo(expected);
    }
}
