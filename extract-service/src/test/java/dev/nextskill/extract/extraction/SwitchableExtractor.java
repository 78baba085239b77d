package dev.nextskill.extract.extraction;

import dev.nextskill.vocabulary.SkillVocabulary;
import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Singleton;

/** The real engine, which a test may break for texts with a certain word, and mend again. */
@Alternative
@Priority(1)
@Singleton
public final class SwitchableExtractor implements RequirementExtractor {

    public static final String FRAGILE = "易碎品";

    private final RulesExtractor rules;
    private volatile boolean broken;

    SwitchableExtractor(SkillVocabulary vocabulary) {
        rules = new RulesExtractor(vocabulary);
    }

    public void breakForFragileTexts() {
        broken = true;
    }

    public void mend() {
        broken = false;
    }

    @Override
    public PostingRequirements extract(PostingText posting) {
        if (broken && posting.text().contains(FRAGILE)) {
            throw new IllegalStateException("broken by a test");
        }
        return rules.extract(posting);
    }
}
