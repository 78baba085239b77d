/** The controlled list of skills (SKOS style): ids, labels, types and what is broader than what. Start at {@link dev.nextskill.vocabulary.SkillVocabulary}. */
@NullMarked
package dev.nextskill.vocabulary;

import org.jspecify.annotations.NullMarked;
