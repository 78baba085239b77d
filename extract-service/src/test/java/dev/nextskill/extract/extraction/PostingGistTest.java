package dev.nextskill.extract.extraction;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PostingGistTest {

    @Test
    void it_is_the_title_the_duties_and_what_is_asked_without_benefits() {
        PostingText posting = new PostingText("后端开发", "示例科技", "任职要求：\n1、熟悉 Go；\n岗位职责：\n1、开发订单服务；\n福利待遇：\n1、每天下午茶；");

        assertThat(new PostingGist(300).of(posting)).isEqualTo("后端开发\n开发订单服务\n熟悉 Go");
    }

    @Test
    void it_is_as_long_as_asked_at_most_and_cuts_no_character() {
        PostingText posting = new PostingText(null, null, "负责𠮷𠮷𠮷");

        assertThat(new PostingGist(4).of(posting)).isEqualTo("负责𠮷");
        assertThat(new PostingGist(5).of(posting)).isEqualTo("负责𠮷");
    }

    @Test
    void where_the_layout_leaves_nothing_the_text_speaks() {
        PostingText posting = new PostingText(" ", null, "福利待遇：\n每天下午茶");

        assertThat(new PostingGist(300).of(posting)).contains("下午茶");
    }
}
