/** How well the engine reads, against postings annotated by careful reading. */
@NullMarked
package dev.nextskill.extract.evaluation;

import org.jspecify.annotations.NullMarked;
