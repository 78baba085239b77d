package dev.nextskill.extract.extraction;

/**
 * A posting read before.
 *
 * @param similarity cosine of the two postings' embeddings
 * @param corrected whether people corrected what was read
 */
public record PriorPosting(
        PostingText words, SkillRequirementsExtracted requirements, double similarity, boolean corrected) {}
