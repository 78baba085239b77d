/** Reading a posting by a language model, and proving what it says. Start at {@link dev.nextskill.extract.llm.LlmExtractor}. */
@NullMarked
package dev.nextskill.extract.llm;

import org.jspecify.annotations.NullMarked;
