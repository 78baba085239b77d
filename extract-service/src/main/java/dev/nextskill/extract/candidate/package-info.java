/** Words that postings ask for and the vocabulary does not know yet. */
@NullMarked
package dev.nextskill.extract.candidate;

import org.jspecify.annotations.NullMarked;
