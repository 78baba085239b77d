package dev.nextskill.extract.model;

/**
 * Whether an answer is worth keeping in the cache. Whoever reads the answers says so; it should refuse
 * what its reader refuses, or the refused answer is read again until it expires.
 */
@FunctionalInterface
public interface UsableAnswer {

    /** @param text the whole answer, never blank */
    boolean test(String text);
}
