package dev.nextskill.extract.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GoldScoreTest {

    private static final String GOLD = """
            {"id": "a", "roleClass": "backend", "education": "bachelor", "internship": {"minMonths": 3, "daysPerWeek": null},
             "languages": ["Go", "Java"],
             "requirements": [
               {"anyOf": [{"label": "Go", "surfaces": ["golang"]}, {"label": "Java", "surfaces": ["Java"]}], "necessity": "essential", "level": "familiar"},
               {"anyOf": [{"label": "高并发", "surfaces": ["高并发"]}], "necessity": "responsibility", "level": "unspecified"}]}""";

    private static JsonNode json(String text) throws IOException {
        return new ObjectMapper().readTree(text);
    }

    @Test
    void figures_count_what_is_right_of_what_was_said_and_of_what_there_is() throws IOException {
        GoldScore score = new GoldScore(List.of("Go\tGolang"));

        score.add(json(GOLD), json("""
                {"roleClass": {"id": "backend"}, "education": {"minimum": "master"}, "internship": {"minMonths": 3},
                 "programmingLanguages": [{"label": "Java", "rank": 2}, {"label": "Go", "rank": 1}],
                 "requirements": [
                   {"anyOf": [{"label": "Golang", "mention": {"text": "Golang"}}], "necessity": "essential", "level": "expert"},
                   {"anyOf": [{"label": "Java", "mention": {"text": "Java"}}], "necessity": "optional", "level": "familiar"},
                   {"anyOf": [{"label": "Redis", "mention": {"text": "Redis"}}], "necessity": "essential", "level": "familiar"},
                   {"anyOf": [{"label": "SFT", "mention": {"text": "SFT"}, "assertion": "inferred"}], "necessity": "essential", "level": "familiar"}]}"""));

        Map<String, Double> figures = score.figures();
        assertThat(figures.get("skills.p")).isEqualTo(2 / 3.0, within(1e-9));
        assertThat(figures.get("skills.r")).isEqualTo(2 / 3.0, within(1e-9));
        assertThat(figures.get("named.r")).isEqualTo(1);
        assertThat(figures.get("concept.r")).isEqualTo(0);
        assertThat(figures.get("asked.r")).isEqualTo(1);
        assertThat(figures.get("skills+necessity.r")).isEqualTo(1 / 3.0, within(1e-9));
        assertThat(figures.get("grouping.r")).isEqualTo(0);
        assertThat(figures)
                .containsEntry("linking", 1.0)
                .containsEntry("level", 0.5)
                .containsEntry("role", 1.0)
                .containsEntry("education", 0.0)
                .containsEntry("internship", 1.0)
                .containsEntry("languages", 1.0)
                .containsEntry("firstLanguage", 1.0);
    }

    @Test
    void a_posting_without_a_prediction_is_missed() throws IOException {
        GoldScore score = new GoldScore(List.of());

        score.add(json(GOLD), null);

        assertThat(score.figures()).containsEntry("skills.f1", 0.0).containsEntry("role", 0.0);
    }

    @ParameterizedTest
    @CsvSource({
        "Spring Boot, springboot, true",
        "ＭｙＳＱＬ, mysql, true",
        "向量数据库, 数据库, true",
        "大规模分布式系统, 分布, false",
        "C, C++, false"
    })
    void names_are_the_same_when_one_holds_the_other_and_is_not_much_longer(String one, String other, boolean same) {
        assertThat(GoldScore.same(one, other)).isEqualTo(same);
        assertThat(GoldScore.same(other, one)).isEqualTo(same);
    }
}
