package dev.nextskill.extract.duplicate;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PostingTraitsTest {

    private static final String TEXT = "负责在线交易平台的服务端设计与研发，保障系统在大促期间稳定运行，参与需求评审与技术方案讨论，"
            + "要求熟悉 Java 与常用中间件，有良好的编码习惯，乐于沟通，能够独立承担模块并推动上线，关注线上质量与成本。";

    private static final String EDITED = TEXT.replace("大促期间", "夜间高峰");

    private static PostingTraits traits(String text, @Nullable String company, @Nullable String title) {
        return PostingTraits.of(TextSignature.of(text).orElseThrow(), company, title);
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            示例科技,      后端开发（北京）, 示例科技, 后端开发[急],   true
            示例科技,      后端开发-交易,   示例科技, 后端开发-支付, false
            示例科技,      后端开发-交易,   某猎头,   Java 开发,    true
            ,             后端开发-交易,   ,        后端开发-支付, true
            示例科技,      ,              示例科技, 后端开发,      true
            示例科技（上海）, 后端开发,       示例科技上海, 前端开发,   false
            """)
    void an_employer_with_two_titles_looks_for_two_persons(
            @Nullable String company,
            @Nullable String title,
            @Nullable String otherCompany,
            @Nullable String otherTitle,
            boolean repeats) {
        PostingTraits one = traits(TEXT, company, title);
        PostingTraits other = traits(EDITED, otherCompany, otherTitle);

        assertThat(one.repeats(other, 0.75)).isEqualTo(repeats);
        assertThat(other.repeats(one, 0.75)).isEqualTo(repeats);
    }

    @Test
    void the_same_words_under_another_title_are_a_repost() {
        assertThat(traits(TEXT, "示例科技", "后端开发").repeats(traits("1、" + TEXT, "示例科技", "服务端开发"), 0.75))
                .isTrue();
    }

    @Test
    void a_title_of_nothing_but_opening_brackets_is_read_in_time_that_grows_with_its_length() {
        Assertions.assertTimeoutPreemptively(Duration.ofSeconds(30), () -> traits(TEXT, "示例科技", "（".repeat(500_000)));
    }

    @Test
    void the_threshold_decides() {
        assertThat(traits(TEXT, null, null).repeats(traits(EDITED, null, null), 1))
                .isFalse();
    }
}
