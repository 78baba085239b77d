/** Words of a text to entries of the skill vocabulary. Start at {@link dev.nextskill.extract.linking.SkillLinker}. */
@NullMarked
package dev.nextskill.extract.linking;

import org.jspecify.annotations.NullMarked;
