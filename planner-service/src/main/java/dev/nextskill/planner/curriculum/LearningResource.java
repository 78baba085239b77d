package dev.nextskill.planner.curriculum;

import java.net.URI;

/**
 * Material to learn from.
 *
 * @param language {@code zh} or {@code en}
 * @param free whether it can be read without paying
 */
public record LearningResource(String title, URI url, String language, boolean free) {}
