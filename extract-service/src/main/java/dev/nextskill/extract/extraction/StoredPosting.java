package dev.nextskill.extract.extraction;

/** A posting as it was received, and what it asks for. */
record StoredPosting(JobPostingIngested posting, SkillRequirementsExtracted requirements) {}
