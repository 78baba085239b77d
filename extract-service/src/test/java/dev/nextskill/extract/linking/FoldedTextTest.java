package dev.nextskill.extract.linking;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FoldedTextTest {

    @Test
    void folds_width_and_case_and_drops_what_cannot_be_seen() {
        assertThat(FoldedText.of("ＪＡＶＡ（Spring\u00a0Boot）\u200b，Ａ").toString()).isEqualTo("java(spring boot),a");
    }

    @Test
    void leads_back_to_the_original_words_and_code_points() {
        // given: an emoji of two UTF-16 units, and a ligature that becomes two characters
        FoldedText text = FoldedText.of("🚀ﬁt Ｇｏ");

        // when
        int from = text.toString().indexOf("go");

        // then
        assertThat(text.quote(from, from + 2)).isEqualTo("Ｇｏ");
        assertThat(text.codePointStart(from)).isEqualTo(4);
        assertThat(text.codePointEnd(from + 2)).isEqualTo(6);
    }

    @Test
    void reads_traditional_characters_as_simplified_ones_and_quotes_them_as_they_stand() {
        FoldedText text = FoldedText.of("熟悉數據庫");

        assertThat(text.toString()).isEqualTo("熟悉数据库");
        assertThat(text.quote(2, 5)).isEqualTo("數據庫");
    }

    @Test
    void quotes_an_expanded_character_whole() {
        FoldedText text = FoldedText.of("ﬁt");

        assertThat(text.toString()).isEqualTo("fit");
        assertThat(text.quote(0, 1)).isEqualTo("ﬁ");
    }

    @Test
    void beyond_its_ends_is_a_line_break() {
        FoldedText text = FoldedText.of("a");

        assertThat(text.at(-1)).isEqualTo('\n');
        assertThat(text.at(1)).isEqualTo('\n');
    }
}
