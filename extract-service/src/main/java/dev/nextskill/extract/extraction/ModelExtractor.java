package dev.nextskill.extract.extraction;

import dev.nextskill.extract.model.ModelUnavailableException;
import java.util.Optional;

/** Reads postings by a language model. Safe to share between threads. */
public interface ModelExtractor {

    /**
     * Reads a posting; takes seconds.
     *
     * @param retrieval whether prior postings help
     * @throws ModelUnavailableException if the model cannot be asked now, saying when it may
     */
    PostingRequirements extract(PostingText posting, boolean retrieval);

    /**
     * What a verified reading of a posting says of one that repeats it nearly word for word, proven by the latter's own words; asks
     * nobody.
     *
     * @return nothing if too little of it stands in this posting, or another model or prompt has read it
     */
    Optional<PostingRequirements> reuse(SkillRequirementsExtracted earlier, PostingText posting);
}
