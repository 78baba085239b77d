package dev.nextskill.extract.candidate;

import java.util.List;
import java.util.UUID;

/**
 * A recurring unlinked mention.
 *
 * @param label its words as the first example has them
 * @param normalised the form in which mentions are counted together: NFKC, lower case, no white space
 * @param postings distinct postings with it, reposts not counted
 * @param examples up to three
 */
record SkillCandidate(String label, String normalised, int postings, List<Example> examples) {

    SkillCandidate {
        examples = List.copyOf(examples);
    }

    /**
     * A posting with the mention.
     *
     * @param quote the clause that asks for it, verbatim
     */
    record Example(UUID postingId, String words, String quote) {}
}
