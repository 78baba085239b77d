package dev.nextskill.extract.extraction;

/** A way to read a posting. Implementations are safe to share between threads. */
public interface RequirementExtractor {

    PostingRequirements extract(PostingText posting);
}
