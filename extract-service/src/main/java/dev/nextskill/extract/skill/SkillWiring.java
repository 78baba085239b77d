package dev.nextskill.extract.skill;

import dev.nextskill.vocabulary.SkillVocabulary;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Builds the plain objects of this feature. */
final class SkillWiring {

    @Produces
    @Singleton
    SkillVocabulary vocabulary() {
        return SkillVocabulary.load();
    }

    @Produces
    @Singleton
    SkillSearch search(SkillVocabulary vocabulary) {
        return new SkillSearch(vocabulary);
    }
}
