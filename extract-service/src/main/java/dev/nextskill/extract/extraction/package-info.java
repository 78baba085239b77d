/** From a posting's words to what it asks for, with proof. Start at {@link dev.nextskill.extract.extraction.RequirementExtraction}. */
@NullMarked
package dev.nextskill.extract.extraction;

import org.jspecify.annotations.NullMarked;
