/** Tests of reading by a language model. */
@NullMarked
package dev.nextskill.extract.llm;

import org.jspecify.annotations.NullMarked;
