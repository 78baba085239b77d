package dev.nextskill.planner.curriculum;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.nextskill.vocabulary.SkillId;
import dev.nextskill.vocabulary.SkillVocabulary;
import org.junit.jupiter.api.Test;

class CurriculumTest {

    private static final SkillVocabulary VOCABULARY = SkillVocabulary.read("""
            - {id: databases, type: fundamental, label: Databases}
            - {id: indexing, type: method, label: Indexing, broader: [databases]}
            - {id: covering-index, type: method, label: Covering index, broader: [indexing]}
            - {id: mysql, type: database, label: MySQL, broader: [databases]}
            - {id: mysql-hint, type: method, label: MySQL hint, broader: [mysql]}
            """.getBytes(UTF_8));

    private static final Curriculum CURRICULUM = SmallCurricula.read("""
            - id: data-storage
              name: {zh: 存储, en: Storage}
              teaches: [databases]
              depths:
                recognise: {hours: [1, 2, 3], zh: 说, en: say}
                explain: {hours: [1, 2, 3], zh: 讲, en: explain}
              hoursFrom: estimate
              resources:
                - {title: A book, url: "https://example.org/book", language: en, free: true}
            """, VOCABULARY);

    @Test
    void an_idea_that_no_component_names_is_taught_with_the_nearest_wider_idea() {
        assertThat(CURRICULUM.teaching(new SkillId("covering-index")))
                .isNotEmpty()
                .isEqualTo(CURRICULUM.teaching(new SkillId("databases")));
    }

    @Test
    void a_product_is_not_taught_by_its_kind_nor_what_belongs_to_the_product() {
        assertThat(CURRICULUM.teaching(new SkillId("mysql"))).isEmpty();
        assertThat(CURRICULUM.teaching(new SkillId("mysql-hint"))).isEmpty();
    }
}
