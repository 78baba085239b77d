package dev.nextskill.planner.curriculum;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nextskill.vocabulary.SkillVocabulary;
import org.junit.jupiter.api.Test;

/** The curriculum that comes with the service. */
class CurriculumDataTest {

    @Test
    void the_curriculum_is_sound_and_large_enough() {
        Curriculum curriculum = Curriculum.load(SkillVocabulary.load());

        assertThat(curriculum.components()).hasSizeGreaterThanOrEqualTo(80);
        assertThat(curriculum.components().stream()
                        .map(KnowledgeComponent::track)
                        .distinct())
                .contains("backend", "operating-systems", "networking", "llm-application");
    }
}
