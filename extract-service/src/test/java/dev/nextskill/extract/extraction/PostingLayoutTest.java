package dev.nextskill.extract.extraction;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nextskill.extract.linking.FoldedText;
import java.util.List;
import org.junit.jupiter.api.Test;

class PostingLayoutTest {

    private static final PostingLayout LAYOUT = new PostingLayout(SectionHeading.read());

    @Test
    void cuts_at_lines_sentence_ends_and_item_numbers() {
        assertThat(read("任职要求：\n1、会甲；会乙。2.会丙\n（3）会丁 ④会戊"))
                .containsExactly(
                        "REQUIREMENTS 会甲", "REQUIREMENTS 会乙", "REQUIREMENTS 会丙", "REQUIREMENTS 会丁", "REQUIREMENTS 会戊");
    }

    @Test
    void knows_headings_in_brackets_with_colons_or_alone_on_their_line() {
        assertThat(read("【工作内容】做事\n岗位要求\n会做\n加分项: 会更多\n三、我们提供\n水果"))
                .containsExactly("DUTIES 做事", "REQUIREMENTS 会做", "BONUS 会更多", "IGNORED 水果");
    }

    @Test
    void knows_english_headings() {
        assertThat(read("**What you'll do**\nBuild it.\n**Requirements:**\n* Java\n## Nice to have\n* Go"))
                .containsExactly("DUTIES Build it", "REQUIREMENTS Java", "BONUS Go");
    }

    @Test
    void a_heading_word_inside_a_sentence_is_no_heading() {
        assertThat(read("岗位职责：\n按业务要求交付，满足任职要求的同学")).containsExactly("DUTIES 按业务要求交付，满足任职要求的同学");
    }

    @Test
    void the_labels_of_a_short_note_are_its_sections() {
        assertThat(read("- 技术方向：甲\n- 业务目标：乙\n- 工具：丙")).containsExactly("REQUIREMENTS 甲", "DUTIES 乙", "REQUIREMENTS 丙");
    }

    @Test
    void decimals_and_abbreviations_end_no_sentence() {
        assertThat(read("Python 3.8 and tools, e.g. pip. More"))
                .containsExactly("NONE Python 3.8 and tools, e.g. pip", "NONE More");
    }

    private static List<String> read(String posting) {
        FoldedText text = FoldedText.of(posting);
        return LAYOUT.statements(text).stream()
                .map(statement -> statement.section() + " " + text.quote(statement.from(), statement.to()))
                .toList();
    }
}
