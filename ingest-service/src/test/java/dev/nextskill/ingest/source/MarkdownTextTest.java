package dev.nextskill.ingest.source;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MarkdownTextTest {

    @Test
    void the_first_heading_is_the_title_and_the_words_stay_in_their_lines() {
        var posting = MarkdownText.read("""
                # 示例工程师 #

                ## 岗位职责
                * 编写**清楚**的代码
                + 读 [手册](https://example.org/a_b "手册")
                  - [x] 再读

                任职要求
                --------
                1. 熟悉 `C++`
                2) 会 C#

                ---
                > 备注：远程
                > - 均可

                | 地点 | 人数 |
                |:-----|-----:|
                | 示例市 | 2 |

                [手册]: https://example.org
                ```java
                int a_b = **x;
                ```
                """);

        assertThat(posting.title()).isEqualTo("示例工程师");
        assertThat(posting.text()).isEqualTo("""
                岗位职责
                - 编写清楚的代码
                - 读 手册
                  - 再读

                任职要求
                1. 熟悉 C++
                2) 会 C#

                备注：远程
                - 均可

                地点	人数
                示例市	2

                int a_b = **x;""");
    }

    @Test
    void front_matter_says_the_fields() {
        var posting = MarkdownText.read("""
                ---
                title: "Parser Engineer"
                company: Example Ltd
                date: 2026-05-01
                url: https://example.org/1
                ---
                You write parsers.""");

        assertThat(posting.title()).isEqualTo("Parser Engineer");
        assertThat(posting.company()).isEqualTo("Example Ltd");
        assertThat(posting.datePosted()).isEqualTo("2026-05-01");
        assertThat(posting.url()).isEqualTo("https://example.org/1");
        assertThat(posting.text()).isEqualTo("You write parsers.");
    }

    @Test
    void a_rule_at_the_top_is_no_front_matter() {
        assertThat(MarkdownText.read("---\nYou write parsers\n\n---\nand read").text())
                .isEqualTo("You write parsers\n\nand read");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                snake_case and more_snake_case | snake_case and more_snake_case
                2*3 is 6, 3*3 is 9 | 2*3 is 6, 3*3 is 9
                *slanted* and _slanted_ | slanted and slanted
                ***both*** | both
                ~~gone~~ | gone
                a \\* b \\# c | a * b # c
                ![picture](a.png)words | words
                <https://example.org> | https://example.org
                <b>bold</b><!-- note --> List<String> | bold List<String>
                C# and F# | C# and F#
                [ref][1] and [alone] | ref and [alone]
                #hashtag | #hashtag
                """)
    void marks_go_and_what_is_no_mark_stays(String markdown, String words) {
        assertThat(MarkdownText.read(markdown).text()).isEqualTo(words);
    }
}
