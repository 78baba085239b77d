package dev.nextskill.extract.extraction;

/**
 * A posting as it was received, and what it asks for.
 *
 * @param requirements with the corrections
 */
public record StoredPosting(
        JobPostingIngested posting, SkillRequirementsExtracted requirements, PostingCorrections corrections) {}
