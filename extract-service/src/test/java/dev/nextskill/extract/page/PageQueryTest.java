package dev.nextskill.extract.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PageQueryTest {

    @Test
    void the_first_page_of_the_usual_size_needs_no_words() {
        assertThat(PageQuery.parse(null, null, 20, 200)).isEqualTo(new PageQuery(0, 20));
    }

    @Test
    void a_page_knows_its_place() {
        PageQuery third = PageQuery.parse("2", "50", 20, 200);

        assertThat(third.offset()).isEqualTo(100);
        assertThat(third.hasNext(150)).isFalse();
        assertThat(third.hasNext(151)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "-1,,page",
        "x,,page",
        "99999999999,,page",
        "'',,page",
        ",0,size",
        ",201,size",
        "2147483647,200,There is no page"
    })
    void a_page_that_cannot_be_is_refused(String page, String size, String reason) {
        assertThatThrownBy(() -> PageQuery.parse(page, size, 20, 200)).hasMessageContaining(reason);
    }
}
