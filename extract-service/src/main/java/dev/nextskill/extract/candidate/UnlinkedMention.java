package dev.nextskill.extract.candidate;

import dev.nextskill.vocabulary.SkillVocabulary;
import java.util.UUID;

/**
 * Words of a posting that name a skill the vocabulary does not know.
 *
 * @param words as they stand there
 * @param quote the clause that asks for them
 */
public record UnlinkedMention(UUID postingId, String words, String quote) {

    /** Longer ones are no name; PostgreSQL's indexes would refuse the longest. */
    private static final int LONGEST = 100;

    /** Whether the words can be a skill's name. */
    public boolean canBeName() {
        return words.length() <= LONGEST
                && !normalised().isEmpty()
                && normalised().length() <= LONGEST;
    }

    /** The form in which the vocabulary compares labels. */
    public String normalised() {
        return SkillVocabulary.normalise(words);
    }
}
