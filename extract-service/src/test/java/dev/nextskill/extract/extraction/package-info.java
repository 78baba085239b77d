/** Tests of reading, storing and listing postings. */
@NullMarked
package dev.nextskill.extract.extraction;

import org.jspecify.annotations.NullMarked;
