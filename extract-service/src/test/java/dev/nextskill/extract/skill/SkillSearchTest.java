package dev.nextskill.extract.skill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nextskill.vocabulary.Skill;
import dev.nextskill.vocabulary.SkillId;
import dev.nextskill.vocabulary.SkillType;
import dev.nextskill.vocabulary.SkillVocabulary;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SkillSearchTest {

    private final SkillSearch search = new SkillSearch(SkillVocabulary.read("""
            - {id: c-plus-plus, type: programming-language, label: C++}
            - {id: go, type: programming-language, label: Go, en: [Golang], zh: [Go 语言]}
            - {id: message-queue, type: middleware, label: 消息队列, en: [Message Queue]}
            - {id: python, type: programming-language, label: Python, misspelt: [Pyhton]}
            - {id: spring, type: framework, label: Spring}
            - {id: spring-boot, type: framework, label: Spring Boot, broader: [spring]}
            """.getBytes(StandardCharsets.UTF_8)));

    private static List<String> ids(List<Skill> skills) {
        return skills.stream().map(Skill::id).map(SkillId::value).toList();
    }

    @ParameterizedTest
    @CsvSource({
        "go,go",
        "Golang,go",
        "go语言,go",
        "SpringBoot,spring-boot",
        "spring-boot,spring-boot",
        "消息 队列,message-queue"
    })
    void finds_a_skill_by_id_or_label(String name, String id) {
        assertThat(search.find(name)).map(Skill::id).contains(new SkillId(id));
    }

    @ParameterizedTest
    @CsvSource({"sprng,spring", "pythn,python", "golan,go", "c-plus,c-plus-plus"})
    void names_the_nearest_skill(String name, String nearest) {
        assertThat(search.find(name)).isEmpty();
        assertThat(search.nearest(name, 3)).startsWith(nearest);
    }

    @ParameterizedTest
    @CsvSource({"完全不同的词", "' '", "kubernetes"})
    void names_nothing_when_nothing_is_like_it(String name) {
        assertThat(search.nearest(name, 3)).isEmpty();
    }

    @Test
    void searches_in_ids_and_labels_of_a_type() {
        assertThat(ids(search.search("spring", null))).containsExactly("spring", "spring-boot");
        assertThat(ids(search.search("队列", null))).containsExactly("message-queue");
        assertThat(ids(search.search(null, SkillType.PROGRAMMING_LANGUAGE)))
                .containsExactly("c-plus-plus", "go", "python");
        assertThat(ids(search.search("spring", SkillType.MIDDLEWARE))).isEmpty();
        assertThat(search.search(null, null)).hasSize(6);
    }
}
