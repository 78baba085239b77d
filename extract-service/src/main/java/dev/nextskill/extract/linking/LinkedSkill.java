package dev.nextskill.extract.linking;

import dev.nextskill.vocabulary.Skill;
import dev.nextskill.vocabulary.SkillLabel;

/**
 * Words that name a skill of the vocabulary.
 *
 * @param from folded position
 * @param to folded position, exclusive
 * @param label the label that stands there
 */
public record LinkedSkill(int from, int to, Skill skill, SkillLabel label) {}
