package dev.nextskill.ingest.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nextskill.ingest.source.ScreenshotLayout.ReadPosting;
import dev.nextskill.ingest.source.ScreenshotLayout.Screen;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScreenshotLayoutTest {

    private static final int EM = 28;
    private static final int WIDTH = 840;
    private static final int LEFT = 30;

    @Test
    void wrapped_lines_become_sentences_and_list_items_stay_apart() {
        var posting = read(new Drawing()
                .line("岗位职责：")
                .line("1. 负责示例平台的开发和维护，把它做得又快又稳又好用又省")
                .line("钱；")
                .line("2. 写文档")
                .gap()
                .line("任职要求：")
                .line("熟悉 Java"));

        assertThat(posting.text()).isEqualTo("""
                岗位职责：
                1. 负责示例平台的开发和维护，把它做得又快又稳又好用又省钱；
                2. 写文档

                任职要求：
                熟悉 Java""");
    }

    @Test
    void a_line_that_ends_early_because_the_next_word_is_long_goes_on() {
        var posting = read(new Drawing()
                .line("任职要求：")
                .line("本科及以上学历在读，对后端开发有兴趣并且愿意学习新东西好")
                .line("2、熟悉至少一种示例框架，比如大家都知道的")
                .line("ExampleServe、SampleFlow")
                .line("了解网络"));

        assertThat(posting.text()).contains("比如大家都知道的ExampleServe、SampleFlow\n了解网络");
    }

    @Test
    void a_title_in_large_letters_is_recognised_over_two_rows_and_the_company_and_place_below_it() {
        var posting = read(new Drawing()
                .line("9:41 职位详情", 20)
                .line("示例平台研发实习生（推理加速与服务化方", 40)
                .line("向）", 38)
                .parts("示例科技", "北京市上海市", "本科")
                .line("岗位职责：")
                .line("1. 负责示例平台的开发和维护，把它做得又快又稳又好用又省")
                .line("2. 写文档")
                .parts("收藏", "立即沟通"));

        assertThat(posting.title()).isEqualTo("示例平台研发实习生（推理加速与服务化方向）");
        assertThat(posting.company()).isEqualTo("示例科技");
        assertThat(posting.location()).isEqualTo("北京市上海市");
        assertThat(posting.text()).startsWith("本科\n岗位职责：").endsWith("2. 写文档").doesNotContain("9:41", "沟通");
    }

    @Test
    void words_of_letters_are_joined_with_a_space() {
        var posting = read(new Drawing()
                .line("Requirements")
                .line("You have built and operated services in production for more than")
                .line("two years"));

        assertThat(posting.text()).endsWith("for more than two years");
    }

    @Test
    void what_a_second_screenshot_repeats_is_left_out() {
        var first = new Drawing()
                .line("岗位职责：")
                .line("1. 负责示例平台的开发和维护，把它做得又快又稳又好用又省")
                .line("2. 编写清楚的设计文档")
                .line("3. 参与代码评审并给出建议")
                .line("4. 半截文宇");
        var second = new Drawing()
                .line("9:42", 20)
                .line("2. 编写清楚的设计文档")
                .line("3. 参与代码评审并给出健议")
                .line("4. 半截文字读得清")
                .line("5. 值班");

        var posting = new ScreenshotLayout().read(List.of(first.screen(), second.screen()));

        assertThat(posting.text().lines())
                .containsExactly(
                        "岗位职责：",
                        "1. 负责示例平台的开发和维护，把它做得又快又稳又好用又省",
                        "2. 编写清楚的设计文档",
                        "3. 参与代码评审并给出建议",
                        "4. 半截文字读得清",
                        "5. 值班");
    }

    @Test
    void the_confidence_is_the_mean_over_the_characters_kept() {
        var posting = new ScreenshotLayout()
                .read(List.of(new Screen(
                        WIDTH,
                        1000,
                        List.of(
                                new RecognisedLine("岗位职责", 30, 100, 142, 130, 1.0),
                                new RecognisedLine("写代码呀", 30, 150, 142, 180, 0.8)))));

        assertThat(posting.confidence()).isCloseTo(0.9, org.assertj.core.api.Assertions.within(1e-9));
    }

    @Test
    void the_word_lists_name_the_line_at_fault() {
        org.assertj.core.api.Assertions.assertThatThrownBy(() -> WordLists.parse("some.txt", "[a]\nx\n[b]\nX\n"))
                .hasMessage("some.txt, line 4: \"X\" stands in [a] already.");
        org.assertj.core.api.Assertions.assertThatThrownBy(() -> WordLists.parse("some.txt", "x\n"))
                .hasMessageContaining("line 1", "[section]");
    }

    private static ReadPosting read(Drawing drawing) {
        return new ScreenshotLayout().read(List.of(drawing.screen()));
    }

    /** Lines as OCR would find them. */
    private static final class Drawing {

        private final List<RecognisedLine> lines = new ArrayList<>();
        private int y = 20;

        Drawing line(String text) {
            return line(text, EM);
        }

        Drawing line(String text, int em) {
            lines.add(at(LEFT, text, em));
            y += 50;
            return this;
        }

        Drawing parts(String... texts) {
            var x = LEFT;
            for (var text : texts) {
                var part = at(x, text, EM);
                lines.add(part);
                x = part.right() + 60;
            }
            y += 50;
            return this;
        }

        Drawing gap() {
            y += 50;
            return this;
        }

        Screen screen() {
            return new Screen(WIDTH, 1800, lines);
        }

        private RecognisedLine at(int x, String text, int em) {
            return new RecognisedLine(text, x, y, x + (int) (TextWidth.of(text) * em), y + em + 6, 0.99);
        }
    }
}
