/** Stored postings are read again, by the model or with new rules. Start at {@link dev.nextskill.extract.reextraction.Reextraction}. */
@NullMarked
package dev.nextskill.extract.reextraction;

import org.jspecify.annotations.NullMarked;
