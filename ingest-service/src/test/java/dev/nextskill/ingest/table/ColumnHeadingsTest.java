package dev.nextskill.ingest.table;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ColumnHeadingsTest {

    private final ColumnHeadings headings = ColumnHeadings.standard();

    @ParameterizedTest
    @CsvSource({
        "职位名称,TITLE",
        "Job_Title,TITLE",
        "jobTitle,TITLE",
        "ＪＯＢ　ＴＩＴＬＥ,TITLE",
        "*岗位名称,TITLE",
        "公司（全称）,COMPANY",
        "hiringOrganization,COMPANY",
        "工作地点,LOCATION",
        "發布日期,DATE_POSTED",
        "Apply URL,URL",
        "岗位描述【必填】,TEXT",
        "任职要求：,TEXT",
        "What you'll do,TEXT"
    })
    void headings_are_compared_without_case_width_space_punctuation_and_brackets(String heading, PostingField field) {
        assertThat(headings.meaning(heading)).isNotNull().satisfies(meaning -> assertThat(meaning.field())
                .isEqualTo(field));
    }

    @ParameterizedTest
    @ValueSource(strings = {"薪资", "salary", "序号", "", "（）", "??", "岗位描述在这里但是是一句话"})
    void what_is_not_in_the_list_is_not_guessed(String heading) {
        assertThat(headings.meaning(heading)).isNull();
    }

    @Test
    void a_heading_that_stands_twice_in_the_data_is_an_error_that_names_it() {
        var yaml = """
                - {field: title, sections: false, headings: [Job Title]}
                - {field: text, sections: false, headings: [job_title]}
                """;

        assertThatThrownBy(() -> ColumnHeadings.parse("headings.yaml", new ByteArrayInputStream(yaml.getBytes(UTF_8))))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("headings.yaml: the heading \"job_title\" of text stands under title already.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "oops",
                "[]",
                "{\"txet\": \"描述\"}",
                "{\"text\": 1}",
                "{\"text\": [\"描述\", {}]}",
                "{\"text\": []}",
                "{\"title\": \"！\"}",
                "{} {}"
            })
    void a_choice_that_is_not_understood_says_how_to_write_it(String json) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ColumnChoice.of(json))
                .withMessageContaining("The part \"columns\"");
    }

    @Test
    void columns_are_lettered_as_in_a_spreadsheet() {
        assertThat(Header.letters(0)).isEqualTo("A");
        assertThat(Header.letters(25)).isEqualTo("Z");
        assertThat(Header.letters(26)).isEqualTo("AA");
        assertThat(Header.letters(16_383)).isEqualTo("XFD");
    }
}
