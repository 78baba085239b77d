package dev.nextskill.extract.extraction;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Education, experience and internship as postings word them. */
class GatesTest {

    private static final RulesExtractor EXTRACTOR = new RulesExtractor(TestVocabulary.VOCABULARY);

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            本科及以上学历                          | bachelor
            大专以上，本科优先                       | associate
            硕士研究生及以上学历                      | master
            本科及以上，博士优先                      | bachelor
            硕士优先                               |
            海内外高校本硕博在读                      | bachelor
            211硕士学历及以上                       | master
            Ph.D. or Master's degree              | master
            BSc in Computer Science               | bachelor
            学历不限                               |
            """)
    void education_is_the_lowest_degree_accepted(String words, @Nullable String minimum) {
        PostingRequirements read = read(words);

        assertThat(read.education() == null ? null : read.education().minimum()).isEqualTo(minimum);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            3年以上后端开发经验               | 3
            3-5 年工作经验                   | 3
            五年以上相关经验                  | 5
            工作经验2年以上                   | 2
            5+ years of experience          | 5
            成立于2015年，服务千万用户          |
            """)
    void experience_is_the_least_number_of_years(String words, @Nullable Integer years) {
        PostingRequirements read = read(words);

        assertThat(read.experience() == null ? null : read.experience().minYears())
                .isEqualTo(years);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            每周到岗4天以上，实习3个月以上      | 3 | 4
            每周至少五天，连续实习半年          | 6 | 5
            实习期不少于六个月                 | 6 |
            4天/周                           |   | 4
            一周能实习3-4天                   |   | 3
            at least 4 days per week        |   | 4
            试用期三个月                      |   |
            """)
    void internship_says_months_and_days_a_week(String words, @Nullable Integer months, @Nullable Integer days) {
        PostingRequirements read = read(words);

        assertThat(read.internship() == null ? null : read.internship().minMonths())
                .isEqualTo(months);
        assertThat(read.internship() == null ? null : read.internship().daysPerWeek())
                .isEqualTo(days);
    }

    private static PostingRequirements read(String words) {
        return EXTRACTOR.extract(new PostingText(null, null, "任职要求：\n" + words + "。"));
    }
}
