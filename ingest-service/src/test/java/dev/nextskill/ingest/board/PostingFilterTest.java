package dev.nextskill.ingest.board;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PostingFilterTest {

    private final PostingFilter filter = new PostingFilter(List.of("intern", "实习", "C++"), List.of("shanghai", "远程"));

    @ParameterizedTest
    @CsvSource({
        "Backend Intern, Shanghai, true",
        "BACKEND INTERN (2026), Beijing; Shanghai, true",
        "ＩＮＴＥＲＮ, 远程办公, true",
        "后端开发实习生, 上海/远程, true",
        "C++ Engineer, Shanghai, true",
        "C++17 Engineer, Shanghai, true",
        "Internal Auditor, Shanghai, false",
        "Backend Intern, Beijing, false",
        "Backend Intern, , false",
        ", Shanghai, false",
    })
    void a_word_is_wanted_as_a_word(String title, String location, boolean wanted) {
        assertThat(filter.wants(title, location)).isEqualTo(wanted);
    }

    @ParameterizedTest
    @CsvSource({"Anything, Anywhere", ", "})
    void no_words_want_all(String title, String location) {
        assertThat(new PostingFilter(List.of(), List.of(" ")).wants(title, location))
                .isTrue();
    }
}
