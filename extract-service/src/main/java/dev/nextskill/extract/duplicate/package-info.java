/** Finds postings that repeat an earlier one: reposts, word for word or nearly so. */
@NullMarked
package dev.nextskill.extract.duplicate;

import org.jspecify.annotations.NullMarked;
