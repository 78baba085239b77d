/** Finds the postings read before that resemble one at hand, by their embeddings. */
@NullMarked
package dev.nextskill.extract.retrieval;

import org.jspecify.annotations.NullMarked;
