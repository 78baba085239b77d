package dev.nextskill.extract.extraction;

import org.jspecify.annotations.Nullable;

/**
 * The words that prove a value.
 *
 * @param quote verbatim
 * @param start first code point
 * @param end one past the last code point
 * @param in null: the text
 */
public record TextEvidence(String quote, int start, int end, SkillMention.@Nullable Part in) {}
